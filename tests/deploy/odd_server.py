"""An FTP server that behaves as some hosts do: `odd_server.py PORT FOLDER USER HABIT…`, the password in
GONGKAI_TEST_PASSWORD. Habits: no-rename-over, dos, no-mlsd, no-size, gbk, private-pasv, no-epsv, no-pasv, one-connection,
drops=N, slow=SECONDS.
"""

import os, socket, sys, time

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.filesystems import AbstractedFS, FilesystemError
from pyftpdlib.handlers import FTPHandler, proto_cmds
from pyftpdlib.servers import ThreadedFTPServer

port, folder, user, *habits = sys.argv[1:]
number = dict(habit.split("=") for habit in habits if "=" in habit)


class OddFiles(AbstractedFS):
    def rename(self, source, target):
        if "no-rename-over" in habits and os.path.exists(target):
            raise FilesystemError("Cannot create a file when that file already exists.")
        super().rename(source, target)

    def format_list(self, basedir, listing, ignore_err=True):
        if "dos" not in habits:
            yield from super().format_list(basedir, listing, ignore_err)
            return
        for name in listing:
            path = os.path.join(basedir, name)
            size = "<DIR>".ljust(14) if os.path.isdir(path) else f"{os.path.getsize(path):>14}"
            when = time.strftime("%m-%d-%y  %I:%M%p", time.localtime(os.path.getmtime(path)))
            yield f"{when}       {size} {name}\r\n".encode()


class OddHandler(FTPHandler):
    abstracted_fs = OddFiles
    banner = "欢迎使用本服务器" if "gbk" in habits else "ready"
    unicode_errors = "replace"
    masquerade_address = "10.1.2.3" if "private-pasv" in habits else None
    files = 0

    def on_file_received(self, file):
        self.files += 1
        if self.files >= int(number.get("drops", 10**9)):
            # At once, and not when the server gets round to it.
            self.socket.shutdown(socket.SHUT_RDWR)
            self.close()

    def pre_process_command(self, line, cmd, arg):
        if "slow" in number and cmd in ("STOR", "PASV", "USER"):
            time.sleep(float(number["slow"]))
        super().pre_process_command(line, cmd, arg)

    def push(self, s):
        # As GBK, what is beyond ASCII.
        data = s.encode("gbk", "replace") if isinstance(s, str) else s
        super(FTPHandler, self).push(data)


refused = {"no-mlsd": ("MLSD", "MLST"), "no-size": ("SIZE",), "no-epsv": ("EPSV",), "no-pasv": ("PASV",)}
OddHandler.proto_cmds = {name: about for name, about in proto_cmds.items()
                         if not any(habit in habits and name in names for habit, names in refused.items())}
authorizer = DummyAuthorizer()
authorizer.add_user(user, os.environ["GONGKAI_TEST_PASSWORD"], folder, perm="elradfmwMT")
OddHandler.authorizer = authorizer
server = ThreadedFTPServer(("127.0.0.1", int(port)), OddHandler)
if "one-connection" in habits:
    server.max_cons_per_ip = 1
import pwd
os.setgid(pwd.getpwnam(user).pw_gid)
os.setuid(pwd.getpwnam(user).pw_uid)
server.serve_forever()
