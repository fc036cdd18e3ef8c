#!/usr/bin/env python3
"""Breaks the program in each way that the files beside this one describe, and sees that the tests notice.

A file holds mutants one after another:

    ## scope is not checked
    file: src/clearance/mod.rs
    test: --test properties no_leak::
    --- old
    !document.common.scope.reaches(rules.edition.audience)
    --- new
    false
    --- end

The old text stands in its file exactly once. The test is what `cargo test` is asked for; several lines are tried in turn until
one fails. A mutant dies when the broken program compiles and a test fails; it lives when none does.

    python3 tests/mutants/run.py                    # all; hours on a small machine
    python3 tests/mutants/run.py clearance          # one file
    python3 tests/mutants/run.py clearance:scope    # those whose title has this word
    python3 tests/mutants/run.py --together 16      # so many in one program, which is compiled once for them
    python3 tests/mutants/run.py --check            # only that each can be made, and that there are the tests

Those that are together break different files and ask for different tests; one that lives among others lives, and one that
dies may owe it to another's fault, so that a run of each by itself says more.

Exit status 1 when one lives, cannot be made, or does not compile. The working tree stays as it is: a copy is broken, under
target/mutants/.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
COPY = ROOT / "target" / "mutants"
PARTS = ["src", "tests", "themes", "content", "docs", "tools", "build.rs", "Cargo.toml", "Cargo.lock", "site.toml", "README.md",
         "ARCHITECTURE.md", "clippy.toml", "bench"]
CARGO = ["cargo", "test", "--quiet"]
# A broken program may wait for ever.
LONGEST = 900


@dataclass
class Mutant:
    group: str
    title: str
    file: str = ""
    tests: list = field(default_factory=list)
    old: str = ""
    new: str = ""


def read(path):
    mutants = []
    part = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            mutants.append(Mutant(path.stem, line[3:].strip()))
            part = None
        elif line in ("--- old", "--- new", "--- end"):
            part = line[4:]
        elif part in ("old", "new"):
            setattr(mutants[-1], part, getattr(mutants[-1], part) + line + "\n")
        elif line.startswith("file: "):
            mutants[-1].file = line[6:].strip()
        elif line.startswith("test: "):
            mutants[-1].tests.append(line[6:].split())
    for mutant in mutants:
        # The text may begin and end inside a line.
        mutant.old, mutant.new = mutant.old.rstrip("\n"), mutant.new.rstrip("\n")
    return mutants


def broken(mutant):
    """The file's text with the fault in it, or None when the old text is not there once."""
    path = ROOT / mutant.file
    if not mutant.tests or not mutant.old or mutant.old == mutant.new or not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    return text.replace(mutant.old, mutant.new) if text.count(mutant.old) == 1 else None


def copy_tree():
    COPY.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        target = COPY / part
        if (ROOT / part).is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(ROOT / part, target)
        elif (ROOT / part).exists():
            shutil.copy2(ROOT / part, target)


def cargo(arguments, longest=None):
    environment = dict(os.environ, CARGO_TARGET_DIR=str(COPY / "target"))
    command = [*CARGO, *arguments]
    return subprocess.run(command, cwd=COPY, env=environment, capture_output=True, text=True, timeout=longest,
                          errors="replace")


def tests_of(target):
    """The names of a target's tests: `--lib`, or `--test program`."""
    listed = subprocess.run(["cargo", "test", "--quiet", *target, "--", "--list", "--format", "terse"], cwd=ROOT,
                            capture_output=True, text=True, errors="replace")
    if listed.returncode:
        sys.exit(f"cargo test {' '.join(target)}: {listed.stderr[-2000:]}")
    return re.findall(r"^(.+): test$", listed.stdout, re.M)


def nothing(mutants):
    """What mutants ask `cargo test` for in vain: a test of which nothing has the name kills nothing."""
    known = {}
    for mutant in mutants:
        for test in mutant.tests:
            size = 1 if test[0] == "--lib" else 2
            target, wanted = tuple(test[:size]), [word for word in test[size:] if not word.startswith("-")]
            if target not in known:
                known[target] = tests_of(target)
            if not all(any(word in name for name in known[target]) for word in wanted or [""]):
                yield mutant, test


def judge(mutants):
    """What becomes of mutants that are made together: an outcome and a word about it for each."""
    whole = {mutant.file: (COPY / mutant.file).read_text(encoding="utf-8") for mutant in mutants}
    texts = [broken(mutant) for mutant in mutants]
    try:
        for mutant, text in zip(mutants, texts):
            if text is not None:
                (COPY / mutant.file).write_text(text, encoding="utf-8")
        return [("cannot be made", "") if text is None else outcome(mutant) for mutant, text in zip(mutants, texts)]
    finally:
        for file, text in whole.items():
            (COPY / file).write_text(text, encoding="utf-8")


def outcome(mutant):
    """What the mutant's tests say of the program as it stands broken."""
    for test in mutant.tests:
        made = cargo([*(test[:test.index("--")] if "--" in test else test), "--no-run"])
        if made.returncode:
            return "does not compile", made.stderr[-2000:]
        try:
            done = cargo(test, LONGEST)
        except subprocess.TimeoutExpired:
            return "died", " ".join(test) + " (no end)"
        if done.returncode:
            failed = re.findall(r"^test (\S+) .*FAILED|^    (\S+)$", done.stdout, re.M)
            names = sorted({a or b for a, b in failed})
            return "died", " ".join(test) + (f" ({names[0]})" if names else "")
    return "lived", ""


def groups(mutants, most):
    """Mutants that may be together: at most so many, of different files and tests."""
    made = []
    for mutant in mutants:
        asked = {" ".join(test) for test in mutant.tests}
        for group, files, tests in made:
            if len(group) < most and mutant.file not in files and not asked & tests:
                break
        else:
            group, files, tests = [], set(), set()
            made.append((group, files, tests))
        group.append(mutant)
        files.add(mutant.file)
        tests |= asked
    return [group for group, _, _ in made]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wanted", nargs="*", metavar="FILE[:WORD]")
    parser.add_argument("--check", action="store_true", help="only see that each can be made, and that there are the tests")
    parser.add_argument("--together", type=int, default=1, metavar="N", help="break so many at once")
    parser.add_argument("--profile", default="test", help="cargo's profile")
    options = parser.parse_args()
    CARGO.extend(["--profile", options.profile])
    mutants = [mutant for path in sorted(HERE.glob("*.txt")) for mutant in read(path)]
    if options.wanted:
        pairs = [(one.split(":", 1) + [""])[:2] for one in options.wanted]
        mutants = [m for m in mutants if any(m.group == group and word in m.title for group, word in pairs)]
    if not mutants:
        sys.exit("no such mutants")
    if options.check:
        wrong = [mutant for mutant in mutants if broken(mutant) is None]
        for mutant in wrong:
            print(f"cannot be made: {mutant.group}: {mutant.title}")
        vain = list(nothing(mutants))
        for mutant, test in vain:
            print(f"no such test: {' '.join(test)}: {mutant.group}: {mutant.title}")
        print(f"{len(mutants)} mutants, {len(wrong)} cannot be made, {len(vain)} tests are not there")
        sys.exit(1 if wrong or vain else 0)
    copy_tree()
    counts, number = {}, 0
    for group in groups(mutants, options.together):
        start = time.monotonic()
        for mutant, (result, detail) in zip(group, judge(group)):
            number += 1
            counts[result] = counts.get(result, 0) + 1
            print(f"{number}/{len(mutants)} {result}: {mutant.group}: {mutant.title} [{detail.strip()}] "
                  f"{time.monotonic() - start:.0f} s", flush=True)
    print(", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())))
    sys.exit(0 if set(counts) == {"died"} else 1)


if __name__ == "__main__":
    main()
