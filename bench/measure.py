"""What the benchmark's parts share: one measured run, and a folder in memory to run it in."""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Run:
    """One finished process: seconds of wall and of CPU (user and system), peak MiB, exit status.

    The status is negative for a signal, as in `subprocess`.
    """

    wall: float
    cpu: float
    peak: float
    status: int


def measure(command, log, env=None, limit=600):
    """Run `command` with its output in the file `log`; it is killed after `limit` seconds.

    The peak is the kernel's figure for that one process (wait4). It cannot be less than this Python
    process had when it started it (about 25 MiB), which is why nothing large is built in here.
    """
    with open(log, "wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env={**os.environ, **(env or {})})
        timer = threading.Timer(limit, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)  # it has been waited for
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


class Workspace:
    """A folder of our own, in memory where the machine has such a place; gone at the end."""

    MEMORY = Path("/dev/shm")

    def __init__(self, needed_gib, keep=False):
        self.in_memory = (
            self.MEMORY.is_dir() and os.access(self.MEMORY, os.W_OK)
            and shutil.disk_usage(self.MEMORY).free > needed_gib * 2**30
        )
        self.root = Path(tempfile.mkdtemp(prefix="gongkai-bench-", dir=self.MEMORY if self.in_memory else None))
        self.trash = self.root / "aside"
        self.trash.mkdir()
        self.keep, self.count = keep, 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if not self.keep:
            shutil.rmtree(self.root)

    def describe(self):
        if self.in_memory:
            return "in memory (/dev/shm)"
        return "**on disk** (no room in /dev/shm): times include the disk and are not comparable"

    def aside(self, path):
        """Move `path` out of the way. On a disk nothing is deleted before the end: deleting slows what follows."""
        if path.exists():
            self.count += 1
            moved = self.trash / str(self.count)
            path.rename(moved)
            if self.in_memory:
                shutil.rmtree(moved)


def cell(value, digits=2):
    return f"{value:,.{digits}f}"


def table(header, rows):
    """A Markdown table; columns after the first are set to the right."""
    print("\n| " + " | ".join(header) + " |")
    print("| --- |" + " ---: |" * (len(header) - 1))
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")
    print(flush=True)
