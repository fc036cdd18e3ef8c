#!/usr/bin/env python3
"""Uploads to real servers on 127.0.0.1: vsftpd, pure-ftpd, proftpd, OpenSSH's sftp, and a scripted one that behaves like IIS
and misbehaves on purpose. Each: first upload, change, rename, deletion, a stranger's file, a wrong password, a folder that is
read-only, a full disk. 上线核对 against nginx. Afterwards the password is in no file, output or process list.

    python3 tests/deploy/servers.py GONGKAI [NAME…]     needs root and Debian: packages are unpacked beside, not installed

What a machine lacks is an error. Every server that is started is ended, also when a check fails.
"""

import contextlib, os, pathlib, pty, secrets, select, shutil, signal, socket, subprocess, sys, tempfile, time

import online

PACKAGES = """vsftpd pure-ftpd pure-ftpd-common proftpd-core openssh-server libwrap0 libhiredis0.14 libmemcached11
libmemcachedutil2 libhashkit2 libpcre2-posix3 python3-pyftpdlib nginx""".split()
USER = "gongkaitest"
REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


def run(*words, **options):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True, **options)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Machine:
    """The unpacked packages, a user, and what is to be undone."""

    def __init__(self, work):
        self.work = work
        self.root = work / "root"
        self.password = "Mm9-" + secrets.token_hex(8)
        debs = work / "debs"
        debs.mkdir()
        # Old lists name packages that are not there any more.
        run("apt-get", "update", "-qq")
        run("apt-get", "download", *PACKAGES, cwd=debs)
        for deb in debs.glob("*.deb"):
            run("dpkg", "-x", deb, self.root)
        folders = sorted({str(path.parent) for path in self.root.rglob("*.so*")})
        self.env = dict(os.environ, LD_LIBRARY_PATH=":".join(folders))
        # A run that was killed leaves its user behind, and its servers, which hold the user.
        subprocess.run(["pkill", "-KILL", "-u", USER], capture_output=True)
        subprocess.run(["userdel", "--force", USER], capture_output=True)
        run("useradd", "--create-home", "--home-dir", work / "home", "--shell", "/bin/sh", USER)
        run("chpasswd", input=f"{USER}:{self.password}\n")
        # OpenSSH's own, which its package would make.
        self.made_sshd = subprocess.run(["id", "sshd"], capture_output=True).returncode != 0
        if self.made_sshd:
            run("useradd", "--system", "--home-dir", "/run/sshd", "--shell", "/usr/sbin/nologin", "sshd")
        self.pam = pathlib.Path("/etc/pam.d/gongkaitest")
        self.pam.write_text("auth required pam_unix.so\naccount required pam_unix.so\n")
        for name in ("certificate", "other"):
            run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                "-keyout", work / f"{name}.key", "-out", work / f"{name}.crt")
            pem = (work / f"{name}.key").read_text() + (work / f"{name}.crt").read_text()
            (work / f"{name}.pem").write_text(pem)

    def undo(self):
        self.pam.unlink(missing_ok=True)
        for name in [USER] + ["sshd"] * self.made_sshd:
            subprocess.run(["userdel", name], capture_output=True)

    def folder(self, name):
        """An empty folder that the user may write to."""
        folder = self.work / "home" / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        run("chown", USER, folder)
        return folder

    def program(self, name):
        return self.root / "usr/sbin" / name

    @contextlib.contextmanager
    def server(self, port, *words, env=None):
        with open(self.work / "server.log", "ab") as log:
            process = subprocess.Popen([str(word) for word in words], env=env or self.env, stdout=log, stderr=log,
                                       stdin=subprocess.DEVNULL, start_new_session=True)
        try:
            wait_for(port, process)
            yield
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def vsftpd(self, port, *more):
        (self.work / "empty").mkdir(exist_ok=True)
        lines = [f"listen_port={port}", "listen=YES", "listen_address=127.0.0.1", "background=NO", "local_enable=YES",
                 "write_enable=YES", "anonymous_enable=NO", "pam_service_name=gongkaitest", "local_umask=022",
                 f"secure_chroot_dir={self.work / 'empty'}", "chroot_local_user=YES", "allow_writeable_chroot=YES",
                 "seccomp_sandbox=NO", f"rsa_cert_file={self.work / 'certificate.crt'}",
                 f"rsa_private_key_file={self.work / 'certificate.key'}", *more]
        settings = self.work / f"vsftpd-{port}.conf"
        settings.write_text("\n".join(lines) + "\n")
        return self.server(port, self.program("vsftpd"), settings)

    def pure_ftpd(self, port, *more):
        run("chown", "-R", USER, self.work / "home")
        uid = run("id", "-u", USER).stdout.strip()
        database = self.work / "pureftpd.pdb"
        users = self.work / "pureftpd.passwd"
        users.unlink(missing_ok=True)
        run(self.root / "usr/bin/pure-pw", "useradd", USER, "-u", uid, "-g", uid, "-d", self.work / "home", "-f", users, "-m",
            "-F", database, input=f"{self.password}\n{self.password}\n", env=self.env)
        return self.server(port, self.program("pure-ftpd"), "-l", f"puredb:{database}", "-S", f"127.0.0.1,{port}", "-A", *more)

    def proftpd(self, port):
        import warnings
        warnings.simplefilter("ignore", DeprecationWarning)
        import crypt
        uid, gid = (run("id", flag, USER).stdout.strip() for flag in ("-u", "-g"))
        users = self.work / "proftpd.passwd"
        users.write_text(f"{USER}:{crypt.crypt(self.password)}:{uid}:{gid}::{self.work / 'home'}:/bin/sh\n")
        users.chmod(0o600)
        settings = self.work / "proftpd.conf"
        settings.write_text(f"""
ModulePath {self.root}/usr/lib/proftpd
ServerType standalone
DefaultAddress 127.0.0.1
SocketBindTight on
Port {port}
User {USER}
Group nogroup
AuthUserFile {users}
AuthOrder mod_auth_file.c
RequireValidShell off
UseReverseDNS off
DefaultRoot ~
AllowOverwrite on
PidFile {self.work}/proftpd.pid
ScoreboardFile {self.work}/proftpd.score
DelayTable none
""")
        return self.server(port, self.program("proftpd"), "-n", "-c", settings)

    def sshd(self, port):
        key = self.work / "host-key"
        if not key.exists():
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key)
        pathlib.Path("/run/sshd").mkdir(exist_ok=True)
        settings = self.work / "sshd_config"
        settings.write_text(f"""
Port {port}
ListenAddress 127.0.0.1
HostKey {key}
PidFile none
UsePAM no
PasswordAuthentication yes
AuthorizedKeysFile {self.work}/authorized_keys
StrictModes no
Subsystem sftp internal-sftp
""")
        return self.server(port, self.program("sshd"), "-D", "-e", "-f", settings)

    def odd(self, port, folder, *habits):
        env = dict(self.env, PYTHONPATH=str(self.root / "usr/lib/python3/dist-packages"), GONGKAI_TEST_PASSWORD=self.password)
        script = REPOSITORY / "tests/deploy/odd_server.py"
        return self.server(port, "/usr/bin/python3", script, port, folder, USER, *habits, env=env)


def wait_for(port, process):
    for _ in range(100):
        if process.poll() is not None:
            raise SystemExit(f"a server ended at once with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise SystemExit("a server does not answer")


class Site:
    """A small site with one target."""

    def __init__(self, machine, gongkai, to):
        self.machine, self.gongkai = machine, gongkai
        self.root = pathlib.Path(tempfile.mkdtemp(dir=machine.work, prefix="site-"))
        shutil.copytree(REPOSITORY / "tests/complaints/_base", self.root, dirs_exist_ok=True)
        with open(self.root / "site.toml", "a") as settings:
            settings.write(f'\n[deploy.school]\nedition = "web"\nto = "{to}"\n')
        self.said = ""

    def notice(self, name, text):
        self.path(name).write_text(f"""---
标题: {name}的通知
类型: 通知
日期: 2026-03-02
审批:
  - 提出: {{姓名: 周立诚, 日期: 2026-03-01}}
  - 保密审查: {{姓名: 何静, 日期: 2026-03-01}}
  - 审核: {{姓名: 陈守正, 日期: 2026-03-01}}
  - 审批: {{姓名: 林文, 日期: 2026-03-01}}
---
{text}
""")

    def path(self, name):
        folder = self.root / "content/notices"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"2026-03-02-{name}.md"

    def deploy(self, *words, password=None, status=0):
        env = dict(os.environ, GONGKAI_PASSWORD_SCHOOL=password or self.machine.password)
        done = subprocess.run([self.gongkai, "deploy", *words, "--yes"], cwd=self.root, env=env, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=300)
        said = done.stdout + done.stderr
        self.said += said
        if done.returncode != status:
            raise AssertionError(f"status {done.returncode} instead of {status}:\n{said}")
        return said

    def status(self):
        return subprocess.run([self.gongkai, "status"], cwd=self.root, capture_output=True, text=True, timeout=300).stdout

    def talk(self, answers, status=0):
        """The same on a terminal, where questions are answered."""
        ours, theirs = pty.openpty()
        env = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_PASSWORD")}
        process = subprocess.Popen([self.gongkai, "deploy"], cwd=self.root, env=env, stdin=theirs, stdout=theirs, stderr=theirs,
                                   start_new_session=True)
        os.close(theirs)
        said, answers = "", list(answers)
        deadline = time.time() + 120
        while time.time() < deadline:
            if select.select([ours], [], [], 0.2)[0]:
                try:
                    piece = os.read(ours, 65536)
                except OSError:
                    break
                if not piece:
                    break
                said += piece.decode(errors="replace")
            if answers and answers[0][0] in said[said.rfind("\x00") + 1:]:
                said += "\x00"
                # Nobody types in the moment that a question is asked; what is, the terminal throws away.
                time.sleep(0.5)
                os.write(ours, (answers.pop(0)[1] + "\n").encode())
            if process.poll() is not None and not select.select([ours], [], [], 0.2)[0]:
                break
        code = process.wait(10)
        os.close(ours)
        self.said += said
        if code != status or answers:
            raise AssertionError(f"status {code}, not asked {answers}:\n{said}")
        return said

    def equals(self, folder, strangers=()):
        def files(root):
            paths = (path for path in root.rglob("*") if path.is_file())
            return {str(path.relative_to(root)): path.read_bytes() for path in paths}
        online = files(folder)
        state = online.pop("gongkai-state.txt")
        assert b"between" not in state, "the state is left open"
        for name in strangers:
            online.pop(name)
        local = files(self.root / "public")
        assert online.keys() == local.keys(), sorted(online.keys() ^ local.keys())
        assert online == local, "bytes differ"


def ordinary(site, folder, is_plain=True):
    """What every server has to take."""
    site.notice("yi", "第一份。")
    site.notice("er", "第二份。")
    (folder / "web.config").write_text("<configuration/>")
    site.deploy()
    site.equals(folder, ["web.config"])
    assert "没有要上传的" in site.deploy()
    site.notice("yi", "第一份，改过。")
    site.deploy()
    site.equals(folder, ["web.config"])
    site.path("er").rename(site.path("san"))
    site.deploy()
    site.equals(folder, ["web.config"])
    site.path("san").unlink()
    said = site.deploy("--verify")
    assert "web.config" in said, said
    site.equals(folder, ["web.config"])
    said = site.deploy(password="wrong-" + secrets.token_hex(4), status=2)
    assert "不接受这个用户名或密码" in said, said
    site.notice("si", "写不进去。")
    for path in [folder, *folder.rglob("*")]:
        path.chmod(path.stat().st_mode & 0o555)
    said = site.deploy(status=2)
    assert "不允许" in said or "没有权限" in said, said
    for path in [folder, *folder.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o200)
    site.deploy()
    site.equals(folder, ["web.config"])


def full_disk(machine, gongkai, to, name):
    """A disk with room for some of the files."""
    folder = machine.folder(name)
    run("mount", "-t", "tmpfs", "-o", f"size=120k,uid={run('id', '-u', USER).stdout.strip()}", "tmpfs", folder)
    try:
        site = Site(machine, gongkai, to)
        said = site.deploy(status=2)
        # Not every server says why it breaks off.
        assert "的空间满了" in said, said
        run("mount", "-o", "remount,size=8m", folder)
        site.deploy()
        site.equals(folder)
        return site
    finally:
        run("umount", folder)


def no_secret(machine, sites):
    password = machine.password
    for site in sites:
        assert password not in site.said, "the password was said"
        for path in site.root.rglob("*"):
            if path.is_file():
                assert password.encode() not in path.read_bytes(), f"the password is in {path}"
    processes = run("ps", "axww", "-o", "args").stdout
    assert password not in processes, "the password is in the process list"


def all_of_it(machine, gongkai):
    sites = []

    def site(to):
        sites.append(Site(machine, gongkai, to))
        return sites[-1]

    def told(name, work):
        if wanted and not any(word in name for word in wanted):
            return
        before = time.time()
        work()
        print(f"{name}: {time.time() - before:.1f} s", flush=True)

    def ftp(name, start, scheme="ftp"):
        def work():
            port = free_port()
            with start(port):
                folder = machine.folder(name)
                ordinary(site(f"{scheme}://{USER}@127.0.0.1:{port}/{name}/"), folder)
                sites.append(full_disk(machine, gongkai, f"{scheme}://{USER}@127.0.0.1:{port}/{name}-full/", f"{name}-full"))
        told(name, work)

    def ftps(name, start):
        def work():
            port = free_port()
            with start(port):
                folder = machine.folder(name)
                one = site(f"ftps://{USER}@127.0.0.1:{port}/{name}/")
                said = one.deploy(status=2)
                assert "证书" in said and "SHA256:" in said, said
                said = one.talk([("密码", machine.password), ("输入“是”", "不")], status=2)
                said = one.talk([("密码", machine.password), ("输入“是”", "是")])
                ordinary(one, folder)
        told(name, work)

    ftp("vsftpd", machine.vsftpd)
    ftp("pure-ftpd", machine.pure_ftpd)
    ftp("proftpd", machine.proftpd)
    tls = ["ssl_enable=YES", "force_local_data_ssl=YES", "force_local_logins_ssl=YES"]
    ftps("vsftpd-tls", lambda port: machine.vsftpd(port, *tls))
    ftps("pure-ftpd-tls", lambda port: machine.pure_ftpd(port, "-Y", "2", "-2", machine.work / "certificate.pem"))
    told("vsftpd-implicit", lambda: implicit(machine, site, tls))
    told("sftp", lambda: sftp(machine, site, sites, gongkai))
    for name, habits in ODD.items():
        def work():
            port = free_port()
            folder = machine.folder(f"odd-{name}")
            with machine.odd(port, folder, *habits):
                ordinary(site(f"ftp://{USER}@127.0.0.1:{port}/"), folder)
        told(f"odd server, {name}", work)
    told("nginx", lambda: online.check(machine, site, free_port()))
    told("Ctrl+C", lambda: interrupted(machine, site))
    no_secret(machine, sites)
    print(f"{len(sites)} sites, the password in none of their files or outputs")


def interrupted(machine, site):
    """Ctrl+C lets files on the way come to their end and leaves a whole state; kill -9 leaves one that is open."""
    port = free_port()
    folder = machine.folder("interrupted")
    with machine.odd(port, folder, "slow=0.3"):
        one = site(f"ftp://{USER}@127.0.0.1:{port}/")
        env = dict(os.environ, GONGKAI_PASSWORD_SCHOOL=machine.password)
        for how, status in ((signal.SIGINT, 2), (signal.SIGKILL, -signal.SIGKILL)):
            there = len(list(folder.rglob("*.html")))
            process = subprocess.Popen([one.gongkai, "deploy", "--yes"], cwd=one.root, env=env, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            # However long it takes to build and to read the state: this run has uploaded something of its own.
            while len(list(folder.rglob("*.html"))) == there and process.poll() is None:
                time.sleep(0.1)
            time.sleep(1)
            process.send_signal(how)
            said = process.communicate(timeout=60)[0]
            one.said += said
            assert process.returncode == status, f"{process.returncode}: {said}"
            state = (folder / "gongkai-state.txt").read_bytes()
            assert (b"between" in state) == (how == signal.SIGKILL), how
            for path in folder.rglob("*.html"):
                local = one.root / "public" / path.relative_to(folder)
                assert path.read_bytes() == local.read_bytes(), f"{path} is not whole"
        one.deploy()
        one.equals(folder)


def implicit(machine, site, tls):
    """Port 990 is what says that it is inside TLS."""
    with machine.vsftpd(990, "implicit_ssl=YES", *tls):
        folder = machine.folder("implicit")
        one = site(f"ftps://{USER}@127.0.0.1:990/implicit/")
        one.talk([("密码", machine.password), ("输入“是”", "是")])
        ordinary(one, folder)


def sftp(machine, site, sites, gongkai):
    port = free_port()
    with machine.sshd(port):
        folder = machine.folder("sftp")
        to = f"sftp://{USER}@127.0.0.1:{port}{folder}/"
        one = site(to)
        said = one.deploy(status=2)
        assert "指纹" in said and "SHA256:" in said, said
        one.talk([("输入“是”", "是"), ("密码", "wrong"), ("请再输入", machine.password)])
        ordinary(one, folder)
        pins = (one.root / ".gongkai/deploy-school.pin").read_text()
        full = machine.folder("sftp-full")
        run("mount", "-t", "tmpfs", "-o", f"size=120k,uid={run('id', '-u', USER).stdout.strip()}", "tmpfs", full)
        try:
            two = site(f"sftp://{USER}@127.0.0.1:{port}{full}/")
            (two.root / ".gongkai").mkdir()
            (two.root / ".gongkai/deploy-school.pin").write_text(pins)
            said = two.deploy(status=2)
            assert "空间满了" in said or "不允许" in said, said
        finally:
            run("umount", full)
        key = machine.work / "user-key"
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key)
        (machine.work / "authorized_keys").write_text((machine.work / "user-key.pub").read_text())
        by_key = machine.folder("sftp-key")
        three = site(f"sftp://{USER}@127.0.0.1:{port}{by_key}/")
        with open(three.root / "site.toml", "a") as settings:
            settings.write(f'key = "{key}"\n')
        (three.root / ".gongkai").mkdir()
        (three.root / ".gongkai/deploy-school.pin").write_text(pins)
        three.talk([])
        three.equals(by_key)
        (one.root / ".gongkai/deploy-school.pin").write_text("host-key SHA256:other\n")
        assert "和上次的不一样" in one.deploy(status=2)


# The servers to try, by parts of their names; none means all.
wanted = []

# What the scripted server does: see odd_server.py.
ODD = {
    "as IIS": ["no-rename-over", "dos", "no-mlsd", "gbk"],
    "PASV with an address of inside, no EPSV": ["private-pasv", "no-epsv"],
    "EPSV only": ["no-pasv"],
    "Unix lists, no MLSD, no SIZE": ["no-mlsd", "no-size"],
    "one connection": ["one-connection"],
    "drops after seven files": ["drops=7"],
    "slow answers": ["slow=0.3"],
}


def main():
    gongkai = str(pathlib.Path(sys.argv[1]).resolve())
    wanted.extend(sys.argv[2:])
    work = pathlib.Path(tempfile.mkdtemp(prefix="gongkai-servers-"))
    work.chmod(0o755)
    machine = None
    # What ends a run that takes too long still lets it undo.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    try:
        machine = Machine(work)
        all_of_it(machine, gongkai)
    except BaseException:
        log = work / "server.log"
        if log.exists():
            print(log.read_text(errors="replace")[-3000:], file=sys.stderr)
        raise
    finally:
        if machine:
            machine.undo()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
