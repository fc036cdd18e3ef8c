"""The program on Windows: a driver (tests/windows/driver) that starts it there, and the folder where both meet."""

import os, pathlib, shutil, subprocess, tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


def files(folder):
    """Every file below a folder, by its path from there."""
    paths = (path for path in pathlib.Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def expect_same(is_, should, what):
    """Two sets of files, byte for byte."""
    missing, strange = sorted(should.keys() - is_.keys()), sorted(is_.keys() - should.keys())
    differ = sorted(path for path in should.keys() & is_.keys() if should[path] != is_[path])
    assert not (missing or strange or differ), f"{what}: missing {missing[:9]}, strange {strange[:9]}, different {differ[:9]}"


class Absent(Exception):
    """What this machine lacks."""


class Said:
    """How a run ended, and what it printed: standard output, then standard error."""

    def __init__(self, status, text):
        self.status, self.text = status, text

    def __contains__(self, words):
        return words in self.text


class Windows:
    """One session there. Paths are this system's; `there` is what the program calls them."""

    def __init__(self, exe, driver, runner, **environment):
        self.runner = runner
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="gongkai-windows-")).resolve()
        self.exe = self.work / "gongkai.exe"
        self.driver = self.work / "driver.exe"
        shutil.copy(exe, self.exe)
        shutil.copy(driver, self.driver)
        words = [runner, self.work, "driver.exe"] if runner else [self.driver]
        # The runner ends what takes longer than this.
        env = dict(os.environ, WINE_TIMEOUT="3600", **environment)
        self.process = subprocess.Popen([str(word) for word in words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)

    def there(self, path):
        """A path as the program there knows it: a runner shows the working folder as Z:\\work."""
        path = pathlib.Path(path)
        if not self.runner:
            return str(path)
        return "Z:\\work\\" + str(path.relative_to(self.work)).replace("/", "\\")

    def ask(self, *words):
        """One line to the driver; its answer."""
        assert not any(c in str(word) for word in words for c in "\t\r\n"), words
        self.process.stdin.write(("\t".join(str(word) for word in words) + "\n").encode())
        self.process.stdin.flush()
        answer = self.process.stdout.readline().decode().strip()
        assert answer and not answer.startswith("fault"), f"{words[0]}: {answer or 'the driver has ended'}"
        return answer

    def gongkai(self, folder, *arguments, status=None):
        """Runs it to its end; `status` is what it has to end with."""
        out, err = self.work / "out.txt", self.work / "err.txt"
        answer = self.ask("run", self.there(folder), self.there(out), self.there(err), self.there(self.exe), *arguments)
        said = Said(int(answer.removeprefix("status ")), (out.read_bytes() + err.read_bytes()).decode())
        assert status in (None, said.status), f"gongkai {' '.join(arguments)}: status {said.status}\n{said.text}"
        return said

    def start(self, folder, *arguments):
        """Starts it, and gives the file that its standard output goes to."""
        out, err = self.work / "started.txt", self.work / "started-err.txt"
        self.ask("start", self.there(folder), self.there(out), self.there(err), self.there(self.exe), *arguments)
        return out

    def kill(self, microseconds, folder, *arguments):
        """True when it was killed before its end."""
        return self.ask("kill", microseconds, self.there(folder), self.there(self.exe), *arguments) == "killed"

    def hold(self, path, milliseconds=None):
        """Keeps everybody else from opening a file, until `release` or for a time."""
        self.ask("hold", self.there(path), *([] if milliseconds is None else [milliseconds]))

    def folder(self, name):
        """A new folder that it can reach."""
        folder = self.work / name
        folder.mkdir(parents=True)
        return folder

    def school(self, name):
        """A copy of the sample school."""
        folder = self.folder(name)
        shutil.copytree(REPOSITORY / "content", folder / "content")
        shutil.copy(REPOSITORY / "site.toml", folder)
        return folder

    def end(self):
        self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.work, ignore_errors=True)
