#!/usr/bin/env python3
"""Measure `gongkai deploy` beside `lftp mirror -R` in one run, on one FTP server (vsftpd) on 127.0.0.1, with as many
connections: the first upload, nothing changed, one notice more. Both are given a folder that is built; ours looks on the
way whether it still is. Each command to the server, and each answer, takes as long as to a server in the same province.
The first upload is that of lftp with `xfer:use-temp-file`: ours too writes each file under another name and renames it, so
that nobody reads half of one. What lftp takes without that is shown beside it.

    python3 bench/uploading.py                    10,000 files; needs root and Debian, as tests/deploy/servers.py does
    python3 bench/uploading.py --files 1000
    python3 bench/uploading.py --delay 0          a server in the next room; the bounds are not for that
    python3 bench/uploading.py --gongkai FILE     this binary; without it, `cargo build --release`
    python3 bench/uploading.py --assert           exit 1 when a bound does not hold
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from run import build_gongkai

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY / "tests/deploy"))
import servers  # noqa: E402

ROUNDS = 5
CONNECTIONS = 4
# Of lftp's time.
BOUNDS = {"first upload": 1.0, "nothing changed": 1 / 20, "one notice more": 1 / 10}
NOTICE = """---
标题: 关于开展志愿服务的通知（{number}）
类型: 通知
日期: 2026-03-02
公开范围: 社会公开
审批:
  提出: 周丁 2026-02-25
  保密审查: 韩丁 2026-02-26
  审核: 郑己 2026-02-27
  审批: 蒋乙 2026-02-28
---
每周五下午第三节课后集合。
"""


def seconds(command, env, folder):
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    took = time.perf_counter() - begin
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return took, done.stdout + done.stderr


class Line:
    """A line to the server on which each piece of either side arrives later. Files take lines of their own."""

    def __init__(self, port, delay):
        self.target, self.delay = port, delay
        self.loop = asyncio.new_event_loop()
        server = self.loop.run_until_complete(asyncio.start_server(self.join, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    async def join(self, reader, writer):
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(self.carry(reader, back), self.carry(there, writer))

    async def carry(self, reader, writer):
        # What is under way does not wait for what is before it.
        while piece := await reader.read(65536):
            self.loop.call_later(self.delay, writer.write, piece)
        self.loop.call_later(self.delay, writer.close)


class Bench:
    def __init__(self, machine, gongkai, port, files):
        self.machine, self.gongkai, self.port = machine, gongkai, port
        place = machine.work / "bench"
        subprocess.run([sys.executable, REPOSITORY / "bench/generate.py", str(files), place], check=True, capture_output=True)
        self.root = place / "gongkai"
        with open(self.root / "site.toml", "a") as settings:
            settings.write(f'\n[deploy.school]\nedition = "web"\nto = "ftp://{servers.USER}@127.0.0.1:{port}/ours/"\n'
                           f"connections = {CONNECTIONS}\n")
        self.build()

    def build(self):
        subprocess.run([self.gongkai, "build"], cwd=self.root, check=True, capture_output=True)
        # Whoever uploads has looked at it; nothing is believed of files that are younger.
        time.sleep(3)
        subprocess.run([self.gongkai, "build"], cwd=self.root, check=True, capture_output=True)

    def ours(self):
        env = dict(os.environ, GONGKAI_PASSWORD_SCHOOL=self.machine.password)
        return seconds([self.gongkai, "deploy", "--yes"], env, self.root)

    def theirs(self, name="theirs", settings=""):
        env = dict(self.machine.env, LFTP_PASSWORD=self.machine.password, HOME=str(self.machine.work))
        script = f"""set ftp:ssl-allow no; set net:max-retries 2; {settings}
            open --env-password -u {servers.USER} ftp://127.0.0.1:{self.port};
            mirror -R --delete --parallel={CONNECTIONS} {self.root / 'public'} {name}; quit"""
        return seconds([str(self.machine.root / "usr/bin/lftp"), "-c", script], env, self.root)

    def renaming(self):
        return self.theirs("renamed", "set xfer:use-temp-file yes;")

    def notice(self, number):
        text = NOTICE.format(number=number)
        (self.root / f"content/notices/2026-03-02-bench-{number}.md").write_text(text)


def same(one, other):
    def files(root):
        return {path.relative_to(root): path.stat().st_size for path in root.rglob("*")
                if path.is_file() and path.name != "gongkai-state.txt"}
    return files(one) == files(other)


def measure(bench):
    home = bench.machine.work / "home"
    took = {name: ([], []) for name in BOUNDS}
    bare = []

    def both(name, turn, other="theirs"):
        sides = [bench.ours, bench.renaming if other == "renamed" else bench.theirs]
        for which in (0, 1) if turn % 2 == 0 else (1, 0):
            took[name][which].append(sides[which]()[0])
        assert same(home / "ours", home / other), "the folders on the server differ"

    for turn in range(2):
        for name in ("ours", "theirs", "renamed"):
            bench.machine.folder(name)
        shutil.rmtree(bench.root / ".gongkai/deploy", ignore_errors=True)
        for memory in (bench.root / ".gongkai").glob("deploy-*"):
            memory.unlink()
        both("first upload", turn, "renamed")
        bare.append(bench.theirs()[0])
    for turn in range(ROUNDS):
        both("nothing changed", turn)
    for turn in range(ROUNDS):
        bench.notice(turn)
        bench.build()
        both("one notice more", turn)
    return took, min(bare)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--delay", type=float, default=15, help="of each way, in milliseconds")
    parser.add_argument("--gongkai", type=Path)
    parser.add_argument("--assert", dest="must_hold", action="store_true")
    given = parser.parse_args()
    gongkai = given.gongkai.resolve() if given.gongkai else build_gongkai()
    servers.PACKAGES += ["lftp"]
    missed = False
    with tempfile.TemporaryDirectory(dir="/dev/shm") as place:
        Path(place).chmod(0o755)
        machine = servers.Machine(Path(place))
        try:
            port = servers.free_port()
            with machine.vsftpd(port):
                line = Line(port, given.delay / 1000)
                bench = Bench(machine, gongkai, line.port, given.files)
                built = sum(1 for path in (bench.root / "public").rglob("*") if path.is_file())
                print(f"{built:,} files, {CONNECTIONS} connections, {given.delay:g} ms each way")
                took, bare = measure(bench)
                for name, (ours, theirs) in took.items():
                    ratio = min(ours) / min(theirs)
                    missed |= ratio > BOUNDS[name]
                    verdict = "" if ratio <= BOUNDS[name] else "  MISSED"
                    print(f"{name}: gongkai {min(ours):.2f} s, lftp {min(theirs):.2f} s: {ratio:.3f} (at most {BOUNDS[name]:.2f}){verdict}")
                print(f"  the first upload of lftp that renames nothing: {bare:.2f} s: {min(took['first upload'][0]) / bare:.3f}")
        finally:
            machine.undo()
    return int(given.must_hold and missed)


if __name__ == "__main__":
    sys.exit(main())
