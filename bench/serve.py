#!/usr/bin/env python3
"""Measure `gongkai serve` beside `hugo server --renderToMemory` in one run: from a save to the page with the new words.

    python3 bench/serve.py                    1,000 and 10,000 entries, nine edits in place and nine by rename
    python3 bench/serve.py --steady           also memory after 10 and after 1,000 edits (gongkai alone)
    python3 bench/serve.py --gongkai FILE     this binary; without it, `cargo build --release`
    python3 bench/serve.py --assert           exit 1 when a bound does not hold

A page is asked for again and again, every 2 ms, until the new words are in it, so that each time is from the end of the
save to a whole answer. It prints Markdown for bench/README.md. Python's standard library only.
"""

import argparse
import http.client
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

import generate
from measure import Workspace, cell, table
from run import Bounds, build_gongkai, find_hugo, generate_site, print_machine

EDITS = 9
# The longest wait for a page; whoever takes longer is broken.
PATIENCE = 60


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Server:
    """A running preview, with the page that is edited."""

    def __init__(self, name, command, root, page, port, log, env=None):
        self.name, self.port = name, port
        self.edited = sorted((root / "content/notices").glob("2*.md"))
        self.edited = self.edited[len(self.edited) // 2]
        self.text = self.edited.read_text(encoding="utf-8")
        self.count = 0
        begin = time.perf_counter()
        with open(log, "wb") as output:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env={**os.environ, **(env or {})})
        key = self.told_key(log, begin) if "{key}" in page else None
        self.page = page.format(name=self.edited.stem, key=key)
        self.wait_for(b"<html", begin)
        self.start = time.perf_counter() - begin

    def told_key(self, log, begin):
        """What stands in every address of this preview alone, as it says itself when it is ready."""
        while not (told := re.search(rb"http://127\.0\.0\.1:\d+/([0-9a-f]+)/", log.read_bytes())):
            if time.perf_counter() - begin > PATIENCE:
                sys.exit(f"{self.name} says no address within {PATIENCE} s")
            time.sleep(0.002)
        return told[1].decode()

    def get(self):
        """The page's bytes; nothing when there is no answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", self.page, headers={"Host": f"localhost:{self.port}"})
            answer = connection.getresponse()
            return answer.read() if answer.status == 200 else b""
        except OSError:
            return b""
        finally:
            connection.close()

    def wait_for(self, words, begin):
        """Seconds since `begin` until the page has these words."""
        while words not in self.get():
            if time.perf_counter() - begin > PATIENCE:
                sys.exit(f"{self.name}: {self.page} has no {words!r} after {PATIENCE} s")
            time.sleep(0.002)
        return time.perf_counter() - begin

    def edit(self, by_rename):
        """Saves a new word; seconds until it is served."""
        self.count += 1
        word = f"（已核对{self.count}）"
        at = self.text.index("。", len(self.text) // 2)
        text = f"{self.text[:at]}{word}{self.text[at:]}"
        if by_rename:
            beside = self.edited.with_name(".4913.tmp")
            beside.write_text(text, encoding="utf-8")
            os.replace(beside, self.edited)
        else:
            self.edited.write_text(text, encoding="utf-8")
        return self.wait_for(word.encode(), time.perf_counter())

    def memory(self):
        """MiB that the process has now, and the most it had."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        value = lambda name: int(next(line for line in status.splitlines() if line.startswith(name)).split()[1]) / 1024
        return value("VmRSS"), value("VmHWM")

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=PATIENCE)


def start_gongkai(binary, site, log):
    root, port = site / "gongkai", free_port()
    command = [binary, "--root", root, "serve", "--port", str(port), "--date", generate.BUILD_DAY.isoformat()]
    return Server("gongkai", command, root, "/{key}/web/notices/{name}.html", port, log)


def start_hugo(binary, site, log):
    root, port = site / "hugo", free_port()
    command = [binary, "server", "--renderToMemory", "--source", root, "--bind", "127.0.0.1", "--port", str(port)]
    return Server("Hugo", command, root, "/dangwu/notices/{name}.html", port, log, {"HUGO_CACHEDIR": str(site / "hugo-cache")})


def measure_size(entries, site, gongkai, hugo, log, bounds):
    """Both programs at one size, one after the other: a waiting one would take the other's processor."""
    rows, medians, starts, memories, slowest = [], {}, {}, {}, {}
    for name, start in (("gongkai", lambda: start_gongkai(gongkai, site, log)), ("Hugo", lambda: start_hugo(hugo, site, log))):
        server = start()
        time.sleep(1)
        times = {"in place": [], "by rename": []}
        for _ in range(EDITS):
            for how, found in times.items():
                found.append(server.edit(how == "by rename"))
                time.sleep(0.3)
        memory, peak = server.memory()
        server.stop()
        every = [one for found in times.values() for one in found]
        medians[name], slowest[name], starts[name], memories[name] = statistics.median(every), max(every), server.start, peak
        rows += [(name, how, cell(min(found) * 1000, 0), cell(statistics.median(found) * 1000, 0), cell(max(found) * 1000, 0)) for how, found in times.items()]
        rows.append((name, "start to first page", cell(server.start * 1000, 0), "", ""))
        rows.append((name, f"memory: {memory:.0f} MiB, at most {peak:.0f} MiB", "", "", ""))
    print(f"## {entries:,} entries, from a save to the page served")
    table(("program", "", "ms (min)", "ms (median)", "ms (max)"), rows)
    divisor = 15 if entries >= 10_000 else 10
    bounds.at_most(f"{entries:,}: median ms, Hugo / {divisor} = {medians['Hugo'] * 1000:.0f} / {divisor}", medians["gongkai"] * 1000, medians["Hugo"] * 1000 / divisor)
    if entries >= 10_000:
        bounds.at_most(f"{entries:,}: slowest edit, ms", slowest["gongkai"] * 1000, 100)
        bounds.at_most(f"{entries:,}: start, s, Hugo / 6 = {starts['Hugo']:.2f} / 6", starts["gongkai"], starts["Hugo"] / 6)
        bounds.at_most(f"{entries:,}: memory, MiB, Hugo / 4 = {memories['Hugo']:.0f} / 4", memories["gongkai"], memories["Hugo"] / 4)


def measure_steady(site, gongkai, log, bounds):
    """Memory after 10 edits and after 1,000."""
    server = start_gongkai(gongkai, site, log)
    after = {}
    for number in range(1, 1001):
        server.edit(number % 2 == 0)
        if number in (10, 1000):
            time.sleep(1)
            after[number] = server.memory()[0]
    server.stop()
    print(f"Memory after 10 edits {after[10]:.0f} MiB, after 1,000 edits {after[1000]:.0f} MiB.\n")
    bounds.at_most("memory after 1,000 edits / after 10", after[1000] / after[10], 1.1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000], metavar="N")
    parser.add_argument("--steady", action="store_true", help="memory after 1,000 edits of the last size")
    parser.add_argument("--gongkai", type=Path, metavar="FILE")
    parser.add_argument("--assert", dest="must_hold", action="store_true")
    given = parser.parse_args()
    gongkai = given.gongkai.resolve() if given.gongkai else build_gongkai()
    hugo, bounds = find_hugo(), Bounds()
    with Workspace(needed_gib=2) as workspace:
        print_machine([(gongkai, "--version"), (hugo, "version")], workspace, EDITS)
        log = workspace.root / "log"
        for entries in given.sizes:
            site = workspace.root / str(entries)
            generate_site(site, entries, None)
            measure_size(entries, site, gongkai, hugo, log, bounds)
            if given.steady and entries == given.sizes[-1]:
                measure_steady(site, gongkai, log, bounds)
            shutil.rmtree(site)
    faults = bounds.report([])
    sys.exit(1 if faults and given.must_hold else 0)


if __name__ == "__main__":
    main()
