#!/usr/bin/env python3
"""Measure a board of 200 sheets: what it costs beyond the web edition, and how long it takes to be printed to one PDF.

    python3 bench/board.py                    builds with `cargo build --release` first
    python3 bench/board.py --gongkai FILE     this binary
    python3 bench/board.py --assert           exit 1 when a bound does not hold

It prints Markdown for bench/README.md. Python's standard library, Chromium, and poppler's `pdfinfo`.
"""

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

import generate
from measure import Workspace, cell, measure, table
from run import Bounds, build_gongkai, count_files, generate_site, print_machine, quickest

ENTRIES = 1000
SHEETS = 200
SLOTS = 210  # an entry hangs whole or not at all

BOARD = f"""
[editions.board]
title = "公开栏"
audience = "社会公开"
output = "board"
qr_edition = "web"

[[boards]]
id = "main"
edition = "board"
name = "一楼公开栏"
rows = 11
columns = 20
  [[boards.sections]]
  name = "通知会议"
  takes = ["通知公告", "会议纪要", "学习资料"]
  slots = {SLOTS}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gongkai", type=Path, metavar="FILE")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--assert", dest="must_hold", action="store_true")
    given = parser.parse_args()
    gongkai = given.gongkai.resolve() if given.gongkai else build_gongkai()
    bounds = Bounds()
    with Workspace(needed_gib=1) as workspace:
        print_machine([(gongkai, "--version")], workspace, given.rounds)
        site = workspace.root / "site"
        generate_site(site, ENTRIES, "gongkai")
        root, out, log = site / "gongkai", site / "out", workspace.root / "log"
        with open(root / "site.toml", "a", encoding="utf-8") as settings:
            settings.write(BOARD)
        day = ["--date", generate.BUILD_DAY.isoformat()]

        def build(editions):
            for path in (out, root / ".gongkai"):
                workspace.aside(path)
            run = measure([gongkai, "--root", root, "build", *editions, *day, "--out", out], log)
            if run.status != 0:
                sys.exit(f"the build ended with {run.status}:\n{log.read_text(errors='replace')[-4000:]}")
            return run

        found = {name: [] for name in ("web", "web and board")}
        for _ in range(given.rounds):
            for name, runs in found.items():
                runs.append(build(name.split(" and ")))
        rows = [(name, cell(quickest(runs, "wall"), 3), cell(quickest(runs, "cpu")), cell(quickest(runs, "peak"), 0)) for name, runs in found.items()]
        files, size = count_files(out / "board")
        html = (out / "board" / "all.html").read_text(encoding="utf-8")
        sheets = len(re.findall(r'class="sheet ', html))
        print(f"## A board of {sheets} sheets beside a web edition of {ENTRIES:,} entries, cold")
        table(("", "wall s (min)", "CPU s", "peak MiB"), rows)
        print(f"The board edition has {files} files, {size / 2**20:.1f} MiB.\n")
        if sheets < SHEETS:
            sys.exit(f"the board has {sheets} sheets only")
        beyond = quickest(found["web and board"], "wall") - quickest(found["web"], "wall")
        bounds.at_most("the board beyond the web edition: s", beyond, 1)

        pdf = workspace.root / "all.pdf"
        run = measure([gongkai, "--root", root, "print", *day, "--time-limit", "600", "--out", pdf], log)
        if run.status != 0:
            sys.exit(f"print ended with {run.status}:\n{log.read_text(errors='replace')[-4000:]}")
        told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
        pages = int(re.search(r"Pages:\s+(\d+)", told)[1])
        print(f"`gongkai print`: {pages} pages in one PDF of {pdf.stat().st_size / 2**20:.1f} MiB, {run.wall:.1f} s with the browser.\n")
        if pages != sheets:
            sys.exit(f"{sheets} sheets became {pages} pages")
        shutil.rmtree(site)
    faults = bounds.report([])
    sys.exit(1 if faults and given.must_hold else 0)


if __name__ == "__main__":
    main()
