"""Deploy from Windows: to the scripted FTP server of tests/deploy/, which behaves like IIS, where its library is at hand."""

import getpass, os, pathlib, shutil, socket, subprocess, sys, time

from machine import REPOSITORY, Absent, expect_same, files

# The server becomes this user, if it is not already.
USER, PASSWORD = getpass.getuser(), "Mm9-windows-2026"


def library(work):
    """Where pyftpdlib lies; Debian's package is unpacked beside, not installed."""
    try:
        import pyftpdlib
        return str(pathlib.Path(pyftpdlib.__file__).parents[1])
    except ImportError:
        pass
    if not shutil.which("apt-get"):
        raise Absent("no pyftpdlib")
    debs = work / "debs"
    debs.mkdir()
    for word in ("python3-pyftpdlib", "python3-pyasyncore", "python3-pyasynchat"):
        got = subprocess.run(["apt-get", "download", word], cwd=debs, capture_output=True)
        if got.returncode and word == "python3-pyftpdlib":
            raise Absent(f"python3-pyftpdlib could not be fetched: {got.stderr.decode().strip()}")
    for deb in debs.glob("*.deb"):
        subprocess.run(["dpkg", "-x", deb, work / "ftp-root"], check=True)
    return str(work / "ftp-root/usr/lib/python3/dist-packages")


def ftp(windows):
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    online = windows.folder("online")
    env = dict(os.environ, PYTHONPATH=library(windows.work), GONGKAI_TEST_PASSWORD=PASSWORD)
    # Debian's package is for Debian's own Python.
    python = "/usr/bin/python3" if pathlib.Path("/usr/bin/python3").exists() else sys.executable
    script = REPOSITORY / "tests/deploy/odd_server.py"
    words = [python, script, port, online, USER, "no-rename-over", "dos", "no-mlsd", "gbk"]
    server = subprocess.Popen([str(word) for word in words], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            assert server.poll() is None, "the server ended at once"
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        site = windows.folder("deploy")
        shutil.copytree(REPOSITORY / "tests/complaints/_base", site, dirs_exist_ok=True)
        with open(site / "site.toml", "a", encoding="utf-8") as settings:
            settings.write(f'\n[deploy.school]\nedition = "web"\nto = "ftp://{USER}@127.0.0.1:{port}/"\n')
        windows.ask("set", "GONGKAI_PASSWORD_SCHOOL", PASSWORD)
        windows.gongkai(site, "deploy", "--yes", status=0)
        there = files(online)
        there.pop("gongkai-state.txt")
        expect_same(there, files(site / "public"), "online")
        assert "没有要上传的" in windows.gongkai(site, "deploy", "--yes", status=0)
        windows.ask("set", "GONGKAI_PASSWORD_SCHOOL", "wrong-one")
        assert "不接受这个用户名或密码" in windows.gongkai(site, "deploy", "--yes", status=2)
    finally:
        server.terminate()
        server.wait()
