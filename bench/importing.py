#!/usr/bin/env python3
"""Measure `gongkai import` beside pandoc in one run: a Word document of some hundred pages, with numbers and tables.

    python3 bench/importing.py                    five rounds, taking turns
    python3 bench/importing.py --gongkai FILE     this binary; without it, `cargo build --release`
    python3 bench/importing.py --assert           exit 1 when the bound does not hold

The document is written here, from invented sentences. pandoc is installed from PyPI (into `target/`) when it is missing.
"""

import argparse
import importlib.metadata
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from run import build_gongkai

ROUNDS = 5
# Of pandoc's time.
BOUND = 1 / 5
PANDOC_VERSION = "1.15"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# A page of GB/T 9704 has 22 lines of 28 characters.
CHARACTERS = 100 * 22 * 28


def find_pandoc():
    found = shutil.which("pandoc")
    if found:
        return Path(found)
    peers = str(Path(__file__).resolve().parent.parent / "target/bench-peers")
    sys.path.insert(0, peers)
    try:
        package = importlib.metadata.distribution("pypandoc_binary")
    except importlib.metadata.PackageNotFoundError:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--target", peers]
        subprocess.run([*pip, f"pypandoc_binary=={PANDOC_VERSION}"], check=True)
        package = importlib.metadata.distribution("pypandoc_binary")
    return Path(package.locate_file("pypandoc/files/pandoc"))


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr><w:sz w:val=\"32\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"


def document(path):
    dice = random.Random(1)
    words = "各党支部要按照年度计划组织党员学习讨论认真做好记录按时报送材料落实责任分工加强检查指导".strip()
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body, written = [paragraph("关于印发党务公开工作手册的通知", '<w:jc w:val="center"/>')], 0
    while written < CHARACTERS:
        text = "".join(dice.choice(words) for _ in range(dice.randrange(60, 260))) + "。"
        body.append(paragraph(text, numbered if dice.random() < 0.2 else ""))
        written += len(text)
        if dice.random() < 0.05:
            cell = f"<w:tc>{paragraph('每月一次')}</w:tc>"
            body.append("<w:tbl>" + f"<w:tr>{cell * 4}</w:tr>" * 8 + "</w:tbl>")
    numbering = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    relation = '<Relationship Id="r1" Type="{}/{}" Target="{}"/>'
    relations = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>'
            f'<Override PartName="/word/numbering.xml" ContentType="{main}.numbering+xml"/></Types>'
        ))
        package.writestr("_rels/.rels", relations.format(relation.format(OFFICE, "officeDocument", "word/document.xml")))
        package.writestr("word/_rels/document.xml.rels", relations.format(relation.format(OFFICE, "numbering", "numbering.xml")))
        package.writestr("word/numbering.xml", numbering)
        package.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{"".join(body)}</w:body></w:document>')


def seconds(command, folder):
    begin = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gongkai", type=Path)
    parser.add_argument("--assert", dest="must_hold", action="store_true")
    given = parser.parse_args()
    gongkai = given.gongkai.resolve() if given.gongkai else build_gongkai()
    pandoc = find_pandoc()
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        document(place / "a.docx")
        subprocess.run([gongkai, "init", "site", "--branch", "无"], cwd=place, check=True, capture_output=True)
        ours, theirs = [], []
        for number in range(ROUNDS):
            into = f"content/notices/2026-01-01-{number}.md"
            ours.append(seconds([gongkai, "--root", "site", "import", "a.docx", "--into", into], place))
            # The same file is not imported twice.
            (place / "site" / into).unlink()
            theirs.append(seconds([pandoc, "a.docx", "-t", "gfm", "-o", "a.md"], place))
    ratio = min(ours) / min(theirs)
    print(f"gongkai import {min(ours):.3f} s, pandoc {min(theirs):.3f} s: 1/{1 / ratio:.1f} (at most 1/{1 / BOUND:.0f})")
    return int(given.must_hold and ratio > BOUND)


if __name__ == "__main__":
    sys.exit(main())
