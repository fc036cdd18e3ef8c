#!/usr/bin/env python3
"""How long `gongkai gather` takes for 500 schools of 300 entries: from folders, and from a web server on this machine.

    python3 bench/gathering.py PROGRAM [RUNS]

Each school has a summary of 30 items, in which its 300 entries are counted, and a feed of all 300.
"""

import http.server
import random
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

SCHOOLS, ITEMS, ENTRIES, DAY = 500, 30, 300, "2026-11-20"
STATES = ["按期"] * 8 + ["逾期", "未公开", "暂无", "不在本网公开"]


def summary(name, number, chance):
    lines = ["\ufeffgongkai-disclosure 1", f"学校\t中共{name}支部委员会", f"网站\t{name}党务公开网",
             f"网址\thttps://s{number}.example.edu.cn/dangwu/", f"截至\t{DAY}"]
    for item in range(ITEMS):
        identity = f"{'ABCDE'[item // 6]}-{item % 6 + 1}"
        state = chance.choice(STATES)
        behind = int(state in ("逾期", "未公开"))
        latest = f"2026-{chance.randint(1, 10):02}-{chance.randint(1, 28):02}"
        lines.append(f"事项\t{identity}\t{state}\t{latest}\t2026-12-31\t{behind}\t1\t公开目录第{item + 1}项的名称和内容")
        quarters = [(year, quarter) for year in (2024, 2025, 2026) for quarter in (1, 2, 3)]
        lines += [f"次数\t{identity}\t{year}-q{quarter}\t1" for year, quarter in quarters]
        lines.append(f"次数\t{identity}\t2026-q4\t{ENTRIES // ITEMS - len(quarters)}")
    return "\n".join([*lines, f"结束\t{ITEMS}", ""])


def feed(name, number):
    site = f"https://s{number}.example.edu.cn/dangwu/"

    def entry(index):
        day = f"2026-{1 + index % 10:02}-{1 + index % 28:02}T00:00:00+08:00"
        page = f"{site}notices/{index}.html"
        return (f'<entry>\n<title>关于开展第{index}项工作的通知</title>\n<id>{page}</id>\n<link rel="alternate" href="{page}"/>\n'
                f"<published>{day}</published>\n<updated>{day}</updated>\n<category term=\"notice\" label=\"通知公告\"/>\n"
                "<summary>各支部：按照上级的要求，现将有关事项通知如下。</summary>\n</entry>\n")

    entries = "".join(map(entry, range(ENTRIES)))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<title>{name}</title>\n{entries}</feed>\n'


class QuietServer(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def seconds(program, folder, addresses):
    (folder / "list.txt").write_text("".join(f"{name} {address}\n" for name, address in addresses), encoding="utf-8")
    began = time.monotonic()
    command = [program, "--quiet", "gather", "list.txt", "--date", DAY, "--out", f"out-{began}"]
    subprocess.run(command, cwd=folder, check=True)
    return time.monotonic() - began


def main():
    program, runs = str(Path(sys.argv[1]).resolve()), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        names = [f"第{number}实验小学" for number in range(SCHOOLS)]
        for number, name in enumerate(names):
            school = folder / f"s{number}"
            school.mkdir()
            (school / "disclosure.txt").write_text(summary(name, number, chance), encoding="utf-8")
            (school / "feed.xml").write_text(feed(name, number), encoding="utf-8")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietServer, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        web = f"http://127.0.0.1:{server.server_port}"
        for label, place in [("folders", "s{}"), ("HTTP", web + "/s{}/")]:
            addresses = [(name, place.format(number)) for number, name in enumerate(names)]
            times = sorted(seconds(program, folder, addresses) for _ in range(runs))
            print(f"{label}: median {times[len(times) // 2]:.2f} s of {runs}, worst {times[-1]:.2f} s")
        server.shutdown()


main()
