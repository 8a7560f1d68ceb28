"""What each system needs to be told so that the watchdog runs by itself: texts and commands."""

import plistlib
from collections.abc import Callable, Sequence
from enum import StrEnum
from html import escape
from pathlib import Path
from shlex import quote

import msgspec

NAME = "billing-watchdog"
_LABEL = "org.billing-watchdog.run"
_MARK = f"# {NAME}"


class Kind(StrEnum):
    """Who starts it; `container` is a sample to adapt, which nobody installs for you."""

    SYSTEMD = "systemd"
    LAUNCHD = "launchd"
    WINDOWS = "windows"
    CRON = "cron"
    CONTAINER = "container"


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """How the watchdog is called here; `home` as the user gave it, `folder` his own home folder."""

    words: tuple[str, ...]
    home: Path | None
    folder: Path
    user_id: int

    @property
    def called(self) -> tuple[str, ...]:
        """With the home that was asked for."""
        return (*self.words, *(("--home", str(self.home)) if self.home else ()))


class Background(msgspec.Struct, frozen=True, kw_only=True):
    """One way: the file's text, where it goes (None: a line of the crontab), and the commands."""

    text: str
    file: Path | None
    start: tuple[tuple[str, ...], ...] = ()
    stop: tuple[tuple[str, ...], ...] = ()
    look: tuple[str, ...] = ()
    hint: str = ""
    encoding: str = "utf-8"


def background(kind: Kind, program: Program) -> Background:
    """What to write, run and look at for a kind."""
    return _WAYS[kind](program)


def with_line(crontab: str, line: str) -> str:
    """A crontab with our line in the place of an older one."""
    return without_line(crontab) + line


def without_line(crontab: str) -> str:
    """A crontab as it is without us; every other line stays."""
    kept = [line for line in crontab.splitlines() if not line.endswith(_MARK)]
    return "".join(f"{line}\n" for line in kept)


def _systemd(program: Program) -> Background:
    unit = f"{NAME}.service"
    text = f"""[Unit]
Description=Reads billing mail, keeps a ledger, barks
After=network-online.target

[Service]
Type=notify
NotifyAccess=main
WatchdogSec=10min
Restart=on-failure
RestartSec=1min
ExecStart={_systemd_words((*program.called, "run"))}
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
MemoryMax=1G
TasksMax=64

[Install]
WantedBy=default.target
"""
    systemctl = ("systemctl", "--user")
    return Background(
        text=text,
        file=program.folder / ".config" / "systemd" / "user" / unit,
        start=((*systemctl, "daemon-reload"), (*systemctl, "enable", "--now", unit)),
        stop=((*systemctl, "disable", "--now", unit),),
        look=(*systemctl, "is-active", unit),
        hint="It stops when you log out, unless you say once: loginctl enable-linger",
    )


def _systemd_words(words: Sequence[str]) -> str:
    """In quotes, with what systemd would fill in doubled (systemd.service(5), COMMAND LINES)."""
    marked = (word.replace("\\", "\\\\").replace('"', '\\"') for word in words)
    return " ".join(f'"{word.replace("%", "%%").replace("$", "$$")}"' for word in marked)


def _launchd(program: Program) -> Background:
    file = program.folder / "Library" / "LaunchAgents" / f"{_LABEL}.plist"
    domain = f"gui/{program.user_id}"
    log = str(program.folder / "Library" / "Logs" / f"{NAME}.log")
    job = {
        "Label": _LABEL,
        "ProgramArguments": [*program.called, "run"],
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": 60,
        "ProcessType": "Background",
        "Umask": 0o077,
        "StandardErrorPath": log,
    }
    return Background(
        text=plistlib.dumps(job, sort_keys=False).decode(),
        file=file,
        start=(("launchctl", "bootstrap", domain, str(file)),),
        stop=(("launchctl", "bootout", f"{domain}/{_LABEL}"),),
        look=("launchctl", "print", f"{domain}/{_LABEL}"),
        hint=f"What it says goes to {log}",
    )


def _windows(program: Program) -> Background:
    command, *words = (*program.called, "run")
    file = program.folder / f"{NAME}.xml"
    text = f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Reads billing mail, keeps a ledger, barks</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger><Enabled>true</Enabled></LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT1M</Interval><Count>999</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(command)}</Command>
      <Arguments>{escape(" ".join(map(_windows_word, words)))}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
    return Background(
        text=text,
        file=file,
        start=(
            ("schtasks", "/Create", "/TN", NAME, "/XML", str(file), "/F"),
            ("schtasks", "/Run", "/TN", NAME),
        ),
        stop=(("schtasks", "/End", "/TN", NAME), ("schtasks", "/Delete", "/TN", NAME, "/F")),
        look=("schtasks", "/Query", "/TN", NAME),
        encoding="utf-16",
    )


def _windows_word(word: str) -> str:
    from subprocess import list2cmdline

    return list2cmdline([word])


def _cron(program: Program) -> Background:
    words = " ".join(map(quote, (*program.called, "run", "--once"))).replace("%", r"\%")
    return Background(text=f"*/15 * * * * {words} {_MARK}\n", file=None, look=("crontab", "-l"))


def _container(_: Program) -> Background:
    text = """# compose.yaml: docker compose up -d, beside deploy/Containerfile of the sources.
# config.toml lies in ./watchdog (mode 600, owner 10001) and names the password as
# { file = "/run/secrets/mailbox" }.
services:
  billing-watchdog:
    build: { context: ., dockerfile: deploy/Containerfile }
    restart: unless-stopped
    read_only: true
    user: "10001:10001"
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    mem_limit: 1g
    pids_limit: 64
    tmpfs: [/tmp]
    volumes: ["./watchdog:/home/watchdog"]
    secrets:
      - { source: mailbox, uid: "10001", mode: 0400 }
    healthcheck:
      test: ["CMD", "/opt/watchdog/bin/watchdog", "status"]
      interval: 10m
      timeout: 30s
      start_period: 10m
secrets:
  mailbox: { file: ./mailbox.secret }
"""
    return Background(text=text, file=None)


_WAYS: dict[Kind, Callable[[Program], Background]] = {
    Kind.SYSTEMD: _systemd,
    Kind.LAUNCHD: _launchd,
    Kind.WINDOWS: _windows,
    Kind.CRON: _cron,
    Kind.CONTAINER: _container,
}
