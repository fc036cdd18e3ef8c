#!/usr/bin/env python3
"""Compares what a reader makes of Word documents with pandoc's text, character by character, without white space.

    python3 compare.py PANDOC READER FILE…

PANDOC is its program. READER is a program that prints a document's text: paragraphs without automatic numbers, tables
cell by cell, notes last as they come. Prints each difference and, at the end, how many files are alike.
"""

import difflib
import json
import re
import subprocess
import sys
from pathlib import Path

SAME = str.maketrans({"\u2011": "-", "\u00ad": None, "“": '"', "”": '"', "’": "'", "‘": "'", "…": "...", "—": "---", "–": "--", "\u200b": None})


def characters(text):
    return "".join(re.sub(r"\[\d+\]", "", text).translate(SAME).split())


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


def main(pandoc, reader, files):
    alike = different = failed = 0
    for file in files:
        own = subprocess.run([reader, file], capture_output=True, text=True, timeout=60)
        expected = pandoc_text(pandoc, file)
        if own.returncode or expected is None:
            failed += 1
            print(f"{Path(file).name}: {'reader' if own.returncode else 'pandoc'} fails")
            continue
        one, other = characters(expected), characters(own.stdout)
        if one == other:
            alike += 1
            continue
        different += 1
        print(Path(file).name)
        for kind, i, j, x, y in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if kind != "equal":
                print(f"    after {one[max(0, i - 12):i]!r}: pandoc {one[i:j][:80]!r}, reader {other[x:y][:80]!r}")
    print(f"alike {alike}, different {different}, failed {failed}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
