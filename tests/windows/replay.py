"""Expectations that all systems share, met through the program on Windows: golden sites, complaint fixtures, transcripts.
What the program prints of paths has the system's separator; here is the one place where it is put aside."""

import os, re, shutil, subprocess

from machine import REPOSITORY, Absent, expect_same, files

# Words of setup.txt for what a folder of files cannot hold on Windows, or what only the library's tests can do.
ELSEWHERE = ("link", "pipe", "badname", "edition", "vanish")
# The day of the fixtures.
DAY = "2026-03-31"


def plain(said, windows, folder):
    """What was said, as it reads on every system."""
    return said.replace("\\", "/").replace(windows.there(folder).replace("\\", "/"), "…")


def without_sizes(said):
    """What an upload takes is not the same on every day; the transcripts, written by tests/program/transcripts.rs, leave it out."""
    return re.sub(r"[0-9.]* KB），", "… KB），", said)


def compared(windows, site, day):
    """Builds all editions of a site there and here; how many files they have, which are the same."""
    here = os.environ.get("GONGKAI_HERE")
    if not here:
        raise Absent("no program of this system to compare with (GONGKAI_HERE)")
    windows.gongkai(site, "build", "--date", day, "--out", "there", status=0)
    subprocess.run([here, "--root", site, "build", "--quiet", "--date", day, "--out", site / "here"], check=True)
    made = files(site / "there")
    expect_same(made, files(site / "here"), site.name)
    return len(made)


def golden(windows):
    """As rehearsals: only the library's tests build for a day that is not today without saying so on every page."""
    count, cases = 0, sorted((REPOSITORY / "tests/golden").iterdir())
    for case in cases:
        site = windows.work / f"golden-{case.name}"
        shutil.copytree(case / "site", site)
        count += compared(windows, site, (case / "date").read_text(encoding="utf-8").strip())
    return f"{len(cases)} sites, {count} files"


def set_up(script, site):
    """Does what setup.txt asks for; false when this cannot be done here."""
    lines = [line.split("\t") for line in script.splitlines() if line.strip()]
    if any(line[0] in ELSEWHERE for line in lines):
        return False
    for word, path, *more in lines:
        path = site / path
        path.parent.mkdir(parents=True, exist_ok=True)
        if word == "large":
            path.write_bytes(b"a" * (int(more[0]) << 20))
        elif word == "remove":
            path.unlink()
        elif word == "copy":
            shutil.copy(site / more[0], path)
        else:
            raise AssertionError(f"{word}: not a word of setup.txt")
    return True


def complaints(windows):
    """What `check` says of each fixture is what this system's own program says; without one, it names every code and place of
    expected.txt, which has each message that `check` says once for several places."""
    root, here = REPOSITORY / "tests/complaints", os.environ.get("GONGKAI_HERE")
    wrong, done, left = [], 0, []
    for fixture in sorted(path for path in root.iterdir() if not path.name.startswith("_")):
        site = windows.work / "fixtures" / fixture.name
        script = fixture / "setup.txt"
        try:
            for part in (root / "_base", fixture):
                shutil.copytree(part, site, dirs_exist_ok=True)
            is_here = set_up(script.read_text(encoding="utf-8") if script.exists() else "", site)
        except OSError:
            # Windows itself refuses some of the names.
            is_here = False
        if not is_here:
            left.append(fixture.name)
            continue
        for ours in ("expected.txt", "fixed.txt", "setup.txt"):
            (site / ours).unlink(missing_ok=True)
        done += 1
        said = windows.gongkai(site, "check", "--date", DAY)
        text = plain(said.text, windows, site)
        if here:
            own = subprocess.run([here, "check", "--date", DAY], cwd=site, capture_output=True, env=dict(os.environ, NO_COLOR="1"))
            should = (own.stdout + own.stderr).decode().replace("\\", "/").replace(str(site), "…")
            is_right = (text, said.status) == (should, own.returncode)
        else:
            should = (fixture / "expected.txt").read_text(encoding="utf-8")
            is_right = all(word in text for word in re.findall(r"\[[a-z-]+\]|(?<= --> )\S+", should.replace("\\", "/")))
        if not is_right:
            wrong.append(f"{fixture.name}:\n{text}\ninstead of\n{should}")
    assert not wrong, f"{len(wrong)} of {done} differ:\n" + "\n\n".join(wrong[:5])
    assert done > 250, f"only {done}"
    return f"{done} fixtures; not on Windows: {', '.join(left)}"


def play(line, folder, windows):
    """One line of a transcript; what it prints."""
    # Single quotes hold a word together, and nothing else does.
    parts = line.split("'")
    words = [word for place, part in enumerate(parts) for word in ([part] if place % 2 else part.split())]
    match words:
        case ["gongkai", *arguments]:
            said = windows.gongkai(folder, *arguments)
            status = f"[状态 {said.status}]\n" if said.status else ""
            return without_sizes(plain(said.text, windows, folder)) + status
        case ["cat", file]:
            return (folder / file).read_text(encoding="utf-8")
        case ["ls", path]:
            return "\n".join(sorted(item.name for item in (folder / path).iterdir()))
        case ["write", file, text]:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text.replace("\\n", "\n"), encoding="utf-8", newline="\n")
            return ""
        case ["remove", path]:
            path = folder / path
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            return ""
    raise AssertionError(f"a transcript cannot play {line}")


def transcripts(windows):
    commands, wrong = 0, []
    scripts = sorted((REPOSITORY / "tests/transcripts").glob("*.md"))
    for script in scripts:
        folder = windows.folder(f"transcript-{script.stem}")
        if script.with_suffix("").is_dir():
            shutil.copytree(script.with_suffix(""), folder, dirs_exist_ok=True)
        inside, is_, should = False, [], []
        for line in script.read_text(encoding="utf-8").splitlines():
            if line.startswith("```"):
                inside = line == "```console"
            elif inside and line.startswith("$ "):
                commands += 1
                should.append(line)
                is_.append(line)
                is_ += [said.rstrip() for said in play(line[2:], folder, windows).rstrip().splitlines()]
            elif inside:
                should.append(line)
        differ = [f"  {number}: {one!r}\n   not: {other!r}" for number, (one, other) in enumerate(zip(is_, should)) if one != other]
        if is_ != should:
            wrong.append(f"{script.name}, {len(is_)} lines for {len(should)}:\n" + "\n".join(differ[:5]))
    assert not wrong, "\n".join(wrong)
    return f"{len(scripts)} transcripts, {commands} commands"
