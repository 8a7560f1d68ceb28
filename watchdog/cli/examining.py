"""What `watchdog doctor` looks at: each part alone, whatever became of those before it."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from shlex import quote

import msgspec

from watchdog import text
from watchdog.accounts import credential_of, endpoint_of
from watchdog.catalog import load_catalog
from watchdog.catalog.own import own_files, with_own
from watchdog.cli.failures import ERROR, TEMPORARY, USAGE, exit_code
from watchdog.cli.tenancy import tenants_beside
from watchdog.config.accounts import Account
from watchdog.config.config import Config, ConfigError, init_command
from watchdog.config.outlets import SmtpSettings
from watchdog.config.tables import SecretSource
from watchdog.credentials import CredentialProblem, resolve, safe_backends
from watchdog.daemon.heart import heartbeat_file, read_beat
from watchdog.ledger import LedgerProblem, LedgerProblemKind
from watchdog.mailbox.mailbox import MailboxProblem, ProblemKind
from watchdog.setting import Setting
from watchdog.signatures import is_installed
from watchdog.trial import count_mails
from watchdog.vouching import voucher_of

_AGAIN = "then: watchdog doctor"


class State(StrEnum):
    """A note wants nothing to be mended."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One part: what was seen, the next command if something is wrong, and the exit code."""

    part: str
    state: State
    says: str
    next: str | None = None
    code: int = 0


def examine(setting: Setting, *, offline: bool) -> Iterator[Check]:
    """Every part, the network ones last; `offline` asks no server."""
    config_file = setting.folders().config_file
    config = _config(setting)
    if isinstance(config, Config):
        count = len(config.accounts)
        where = setting.where_configured()
        yield _ok("configuration", f"{where}, {count} account{'' if count == 1 else 's'}")
    else:
        yield _bad_config(config_file, config)
    yield _own_catalog(setting)
    yield _keyring()
    if isinstance(config, Config):
        yield from _configured(setting, config, offline=offline)


def _config(setting: Setting) -> Config | ConfigError:
    try:
        return setting.config()
    except ConfigError as problem:
        return problem


def _configured(setting: Setting, config: Config, *, offline: bool) -> Iterator[Check]:
    """What only a configuration leads to."""
    yield from _ledger(setting)
    if many := _tenants(setting):
        says = f"{many} tenant{'' if many == 1 else 's'} on this server, none of it is read here"
        yield _ok("accounts", f"{says}; how they are: watchdog fleet status")
        return
    if not config.accounts:
        says = "there is no mailbox to read"
        yield _note("accounts", says, "watchdog account add you@example.org")
    for account in config.accounts:
        yield _account(setting, account, offline=offline)
        yield from _vouching(setting, account)
        if account.check_signatures and not is_installed():
            says = "check_signatures needs the extra; until then no signature is checked here"
            yield _note(f"account {account.name}", says, "pip install 'billing-watchdog[dkim]'")
    yield from _ways_out(setting, config, offline=offline)
    yield _daemon(setting)


def _tenants(setting: Setting) -> int:
    """How many are looked after where nothing else is done; the ledger's own troubles are told."""
    if not setting.on_server():
        return 0
    with suppress(LedgerProblem, CredentialProblem), setting.ledger(read_only=True) as ledger:
        return tenants_beside(setting, ledger)
    return 0


def _ok(part: str, says: str) -> Check:
    return Check(part=part, state=State.OK, says=says)


def _note(part: str, says: str, next_: str) -> Check:
    return Check(part=part, state=State.NOTE, says=says, next=next_)


def _problem(part: str, problem: Exception | str, next_: str, code: int | None = None) -> Check:
    if code is None and isinstance(problem, Exception):
        code = exit_code(problem)
    said = text.safe(str(problem))
    return Check(part=part, state=State.PROBLEM, says=said, next=next_, code=code or ERROR)


def _bad_config(path: Path, problem: ConfigError) -> Check:
    if not path.exists():
        return _problem("configuration", problem, init_command(path))
    _, run, command = str(problem).partition("run: ")
    return _problem(
        "configuration", problem, command if run else f"edit {quote(str(path))}, {_AGAIN}"
    )


def _edit(setting: Setting, key: str = "") -> str:
    if setting.tenant is not None:
        return f"{setting.give_again()}{f', with another {key} in it' if key else ''}, {_AGAIN}"
    file = quote(str(setting.folders().config_file))
    return f"edit {key + ' in ' if key else ''}{file}, {_AGAIN}"


def _own_catalog(setting: Setting) -> Check:
    files = own_files(setting.own_catalog())
    _, complaints = with_own(load_catalog(), files)
    if complaints:
        return _problem("own catalogue", complaints[0], "watchdog catalog check", USAGE)
    return _ok("own catalogue", f"{len(files)} file{'' if len(files) == 1 else 's'} of your own")


def _keyring() -> Check:
    """A session without a keyring is no fault: who configured one is told at his account."""
    try:
        safe_backends()
    except CredentialProblem:
        return _ok("keyring", "none in this session; what you type is kept in private files")
    return _ok("keyring", "is there and protects what it keeps")


def _ledger(setting: Setting) -> Iterator[Check]:
    if setting.on_server():
        yield _server(setting)
        return
    file = setting.ledger_file()
    if not file.exists():
        yield _note("ledger", f"{file}: not there yet", "watchdog scan")
        return
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        says = f"{file}: others on this computer can read it"
        yield _problem("ledger", says, f"chmod 600 {quote(str(file))}", USAGE)
    try:
        with setting.ledger(read_only=True) as ledger:
            ledger.place.check()
            seen = ledger.counts().seen
    except LedgerProblem as problem:
        yield _problem("ledger", problem, f"as it says, {_AGAIN}")
    else:
        yield _ok("ledger", f"{file}, whole, {seen} mails seen")


def _server(setting: Setting) -> Check:
    """One look: it answers, keeps owners apart, and holds so much."""
    place = setting.config_or_default().ledger.place
    try:
        with setting.ledger(read_only=True) as ledger:
            ledger.place.check()
            seen = ledger.counts().seen
    except LedgerProblem as problem:
        if problem.kind is LedgerProblemKind.MISSING and "none yet" in str(problem):
            return _note("ledger", f"{place}: not there yet", "watchdog scan")
        return _problem("ledger", problem, f"as it says, {_AGAIN}")
    except CredentialProblem as problem:
        edit = _edit(setting, "ledger.password")
        return _problem("ledger", problem, edit)
    return _ok("ledger", f"{place} answers, owners are kept apart, {seen} mails seen")


def _account(setting: Setting, account: Account, *, offline: bool) -> Check:
    part = f"account {text.safe(account.name, 60)}"
    next_ = f"watchdog account test {quote(account.name)}"
    try:
        now = setting.now().timestamp()
        if offline and account.oauth is not None:
            return _ok(part, "not asked (--offline)")
        credential = credential_of(account, setting.tokens(), environ=os.environ, now=now)
        if offline:
            return _ok(part, "the password is there; the server was not asked (--offline)")
        counts = count_mails(endpoint_of(account), credential, account.folders)
    except (CredentialProblem, MailboxProblem) as problem:
        if account.oauth is not None and exit_code(problem) not in (USAGE, TEMPORARY):
            next_ = f"watchdog account sign-in {quote(account.name)}"
        elif account.password is not None and _is_refused(problem):
            next_ = f"watchdog account password {quote(account.name)}"
        return _problem(part, problem, next_)
    told = ", ".join(f"{text.safe(name, 60)} ({count} mails)" for name, count in counts.items())
    wire = {"implicit": "TLS verified", "starttls": "STARTTLS verified"}.get(account.tls, "no TLS")
    return _ok(part, f"{account.host}:{account.port} found, {wire}, signed in; read-only: {told}")


def _is_refused(problem: Exception) -> bool:
    return isinstance(problem, MailboxProblem) and problem.kind is ProblemKind.SIGN_IN


def _vouching(setting: Setting, account: Account) -> Iterator[Check]:
    """A server that was learned and has another name now; the ledger's own troubles stand above."""
    if not setting.ledger_file().exists() or setting.on_server():
        return
    with suppress(LedgerProblem), setting.ledger(read_only=True) as ledger:
        found = voucher_of(ledger, account)
        if found.has_changed:
            was, now = (text.safe(one, 60) for one in (", ".join(found.servers), found.now))
            says = f"its mail server was {was} and calls itself {now} now, which is not believed"
            next_ = _edit(setting, "trusted_servers")
            yield _note(f"account {text.safe(account.name, 60)}", says, next_)


def _ways_out(setting: Setting, config: Config, *, offline: bool) -> Iterator[Check]:
    """The letter's server, each notification URL and the ping."""
    if config.digest is not None:
        yield _smtp(setting, config, config.digest.smtp, offline=offline)
    for number, url in enumerate(config.notify.places):
        yield _target(setting, url, f"notify.urls[{number}]")
    if not config.tells:
        says = "nobody would be told: no [notify], [digest], [[webhooks]] or [mqtt] is set"
        mend = _edit(setting) if setting.tenant is not None else f"watchdog notify add, {_AGAIN}"
        yield _note("telling", says, mend)
    ping = config.health.ping_url
    if isinstance(ping, SecretSource):
        try:
            resolve(ping, where="health.ping_url", environ=os.environ)
            yield _ok("health.ping_url", "is there")
        except CredentialProblem as problem:
            yield _problem("health.ping_url", problem, _edit(setting, "health.ping_url"))


def _smtp(setting: Setting, config: Config, smtp: SmtpSettings, *, offline: bool) -> Check:
    from watchdog.delivery.delivery import DeliveryProblem, greet_server
    from watchdog.mailing import letter_credential

    try:
        secret = letter_credential(setting, config)
        if offline:
            return _ok("digest.smtp", "not asked (--offline)")
        greet_server(smtp, secret)
    except CredentialProblem as problem:
        return _problem("digest.smtp", problem, _edit(setting, "digest.smtp.password"))
    except DeliveryProblem as problem:
        code = USAGE if problem.permanent else TEMPORARY
        return _problem("digest.smtp", problem, _edit(setting, "digest.smtp"), code)
    signed = "signed in" if smtp.user is not None else "nobody signs in"
    return _ok("digest.smtp", f"{smtp.host}:{smtp.port} answers, {signed}; nothing was sent")


def _target(setting: Setting, url: str | SecretSource, part: str) -> Check:
    from watchdog.delivery.delivery import is_target

    try:
        plain = url if isinstance(url, str) else resolve(url, where=part, environ=os.environ)
    except CredentialProblem as problem:
        return _problem(part, problem, _edit(setting, part))
    if not is_target(plain):
        return _problem(part, "is no URL that Apprise knows", _edit(setting, part), USAGE)
    return _ok(part, "a service that is known; nothing was sent")


def _daemon(setting: Setting) -> Check:
    if setting.tenant is not None:
        return _ok("daemon", "workers read it; how they are: watchdog fleet status")
    if read_beat(heartbeat_file(setting.ledger_file())) is None:
        return _note("daemon", "nobody watches", "watchdog run")
    return _ok("daemon", "was started; watchdog status says how it is")
