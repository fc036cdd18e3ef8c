"""What Windows itself reads in the exe: the libraries it asks for, and what the Explorer and the loader are told."""

import re, struct

# Libraries that every Windows 10 has. `api-ms-win-…` are names of parts of these.
SYSTEM = {"advapi32", "bcrypt", "bcryptprimitives", "combase", "crypt32", "dbghelp", "gdi32", "iphlpapi", "kernel32", "msvcrt", "ntdll",
          "ole32", "oleaut32", "psapi", "secur32", "shell32", "shlwapi", "user32", "userenv", "ws2_32"}


def imports(image):
    """The libraries of the import table, by the layout of the PE format (64 bits)."""
    header = struct.unpack_from("<I", image, 0x3C)[0]
    assert image[header:header + 4] == b"PE\0\0", "not an exe"
    sections, length = struct.unpack_from("<H", image, header + 6)[0], struct.unpack_from("<H", image, header + 20)[0]
    optional = header + 24
    assert struct.unpack_from("<H", image, optional)[0] == 0x20B, "not of 64 bits"

    def place(address):
        for number in range(sections):
            size, start, raw, at = struct.unpack_from("<4I", image, optional + length + 40 * number + 8)
            if start <= address < start + max(size, raw):
                return address - start + at
        raise AssertionError(f"no section has {address:#x}")

    # The second of the data directories; entries of 20 bytes, the last of zeros.
    entry, names = place(struct.unpack_from("<I", image, optional + 120)[0]), []
    while address := struct.unpack_from("<I", image, entry + 12)[0]:
        start = place(address)
        names.append(image[start:image.index(b"\0", start)].decode().lower().removesuffix(".dll"))
        entry += 20
    return names


def executable(windows):
    image = windows.exe.read_bytes()
    names = imports(image)
    foreign = [name for name in names if name not in SYSTEM and not name.startswith("api-ms-win-")]
    assert names and not foreign, f"libraries that not every Windows has: {foreign}"
    told = re.search(r"gongkai ([0-9.]+)", windows.gongkai(windows.work, "--version", status=0).text)
    for words in ("党务公开静态网站生成器", "CompanyName\0\0gongkai", "gongkai.exe", f"ProductVersion\0{told[1]}"):
        assert words.encode("utf-16-le") in image, f"the Explorer does not show {words!r}"
    for words in (b"<longPathAware", b"UTF-8</activeCodePage>"):
        assert words in image, f"the manifest lacks {words!r}"
    return f"{len(image) / 1e6:.1f} MB, {', '.join(sorted(set(names)))}"
