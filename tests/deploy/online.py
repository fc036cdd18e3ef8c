"""上线核对 against nginx: settings that spoil a site, each of which has to be told, and one that is right."""

import gzip, re, shutil

# What is set inside `server {…}`, and what has to be told of it. OLD, CUT and TWICE are folders made below.
FAULTS = {
    "another charset": ("charset gbk; override_charset on;", "编码是 gbk"),
    "an ending that is not given out": (r"location ~ \.css$ { return 404; }", "打不开 .css 文件"),
    "a cache that keeps a page": ("location = /index.html { root OLD; }", "index.html 不是刚才上传的内容"),
    "another folder": ("location / { root EMPTY; }", "找不到首页"),
    "packed twice": (r"location ~ \.html$ { root TWICE; gzip off; add_header Content-Encoding gzip; }", "被压缩了两次"),
    "names in another case": ("location / { root CASE; }", "网上没有 notices/2026-03-02-yi.html"),
    "something put in": ("sub_filter '</body>' '<script src=\"//ads.example/a.js\"></script></body>';", "多了不是本站的内容"),
    "200 for what is not there": ("error_page 404 =200 /index.html;", "打开不存在的网页，服务器也说找到了"),
    "an old copy": ("location / { root OLD; }", "不是刚才上传的内容"),
    "cut off": ("location = /notices/2026-03-02-yi.html { root CUT; }", "只有前面一部分"),
}


def settings(machine, port, root, fault):
    lines = f"""
daemon off; user root; pid {machine.work}/nginx.pid; error_log {machine.work}/nginx.log; worker_processes 1;
events {{}}
http {{
  access_log off;
  types {{ text/html html; text/css css; application/javascript js; application/xml xml; image/png png; text/plain txt; }}
  client_body_temp_path {machine.work}/nginx; proxy_temp_path {machine.work}/nginx; fastcgi_temp_path {machine.work}/nginx;
  uwsgi_temp_path {machine.work}/nginx; scgi_temp_path {machine.work}/nginx;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    gzip on; gzip_types text/css; gzip_min_length 100;
    {fault}
    {"" if "error_page" in fault else "error_page 404 /404.html;"}
  }}
}}
"""
    path = machine.work / "nginx.conf"
    path.write_text(lines)
    return path


def check(machine, site, port):
    """`site` makes a site that is uploaded to a folder; nginx serves that folder, or another."""
    folder = machine.folder("nginx")
    one = site(folder)
    with open(one.root / "site.toml", "a") as more:
        more.write(f'url = "http://127.0.0.1:{port}/"\n')
    made = {name: machine.work / f"nginx-{name.lower()}" for name in ("OLD", "EMPTY", "TWICE", "CASE", "CUT")}

    def serve(fault=""):
        fault = re.sub("root ([A-Z]+);", lambda found: f"root {made[found[1]]};", fault)
        return machine.server(port, machine.program("nginx"), "-c", settings(machine, port, folder, fault))

    def right(*words):
        with serve():
            said = one.deploy(*words)
        assert "个文件都对" in said, said

    one.notice("yi", "第一份。")
    one.notice("er", "第二份。")
    right()
    shutil.copytree(folder, made["OLD"])
    one.notice("yi", "第一份，改过。")
    one.path("er").unlink()
    with serve("location = /notices/2026-03-02-er.html { root OLD; }"):
        said = one.deploy(status=1)
    assert "已经删去的 notices/2026-03-02-er.html 在网上还看得到" in said, said
    assert "网上有1个文件不对" in one.status(), "a finding is remembered"
    right()
    assert "个文件不对" not in one.status(), "until it is mended"
    right("--verify")
    made["EMPTY"].mkdir()
    for name in ("TWICE", "CASE", "CUT"):
        shutil.copytree(folder, made[name])
    for page in made["TWICE"].rglob("*.html"):
        page.write_bytes(gzip.compress(gzip.compress(page.read_bytes())))
    page = made["CASE"] / "notices/2026-03-02-yi.html"
    page.rename(page.with_name("2026-03-02-Yi.html"))
    page = made["CUT"] / "notices/2026-03-02-yi.html"
    page.write_bytes(page.read_bytes()[:1000])
    for name, (fault, expected) in FAULTS.items():
        with serve(fault):
            try:
                said = one.deploy("--verify", status=1)
            except AssertionError as other:
                raise AssertionError(f"{name}: {other}") from None
        assert expected in said, f"{name}: {said}"
    right("--verify")
