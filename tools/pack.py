"""Packs a program with what goes with it: tools/dist.sh starts this. The same files make the same bytes, whenever and wherever.

    python3 tools/pack.py windows|linux|macos VERSION PROGRAM FOLDER
"""

import gzip, hashlib, io, os, pathlib, sys, tarfile, time, zipfile

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
# The Windows program's size, of what an office's connection fetches in a minute; the others are for engineers.
LARGEST = 25_000_000
# Pictures that 使用说明.html shows.
PICTURES = ["double-click.png", "word.png"]


def contents(system, program):
    """Names in the package, and their bytes."""
    read = lambda path: (REPOSITORY / path).read_bytes()
    if system != "windows":
        return {"gongkai": program.read_bytes(), "README.md": read("README.md"), "LICENSE": read("LICENSE")}
    held = {"gongkai.exe": program.read_bytes(), "LICENSE.txt": read("LICENSE"), "使用说明.html": read("tools/windows/使用说明.html")}
    return held | {f"图片/{name}": read(f"docs/images/{name}") for name in PICTURES}


def zipped(folder, held, moment):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name in sorted(held):
            about = zipfile.ZipInfo(f"{folder}/{name}", time.gmtime(moment)[:6])
            # Python says which system it ran on unless told.
            about.create_system, about.external_attr, about.compress_type = 0, 0, zipfile.ZIP_DEFLATED
            package.writestr(about, held[name], compresslevel=9)
    return packed.getvalue()


def tarred(folder, held, moment):
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=moment, filename="") as pressed, tarfile.open(fileobj=pressed, mode="w") as package:
        for name in sorted(held):
            about = tarfile.TarInfo(f"{folder}/{name}")
            about.size, about.mtime, about.mode = len(held[name]), moment, 0o755 if name == "gongkai" else 0o644
            package.addfile(about, io.BytesIO(held[name]))
    return packed.getvalue()


def main():
    system, version, program, out = sys.argv[1:]
    out, moment = pathlib.Path(out), int(os.environ["SOURCE_DATE_EPOCH"])
    folder = f"gongkai-{version}-{system}"
    size = pathlib.Path(program).stat().st_size
    if system == "windows" and size >= LARGEST:
        raise SystemExit(f"{program}: {size} bytes, the limit is {LARGEST}")
    held = contents(system, pathlib.Path(program))
    if system == "windows":
        package, packed = out / f"{folder}.zip", zipped(folder, held, moment)
    else:
        package, packed = out / f"{folder}.tar.gz", tarred(folder, held, moment)
    package.write_bytes(packed)
    packages = sorted(path for path in out.iterdir() if path.suffix in (".zip", ".gz"))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in packages]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"{package}: {len(packed)} bytes")


main()
