#!/usr/bin/env python3
"""Word documents of other programs: what pandoc reads in them, and how our text differs from that.

    python3 compare.py fetch FOLDER      documents out of packages, each with pandoc's text beside it (`.pandoc`)
    python3 compare.py compare FOLDER    with our text (`.own`), which the test writes between the two

Compared character by character, in order, without white space. `differences.txt` holds every difference that there may be,
with its reason; another one fails, and so does one that is gone. The packages are test data, not used by the program.
"""

import difflib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PYPI = ["python-docx==1.2.0", "PyDocX==0.9.10", "Benker==0.5.4"]
NPM = ["mammoth@1.13.0", "docx4js@3.3.0"]
CRATES = {"docx-rust": "0.1.11"}
PANDOC = "pypandoc_binary==1.17"
FEWEST = 150

ACCEPTED = Path(__file__).with_name("differences.txt")
SAME = str.maketrans({"\u2011": "-", "\u00ad": None, "“": '"', "”": '"', "’": "'", "‘": "'", "…": "...", "—": "---", "–": "--", "\u200b": None})


def run(*command, folder):
    try:
        made = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=110)
        if made.returncode == 0:
            return
        why = made.stderr[-600:]
    except (OSError, subprocess.TimeoutExpired) as fault:
        why = str(fault)
    sys.exit(f"the documents to compare could not be fetched; is there a network?\n{' '.join(command)}\n{why}")


def fetch(folder):
    work = folder / "packages"
    (work / "crate/src").mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--retries=1", "--disable-pip-version-check"]
    run(*pip, "--only-binary=:all:", PANDOC, folder=work)
    for package in PYPI:
        run(*pip, "--no-binary=:all:", package, folder=work)
    run("npm", "pack", "--silent", *NPM, folder=work)
    needs = "".join(f'{name} = "={version}"\n' for name, version in CRATES.items())
    (work / "crate/Cargo.toml").write_text(f'[package]\nname = "fetch"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n{needs}')
    (work / "crate/src/lib.rs").touch()
    run("cargo", "vendor", "--quiet", "vendor", folder=work / "crate")

    with zipfile.ZipFile(next(work.glob("pypandoc_binary*.whl"))) as wheel:
        program = next(name for name in wheel.namelist() if name.endswith("/pandoc"))
        pandoc = Path(wheel.extract(program, work))
        pandoc.chmod(0o755)
    for archive in [*work.glob("*.tar.gz"), *work.glob("*.tgz")]:
        package = re.sub(r"-[0-9].*", "", archive.name).lower().replace("_", "-")
        with tarfile.open(archive) as members:
            for member in members:
                if member.isfile() and member.name.endswith(".docx"):
                    keep(folder, package, Path(member.name), members.extractfile(member).read())
    for name in CRATES:
        for document in (work / "crate/vendor" / name).rglob("*.docx"):
            keep(folder, name, document, document.read_bytes())
    documents = sorted(folder.glob("*.docx"))
    if len(documents) < FEWEST:
        sys.exit(f"only {len(documents)} documents in the packages")
    with ThreadPoolExecutor(2) as several:
        for document, text in zip(documents, several.map(lambda document: pandoc_text(pandoc, document), documents)):
            document.with_suffix(".pandoc").write_text(text if text is not None else "\0")
    shutil.rmtree(work)


def keep(folder, package, name, content):
    place = folder / f"{package} {name.name}"
    if place.exists():
        if place.read_bytes() == content:
            return
        place = folder / f"{package} {name.parent.name} {name.name}"
    place.write_bytes(content)


def pandoc_text(pandoc, file):
    made = subprocess.run([pandoc, "-f", "docx", "-t", "json", file], capture_output=True, text=True, timeout=60)
    if made.returncode:
        return None
    document = json.loads(made.stdout)
    out, notes = [], []

    def walk(node):
        if isinstance(node, list):
            for one in node:
                walk(one)
            return
        if not isinstance(node, dict):
            return
        kind, content = node.get("t"), node.get("c")
        if kind == "Str":
            out.append(content)
        elif kind in ("Code", "CodeBlock"):
            out.append(content[1])
        elif kind == "Quoted":
            out.append('"')
            walk(content[1])
            out.append('"')
        elif kind == "Note":
            notes.append(content)
        elif kind in ("Link", "Span", "Div"):
            walk(content[1])
        elif kind == "Header":
            walk(content[2])
        elif kind not in ("Math", "Image") and content is not None:
            walk(content)

    for key in ("title", "subtitle", "author", "date", "abstract"):
        walk(document["meta"].get(key))
    walk(document["blocks"])
    walk(notes)
    return "".join(out)


def characters(text):
    return "".join(re.sub(r"\[\d+\]", "", text).translate(SAME).split())


def differences(folder):
    found = {}
    for document in sorted(folder.glob("*.docx")):
        expected, own = (document.with_suffix(end).read_text() for end in (".pandoc", ".own"))
        if "\0" in (expected, own):
            lines = [] if expected == own else ["not read by " + ("pandoc" if expected == "\0" else "us")]
        else:
            one, other = characters(expected), characters(own)
            steps = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
            lines = [
                f"after {one[max(0, i - 12):i]!r}: pandoc {one[i:j]!r}, own {other[x:y]!r}" for kind, i, j, x, y in steps if kind != "equal"
            ]
        if lines:
            found[document.name] = lines
    return found


def accepted():
    known = {}
    for line in ACCEPTED.read_text().splitlines():
        if line.startswith("    "):
            known[name].append(line.strip())
        elif line and not line.startswith("#"):
            name = line
            known[name] = []
    return known


def compare(folder):
    found, known = differences(folder), accepted()
    new = {name: [line for line in lines if line not in known.get(name, [])] for name, lines in found.items()}
    gone = {name: [line for line in lines if line not in found.get(name, [])] for name, lines in known.items()}
    for title, several in (("new", new), ("gone", gone)):
        for name, lines in several.items():
            for line in lines:
                print(f"{title}: {name}\n    {line}")
    count = len(list(folder.glob("*.docx")))
    print(f"{count} documents, {count - len(found)} alike, {len(found)} different")
    return any(new.values()) or any(gone.values())


if __name__ == "__main__":
    step, folder = sys.argv[1:]
    sys.exit(compare(Path(folder)) if step == "compare" else fetch(Path(folder)))
