"""A private Dovecot on loopback: started for a test run, touching nothing of the system's own."""

import grp
import hashlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import trustme

PASSWORD = "correct horse"

_CONFIGURATION = """\
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/dovecot.log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
default_vsz_limit = 512M
first_valid_uid = 1
first_valid_gid = 1
mail_uid = {uid}
mail_gid = {gid}
ssl = yes
ssl_cert = <{root}/server.pem
ssl_key = <{root}/server.key
ssl_dh =
disable_plaintext_auth = no
mail_location = maildir:{root}/mail/%u
mail_fsync = never
mail_max_userip_connections = 200
auth_failure_delay = 0 secs
auth_mechanisms = plain login{mechanisms}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Trash {{
    special_use = \\Trash
  }}
}}
{token_passdb}passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {root}/passwd/%u
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={root}/mail/%u allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  # without this, every wrong password makes the next sign-in slower
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


# Asks a token server whether a token is good, and whose it is.
_TOKEN_PASSDB = """\
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {root}/oauth2.conf
}}
"""
_INTROSPECTION = """\
introspection_url = http://127.0.0.1:{port}/introspect
introspection_mode = post
username_attribute = username
active_attribute = active
active_value = true
"""


def binary() -> str | None:
    """Where dovecot is; Debian puts it where an ordinary user's PATH does not look."""
    return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")


class Dovecot:
    """A server's files, ports and users; `ca_path` is the authority that signed `localhost`."""

    def __init__(self, root: Path, introspection_port: int | None = None) -> None:
        self.root = root
        self._introspection_port = introspection_port
        self.port, self.tls_port = _free_port(), _free_port()
        self.ca_path = root / "ca.pem"
        owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self.owner = owner
        self._users = 0

    def add_user(self, password: str = PASSWORD) -> "User":
        """A fresh user with an empty INBOX."""
        self._users += 1
        name = f"user{self._users}"
        # A file for each: Dovecot looks only once a second whether one has changed.
        passwd = self.root / "passwd" / name
        passwd.write_text(f"{name}:{{PLAIN}}{password}\n", encoding="utf-8")
        return User(self, name, password)

    def own(self, *paths: Path) -> None:
        """Give files to the account that Dovecot runs as."""
        if os.geteuid() == 0:
            for path in paths:
                os.chown(path, self.owner.pw_uid, self.owner.pw_gid)

    def write(self) -> None:
        """Configuration, certificate and folders."""
        for folder in ("run", "state", "mail", "passwd"):
            (self.root / folder).mkdir()
        authority = trustme.CA()
        server = authority.issue_cert("localhost")
        authority.cert_pem.write_to_path(self.ca_path)
        chain = b"".join(blob.bytes() for blob in server.cert_chain_pems)
        (self.root / "server.pem").write_bytes(chain)
        server.private_key_pem.write_to_path(self.root / "server.key")
        (self.root / "dovecot.conf").write_text(self._configuration(), encoding="ascii")
        told = _INTROSPECTION.format(port=self._introspection_port)
        (self.root / "oauth2.conf").write_text(told, encoding="ascii")
        self.own(self.root, *self.root.iterdir())

    def log(self) -> str:
        """What the server has to say about its end."""
        path = self.root / "dovecot.log"
        return path.read_text(errors="replace")[-4000:] if path.exists() else "no log"

    def _configuration(self) -> str:
        tokens = self._introspection_port is not None
        return _CONFIGURATION.format(
            mechanisms=" xoauth2 oauthbearer" if tokens else "",
            token_passdb=_TOKEN_PASSDB.format(root=self.root) if tokens else "",
            root=self.root,
            port=self.port,
            tls_port=self.tls_port,
            user=self.owner.pw_name,
            group=grp.getgrgid(self.owner.pw_gid).gr_name,
            uid=self.owner.pw_uid,
            gid=self.owner.pw_gid,
        )


class User:
    """One mailbox on the server: deliver into it, and look at it from outside."""

    def __init__(self, server: Dovecot, name: str, password: str) -> None:
        self.server = server
        self.name = name
        self.password = password
        self._delivered = 0
        self._make("INBOX")

    def deliver(self, raw: bytes, at: datetime, folder: str = "INBOX") -> Path:
        """Put one mail into new/, as a delivery agent does; `at` becomes its INTERNALDATE."""
        self._delivered += 1
        maildir = self._make(folder)
        name = f"{int(at.timestamp())}.M{self._delivered:06d}.rig"
        draft, final = maildir / "tmp" / name, maildir / "new" / name
        draft.write_bytes(raw)
        os.utime(draft, (at.timestamp(), at.timestamp()))
        self.server.own(draft)
        return draft.rename(final)

    def forget_uids(self) -> None:
        """Remove Dovecot's own files, so that the next session gets another UIDVALIDITY."""
        for path in self.home.rglob("dovecot*"):
            path.unlink()

    def fingerprint(self) -> str:
        """Names, contents and times of all mail, without Dovecot's own index files."""
        digest = hashlib.sha256()
        for path in sorted(self.home.rglob("*")):
            if path.is_file() and not path.name.startswith(("dovecot", "maildirfolder")):
                told = f"{path.relative_to(self.home)} {path.stat().st_mtime_ns}\n"
                digest.update(told.encode() + path.read_bytes())
        return digest.hexdigest()

    @property
    def home(self) -> Path:
        """The Maildir of the INBOX, with the other folders inside."""
        return self.server.root / "mail" / self.name

    def _make(self, folder: str) -> Path:
        maildir = self.home if folder == "INBOX" else self.home / ("." + folder.replace("/", "."))
        for path in (self.home, maildir, *(maildir / part for part in ("cur", "new", "tmp"))):
            if not path.exists():
                path.mkdir()
                self.server.own(path)
        return maildir


@contextmanager
def serve(root: Path, introspection_port: int | None = None) -> Iterator[Dovecot]:
    """A running server in `root`, an empty folder with a short name (socket paths are limited).

    With an `introspection_port` it takes access tokens too, and asks there about them.
    """
    server = Dovecot(root, introspection_port)
    server.write()
    with (root / "stdout").open("wb") as output:
        running = _start(server, output.fileno())
    try:
        _await_greeting(server, running)
        yield server
    finally:
        _stop(running)


def _start(server: Dovecot, output: int) -> subprocess.Popen[bytes]:
    root_only = os.geteuid() == 0
    return subprocess.Popen(  # noqa: S603 - our own binary and configuration
        [binary() or "dovecot", "-F", "-c", str(server.root / "dovecot.conf")],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd=server.root,
        start_new_session=True,
        user=server.owner.pw_uid if root_only else None,
        group=server.owner.pw_gid if root_only else None,
        extra_groups=[] if root_only else None,
    )


def _await_greeting(server: Dovecot, running: subprocess.Popen[bytes]) -> None:
    for _ in range(500):
        if running.poll() is not None:
            break
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 1) as line:
            if line.recv(512).startswith(b"* OK"):
                return
        time.sleep(0.02)
    raise RuntimeError("dovecot did not start: " + server.log())


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End the whole group: open sessions outlive their master."""
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGTERM)
    try:
        running.wait(5)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait(5)
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
