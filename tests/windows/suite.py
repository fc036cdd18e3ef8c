"""The program on Windows, through what a school does with it: tests/windows.sh starts this.

    python3 tests/windows/suite.py GONGKAI.EXE DRIVER.EXE RUNNER     RUNNER is empty on Windows

GONGKAI_CASES names the cases to run, by parts of their names; GONGKAI_KILLS how many builds are killed (100); GONGKAI_HERE a
program of this system to compare whole outputs with. What cannot be tried is said in a line that begins with SKIPPED.
"""

import datetime, os, pathlib, random, re, shutil, socket, sys, time, urllib.error, urllib.request

import double_click, portable, replay, servers
from machine import REPOSITORY, Absent, Windows, expect_same, files

DAY = "2026-11-20"
TITLE = "青禾实验学校党务公开网"
KILLS = int(os.environ.get("GONGKAI_KILLS", "100"))


def rename_site(site, title):
    settings = site / "site.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(TITLE, title), encoding="utf-8", newline="\n")


def build(windows, site, status=0):
    return windows.gongkai(site, "build", "--quiet", "--date", DAY, "--out", "out", status=status)


def clean(windows, site):
    """What a first build of the site gives."""
    windows.gongkai(site, "build", "--quiet", "--date", DAY, "--out", "clean", status=0)
    made = files(site / "clean")
    shutil.rmtree(site / "clean")
    return made


def init_and_new(windows):
    folder = windows.folder("学校 一")
    windows.gongkai(folder, "init", "我的网站", "--school", "青山实验学校", "--branch", "无", status=0)
    site = folder / "我的网站"
    assert "青山实验学校" in (site / "site.toml").read_text(encoding="utf-8")
    said = windows.gongkai(site, "new", "通知公告", "关于召开党员大会的通知", status=0)
    written = list((site / "content/notices").glob("*关于召开党员大会的通知.md"))
    assert len(written) == 1, said.text
    assert "\\\\?\\" not in said, said.text
    windows.gongkai(site, "build", status=0)
    assert (site / "public/index.html").is_file()
    # From another folder, with a root in the system's own writing.
    windows.gongkai(folder, "--root", windows.there(site), "check", status=0)
    windows.gongkai(folder, "--root", windows.there(site).replace("\\", "/"), "status", status=0)


def batch_files(windows):
    """The icons in a new site find the program beside the site, and in it."""
    if not windows.runner and os.name != "nt":
        raise Absent("no Windows")
    folder = windows.folder("icons")
    windows.gongkai(folder, "init", "我的网站", "--school", "青山实验学校", "--branch", "无", status=0)
    site, out, err = folder / "我的网站", windows.work / "out.txt", windows.work / "err.txt"
    for place in (folder, site):
        shutil.rmtree(site / "public", ignore_errors=True)
        exe = shutil.copy(windows.exe, place)
        # Without anything to read, its `pause` goes on.
        windows.ask("run", windows.there(folder), windows.there(out), windows.there(err), "cmd", "/c", "我的网站\\生成网站.bat")
        assert (site / "public/index.html").is_file(), f"{place}: {(out.read_bytes() + err.read_bytes()).decode(errors='replace')}"
        pathlib.Path(exe).unlink()


def sample(windows):
    """Every edition of the sample, as this system's own program makes it."""
    site = windows.school("sample")
    return f"{replay.compared(windows, site, DAY)} files"


def line_ends(windows):
    """Sources as Windows editors save them give the same pages."""
    site = windows.school("lf")
    made = clean(windows, site)
    for path in [site / "site.toml", *site.glob("content/**/*")]:
        if path.suffix in (".md", ".yaml", ".toml"):
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    expect_same(clean(windows, site), made, "with CRLF")


def kills(windows):
    """Killed at random moments: every file is an old or a new one, and the next build equals a clean one."""
    site = windows.school("killed")
    versions = []
    for title in ("第一版党务公开网", "第二版党务公开网"):
        shutil.copy(REPOSITORY / "site.toml", site)
        rename_site(site, title)
        versions.append(((site / "site.toml").read_bytes(), clean(windows, site)))
    (site / "site.toml").write_bytes(versions[0][0])
    build(windows, site)
    draw = random.Random(4711)
    # Longer after a kill, shorter when one came too late: so they find the whole of a build on any machine.
    longest, killed, rounds = 200_000, 0, 0
    while killed < KILLS and rounds < KILLS * 4:
        rounds += 1
        settings, _ = versions[rounds % 2]
        (site / "site.toml").write_bytes(settings)
        if windows.kill(draw.randrange(longest), site, "build", "--quiet", "--date", DAY, "--out", "out"):
            killed += 1
            longest += longest // 8
        else:
            longest -= longest // 4
        for path, content in files(site / "out").items():
            # What a killed build was collecting beside the site; the next one clears it away.
            if path.startswith("."):
                continue
            known = any(made.get(path) == content for _, made in versions)
            assert known, f"round {rounds}: {path} is neither old nor new"
        if rounds % 5 == 0:
            build(windows, site)
            expect_same(files(site / "out"), versions[rounds % 2][1], f"after round {rounds}")
    assert killed >= KILLS, f"only {killed} of {rounds} builds were killed"
    return f"{killed} of {rounds} builds"


def interrupted(windows):
    """Ctrl-C in the window of a build, which closing the window does too: every file is an old or a new one."""
    if not windows.runner:
        raise Absent("no keys can be pressed in a window from outside")
    site = windows.school("interrupted")
    words = ("gongkai.exe", "build", "--date", DAY, "--out", "out")
    build(windows, site)
    old = files(site / "out")
    rename_site(site, "改名党务公开网")
    new, draw, longest, ended, rounds, stuck = clean(windows, site), random.Random(936), 3.0, 0, 0, 0
    while ended < 10 and rounds < 60:
        rounds += 1
        console = double_click.Console(windows, site, *words)
        try:
            console.begin()
            time.sleep(draw.uniform(0, longest))
            running = console.interrupt()
            ended, longest = ended + running, longest * (1.1 if running else 0.8)
        except double_click.StillRuns:
            # wine makes the thread for Ctrl-C inside the handler of a signal; a program that it hits while it is being loaded
            # may wait for itself for ever. Once in hundreds: the window is closed then. A program that does not end is stuck each time.
            stuck += 1
            if stuck > 1:
                raise
        finally:
            console.close()
        for path, content in files(site / "out").items():
            assert path.startswith(".") or content in (old.get(path), new.get(path)), f"{path} is neither old nor new"
    build(windows, site)
    expect_same(files(site / "out"), new, "after the last")
    assert ended == 10, f"only {ended} of {rounds} builds were interrupted"
    return f"{ended} of {rounds} builds{', one stuck in the runner' if stuck else ''}"


def network_folder(windows):
    """A site on a share of the school's server."""
    share = r"\\localhost\work"
    if windows.runner:
        # What wine knows of shares are folders below its own settings.
        known = pathlib.Path(os.environ["WORK"]) / "troot/root/prefix/dosdevices/unc/localhost"
        known.mkdir(parents=True, exist_ok=True)
        if not (known / "work").is_symlink():
            (known / "work").symlink_to("/work")
    else:
        drive, rest = os.path.splitdrive(str(windows.work))
        share = rf"\\localhost\{drive[0]}${rest}"
        if not os.path.isdir(share):
            raise Absent(f"this account cannot open {share}")
    said = windows.gongkai(windows.work, "init", share + r"\网站", "--school", "青山实验学校", "--branch", "无", status=0)
    assert "/" not in said.text.split("接下来")[1].split("3.")[0], said.text
    assert rf"pushd {share}\网站" in said, said.text
    site, there = windows.work / "网站", ("--root", share + r"\网站")
    windows.gongkai(windows.work, *there, "new", "通知公告", "关于召开党员大会的通知", status=0)
    assert list((site / "content/notices").glob("*关于召开党员大会的通知.md"))
    for words in ("未变 0", "新增 0"):
        said = windows.gongkai(windows.work, *there, "build", status=0)
        assert words in said and "?\\" not in said and "UNC" not in said, said.text
    made = files(site / "public")
    shutil.rmtree(site / "public")
    windows.gongkai(site, "build", status=0)
    expect_same(files(site / "public"), made, "on the share")


def held(windows):
    """A file that another program holds open is named, the old site stays whole, and the next build succeeds."""
    site = windows.school("held")
    build(windows, site)
    old = files(site / "out")
    rename_site(site, "改名党务公开网")
    new, quickest = clean(windows, site), 3600
    for name in ("out/web/index.html", "out/web/assets/site.css"):
        if not (site / name).is_file():
            name = next(path.relative_to(site).as_posix() for path in sorted((site / "out/web").rglob("*.html")))
        windows.hold(site / name)
        before = time.time()
        said = build(windows, site, status=2)
        quickest = min(quickest, time.time() - before)
        assert name.rsplit("/", 1)[1] in said, said.text
        windows.ask("release")
        expect_same(files(site / "out"), old, f"while {name} is held")
    # A virus scanner lets go while the build still tries again: nobody is told.
    for _ in range(3):
        windows.hold(site / name, milliseconds=int(1000 * max(0.1, quickest - 0.6)))
        said = build(windows, site, status=None)
        if said.status == 0:
            break
    assert said.status == 0, said.text
    expect_same(files(site / "out"), new, "afterwards")
    entry = next(iter(sorted((site / "content/notices").glob("*.md"))))
    windows.hold(entry)
    said = build(windows, site, status=None)
    assert said.status != 0 and entry.name in said, said.text
    windows.ask("release")
    expect_same(files(site / "out"), new, "while an entry is held")
    build(windows, site)


def read_only(windows):
    """Files that somebody marked read-only are replaced and removed all the same."""
    site = windows.school("read-only")
    build(windows, site)
    for path in sorted((site / "out/web").rglob("*.html"))[:20]:
        windows.ask("mark", windows.there(path), "read-only")
    rename_site(site, "改名党务公开网")
    new = clean(windows, site)
    build(windows, site)
    expect_same(files(site / "out"), new, "over read-only files")


def long_paths(windows):
    """A site whose paths are longer than 260 characters."""
    names = [f"第{number}层" + "长" * 30 + "a" * 30 for number in range(4)]
    site = windows.folder("/".join(["long", *names]))
    shutil.copytree(REPOSITORY / "content", site / "content")
    shutil.copy(REPOSITORY / "site.toml", site)
    assert len(windows.there(site)) > 260
    here = windows.school("short")
    root = windows.there(site)
    windows.gongkai(windows.work, "--root", root, "build", "--quiet", "--date", DAY, "--out", root + "\\out", status=0)
    expect_same(files(site / "out"), clean(windows, here), "in a deep folder")
    said = windows.gongkai(windows.work, "--root", root, "build", "--date", DAY, "--out", root + "\\out", status=0)
    assert "\\\\?\\" not in said, said.text


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def get(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read().decode()


def until(what, work, seconds=120):
    """Asks again until something is so."""
    end = time.time() + seconds
    while time.time() < end:
        try:
            found = work()
        except (OSError, urllib.error.URLError):
            found = None
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError(f"never: {what}")


def edit(windows, name, *options):
    """The preview shows a page, and what was saved."""
    site = windows.school(name)
    out = windows.start(site, "serve", "--port", str(free_port()), *options)
    try:
        url = until("an address", lambda: re.search(r"http://127\.0\.0\.1:\d+/\w+/(?=\s)", out.read_text(encoding="utf-8")))[0]
        assert TITLE in until("a page", lambda: get(url))
        rename_site(site, "改名党务公开网")
        until("what was saved", lambda: "改名党务公开网" in get(url))
        try:
            get(url.rsplit("/", 2)[0] + "/")
            raise AssertionError("somebody without the key gets in")
        except urllib.error.HTTPError as refusal:
            assert refusal.code == 403, refusal
        return site, url
    finally:
        windows.ask("stop")


def serve_poll(windows):
    edit(windows, "poll", "--poll")


def serve_events(windows):
    if windows.runner:
        raise Absent("wine reports no events from sub-folders")
    edit(windows, "events")


def time_zone(windows):
    """The day is that of UTC+8, wherever the machine believes to be."""
    if not windows.runner:
        raise Absent("the system's time zone is not ours to change")
    day = lambda: (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date().isoformat()
    # One of the two has another day than UTC+8 at any hour.
    for zone in ("Etc/GMT+12", "Pacific/Kiritimati"):
        abroad = Windows(windows.exe, windows.driver, windows.runner, TZ=zone)
        try:
            folder = abroad.folder("abroad")
            abroad.gongkai(folder, "init", "网站", "--school", "青山实验学校", "--branch", "无", status=0)
            before = day()
            abroad.gongkai(folder / "网站", "new", "通知公告", "今天", status=0)
            written = [path.name for path in (folder / "网站/content/notices").glob("*今天.md")]
            assert written in ([f"{before}-今天.md"], [f"{day()}-今天.md"]), f"{zone}: {written}"
        finally:
            abroad.end()


def printing(windows):
    """With a stand-in for the browser; and without one, what to do is said."""
    site = windows.school("printing")
    windows.gongkai(site, "print", "--browser", windows.there(windows.driver), status=0)
    assert list(site.rglob("*.pdf")), "no PDF"
    if windows.runner:
        said = windows.gongkai(site, "print", status=2)
        assert "没有找到 Chrome、Edge" in said, said.text


def imports(windows):
    """A text becomes a Word document, and that a draft."""
    site = windows.school("imports")
    entry = next(path for path in sorted((site / "content/notices").glob("*.md")))
    windows.gongkai(site, "text", f"content\\notices\\{entry.name}", "--format", "docx", "--out", "通知 一.docx", status=0)
    said = windows.gongkai(site, "import", windows.there(site / "通知 一.docx"), "--into", "content/notices/2026-11-20-daoru.md", status=0)
    draft = (site / "content/notices/2026-11-20-daoru.md").read_text(encoding="utf-8")
    assert "草稿: 是" in draft, said.text


CASES = {
    "the exe": portable.executable,
    "init, new, build": init_and_new,
    "batch files": batch_files,
    "the sample": sample,
    "golden sites": replay.golden,
    "complaint fixtures": replay.complaints,
    "transcripts": replay.transcripts,
    "line ends": line_ends,
    "held files": held,
    "read-only files": read_only,
    "long paths": long_paths,
    "network folder": network_folder,
    "code page": double_click.code_page,
    "serve, polling": serve_poll,
    "serve, events": serve_events,
    "time zone": time_zone,
    "print": printing,
    "import": imports,
    "deploy to FTP": servers.ftp,
    "double click": double_click.all_of_it,
    "interrupted builds": interrupted,
    "killed builds": kills,
}


def main():
    exe, driver, runner = (sys.argv[1:] + [""])[:3]
    wanted = [word for word in os.environ.get("GONGKAI_CASES", "").split(",") if word]
    chosen = {name: case for name, case in CASES.items() if not wanted or any(word in name for word in wanted)}
    assert chosen, f"no case is called {wanted}"
    failed = []
    for name, case in chosen.items():
        # A session of its own for each: nothing that one leaves behind helps or harms another.
        windows = Windows(pathlib.Path(exe).resolve(), pathlib.Path(driver).resolve(), runner)
        before = time.time()
        try:
            told = case(windows)
            print(f"{name}: {time.time() - before:.0f} s{f', {told}' if told else ''}", flush=True)
        except Absent as lack:
            print(f"SKIPPED: {name}; {lack}", flush=True)
        except Exception as fault:
            failed.append(name)
            print(f"FAILED: {name}: {type(fault).__name__}: {fault}", flush=True)
        finally:
            windows.end()
    if failed:
        raise SystemExit(f"{len(failed)} of {len(chosen)} failed: {', '.join(failed)}")


main()
