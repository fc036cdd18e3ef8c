"""The double click: the program started in a console of its own, without arguments. Under a runner the console is a terminal of this
system, through which the questions are answered and what is said is read; on Windows a new window, of which only the preview is seen."""

import os, pathlib, re, select, shutil, signal, subprocess, time, urllib.request

from machine import Absent

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/[0-9a-f]{32}/")
# How a runner ends: by itself, or because wine's server killed what took a second to go after all of its threads had ended
# (process_sigkill in wine's server/process.c), which has no status of its own any more.
ENDED_BY_ITSELF, KILLED_AFTER_ITS_END = 0, 137


class StillRuns(AssertionError):
    """Ctrl-C did not end it."""


class Console:
    """One double click on the program in a folder; or a console there that runs other words."""

    def __init__(self, windows, folder, *words):
        import pty
        self.ours, theirs = pty.openpty()
        # Wide enough that no address is broken.
        import fcntl, struct, termios
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        exe = folder / "gongkai.exe"
        if not exe.exists():
            shutil.copy(windows.exe, exe)
        words = [windows.runner, folder, *(words or ["gongkai.exe"])] if windows.runner else [*(words or [exe])]
        self.process = subprocess.Popen([str(word) for word in words], stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder,
                                        env=dict(os.environ, WINE_TIMEOUT="600", TERM="xterm"), start_new_session=True)
        os.close(theirs)
        self.said = ""

    def read(self):
        if select.select([self.ours], [], [], 0.2)[0]:
            try:
                self.said += os.read(self.ours, 65536).decode(errors="replace")
            except OSError:
                return

    def text(self):
        """What was said, without what moves the cursor or colours."""
        text = re.sub(r"\x1b\[(\d+)C", lambda move: " " * int(move[1]), self.said)
        text = re.sub(r"\x1b\][^\x07]*\x07|\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]", "", text)
        return text.replace("\r", "")

    def expect(self, words, seconds=120):
        end = time.time() + seconds
        while time.time() < end:
            self.read()
            found = re.search(words, self.text())
            if found:
                return found
            assert self.process.poll() is None, f"it ended before “{words}”:\n{self.text()}"
        raise AssertionError(f"never said “{words}”:\n{self.text()}")

    def type(self, line):
        self.said = ""
        # Nobody types in the moment that a question is asked.
        time.sleep(0.5)
        os.write(self.ours, (line + "\r").encode())

    def own(self):
        """The processes of the program alone, without those of the runner."""
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if os.getsid(int(process.name)) == self.process.pid and b"gongkai.exe" in (process / "cmdline").read_bytes().split(b"\0")[0]:
                    found.append(int(process.name))
            except OSError:
                continue
        return found

    def begin(self, seconds=60):
        """Waits until the program runs, or is over."""
        end = time.time() + seconds
        while not self.own() and self.process.poll() is None and time.time() < end:
            time.sleep(0.005)

    def interrupt(self):
        """Ctrl-C for the program alone, and the end that it brings: the key itself would end the runner, and the window with it.
        False when it was over."""
        reached = False
        for process in self.own():
            try:
                os.kill(process, signal.SIGINT)
                reached = True
            except ProcessLookupError:
                continue
        end = time.time() + 60
        while self.process.poll() is None and time.time() < end:
            self.read()
        if self.process.poll() is None:
            raise StillRuns(f"Ctrl-C does not end it:\n{self.text()}")
        self.read()
        return reached

    def close(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.ours)


def get(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read().decode()


def all_of_it(windows):
    if not windows.runner and os.name == "nt":
        return in_a_window(windows)
    place = windows.folder("桌面")
    first = Console(windows, place)
    try:
        first.expect("这里还没有网站")
        for question, answer in (("学校名称", "青山实验学校"), ("主办单位", ""), ("监督电话", "0931-6600123"), ("有哪些支部", "无")):
            first.expect(question)
            first.type(answer)
        url = first.expect(ADDRESS.pattern)[0]
        first.expect("关掉它")
        assert "青山实验学校" in get(url)
        assert "中共青山实验学校总支部委员会" in (place / "我的网站/site.toml").read_text(encoding="utf-8")
        # Once more while it runs: the same preview, and nothing is asked.
        second = Console(windows, place)
        try:
            second.expect("已经开着")
            assert second.expect(ADDRESS.pattern)[0] == url
            second.expect("按回车键关闭这个窗口")
            second.type("")
            second.process.wait(60)
        finally:
            second.close()
    finally:
        first.close()
    # Inside a site.
    inside = Console(windows, place / "我的网站")
    try:
        assert "青山实验学校" in get(inside.expect(ADDRESS.pattern)[0])
        assert inside.interrupt()
        assert "已停止" in inside.text(), inside.text()
        assert inside.process.returncode in (ENDED_BY_ITSELF, KILLED_AFTER_ITS_END), f"{inside.process.returncode}: {inside.text()}"
    finally:
        inside.close()
    # A fault: the window waits.
    full = windows.folder("满了")
    for number in range(1, 21):
        (full / f"我的网站{number if number > 1 else ''}").write_text("别人的文件", encoding="utf-8")
    wrong = Console(windows, full)
    try:
        wrong.expect("错误")
        wrong.expect("按回车键关闭这个窗口")
        assert wrong.process.poll() is None
        wrong.type("")
        wrong.process.wait(60)
    finally:
        wrong.close()


def code_page(windows):
    """A console of code page 936, as Chinese Windows opens it: what is typed, printed and written is the same."""
    if not windows.runner:
        raise Absent("a window's text cannot be read from outside")
    console = Console(windows, windows.folder("中文 目录"), "cmd")
    try:
        console.expect(">")
        console.type("chcp 936")
        console.expect("936")
        console.type("gongkai init 网站 --school 青山实验学校 --organizer 青山党支部 --telephone 0931-6600123 --since 2026-11-01 --branch 无")
        console.expect("已在“网站”中新建网站")
        console.type("cd 网站")
        console.type("..\\gongkai new 通知公告 关于“三会一课”的通知")
        console.expect("关于.三会一课.的通知\\.md")
        console.type("..\\gongkai status > 情况.txt & echo %OS%")
        console.expect("Windows_NT")
    finally:
        console.close()
    site = windows.work / "中文 目录/网站"
    assert "青山实验学校" in (site / "site.toml").read_text(encoding="utf-8")
    assert "青山实验学校" in (site / "情况.txt").read_text(encoding="utf-8")


def in_a_window(windows):
    """What can be seen of a window from outside: the preview runs, and a second double click ends by itself."""
    site = windows.school("桌面/网站")
    exe = shutil.copy(windows.exe, site)
    new_window = subprocess.CREATE_NEW_CONSOLE
    first = subprocess.Popen([exe], cwd=site, creationflags=new_window)
    try:
        for _ in range(600):
            known = [site / ".gongkai" / name for name in ("preview-port", "preview-key")]
            if all(path.is_file() for path in known):
                break
            time.sleep(0.2)
        port, key = (path.read_text().strip() for path in known)
        assert "青禾实验学校" in get(f"http://127.0.0.1:{port}/{key}/")
        assert first.poll() is None
    finally:
        first.kill()
        first.wait()
    return "the questions were not asked: a window's text cannot be read from outside"
