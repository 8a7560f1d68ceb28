"""The configuration: what loads, and what every mistake is told."""

import re
import tomllib
from datetime import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from watchdog.config.accounts import Account
from watchdog.config.config import Config, ConfigError, load_config
from watchdog.config.outlets import SmtpSettings
from watchdog.config.tables import SecretSource
from watchdog.degrees import Severity
from watchdog.paths import Home, home_folders, make_private

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
ACCOUNT = """
[[accounts]]
name = "personal"
host = "imap.example.org"
user = "you@example.org"
password = { env = "MAIL_PASSWORD" }
"""
OWN_DAYS = "[[reminders.merchants]]\nmerchant = 'coursera'\n"
ANSWERS = ACCOUNT.replace("password", "# password")


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return path


def refused(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as raised:
        load_config(written(folder, text))
    told = str(raised.value)
    assert "\n" not in told
    assert told.startswith(f"{folder / 'config.toml'}: ")
    return told.removeprefix(f"{folder / 'config.toml'}: ")


def test_an_empty_file_is_all_defaults(tmp_path: Path) -> None:
    assert load_config(written(tmp_path, "")) == Config()


def test_the_example_shows_the_whole_shape(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, uncommented(EXAMPLE.read_text("utf-8"))))
    assert [account.name for account in config.accounts] == [
        "personal",
        "gmail",
        "fastmail",
        "outlook",
        "own-client",
        "token",
        "self-hosted",
    ]
    assert config.accounts[0].password == SecretSource(keyring="billing-watchdog")
    assert config.accounts[-1].ca_file == Path("~/.config/billing-watchdog/ca.pem").expanduser()
    assert config.digest is not None
    assert config.digest.sender == "you@example.org"
    assert config.schedule.digest_clock == time(8, 0)
    assert config.notify.level is Severity.ACT_NOW


def test_the_example_as_it_stands_loads(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, EXAMPLE.read_text("utf-8")))
    assert [account.name for account in config.accounts] == ["personal"]
    assert config.digest is None


def test_what_the_example_comments_out_is_what_holds_without_it(tmp_path: Path) -> None:
    plain = load_config(written(tmp_path, EXAMPLE.read_text("utf-8")))
    full = load_config(written(tmp_path, uncommented(EXAMPLE.read_text("utf-8"))))
    assert full.schedule == plain.schedule
    assert msgspec.structs.replace(full.reminders, merchants=()) == plain.reminders
    assert plain.locale is None  # that of the environment
    assert full.notify.level == plain.notify.level
    assert full.ledger.keep_mail == plain.ledger.keep_mail
    for key in ("tls", "port", "folders", "look_back_days"):
        assert getattr(full.accounts[0], key) == getattr(plain.accounts[0], key), key


def test_every_key_stands_in_the_example() -> None:
    told = keys_of(tomllib.loads(uncommented(EXAMPLE.read_text("utf-8"))))
    secret = {f"password.{kind}" for kind in ("keyring", "command", "file", "env", "systemd")}
    shape = keys_of_shape(msgspec.inspect.type_info(Config))
    assert {
        key
        for key in shape
        if not re.search(r"(password|token|client_secret|secret|urls|ping_url)\.", key)
    } <= told | {"digest.smtp.token", "digest.smtp.account"}
    for instead in ("token", "account"):
        assert f"\n#   {instead} = " in EXAMPLE.read_text("utf-8"), "in place of a password"
    for kind in secret:
        assert f"{{ {kind.removeprefix('password.')} = " in EXAMPLE.read_text("utf-8")


def test_the_example_is_commented_in_words() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    assert max(len(line) for line in lines) <= 100
    assert not [line for line in lines if line != line.rstrip()]


MICROSOFT = (
    "accounts = [{name='o', host='h', user='u', oauth={provider='microsoft', client_id='c'}}]\n"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("currency = 1", "currency: unknown key; allowed: version, timezone, locale,"),
        ("timezon = 'UTC'", "timezon: unknown key; did you mean 'timezone'? allowed: "),
        (ACCOUNT + "prot = 1", "accounts[0].prot: unknown key; did you mean 'port'?"),
        (ACCOUNT + "port = '993'", "accounts[0].port: must be a whole number, not a text"),
        (ACCOUNT + "port = 0", "accounts[0].port: must be a whole number of at least 1"),
        (ACCOUNT + "port = 65536", "accounts[0].port: must be a whole number of at most 65535"),
        (ACCOUNT + "tls = 'ssl'", "accounts[0].tls: 'ssl' is not allowed; allowed: 'implicit',"),
        (ACCOUNT + "tls = 'none'", 'accounts[0].tls: "none" is for this computer itself only'),
        (ACCOUNT + "folders = 'INBOX'", "accounts[0].folders: must be a list in [ ], not a text"),
        (ACCOUNT + "folders = []", "accounts[0].folders: must name at least one folder"),
        (ACCOUNT + "ca_file = 'ca.pem'", "accounts[0].ca_file: must be a whole path"),
        (ACCOUNT + "ca_file = 3", "accounts[0].ca_file: must be a path in quotes"),
        (ACCOUNT + "addresses = ['A <a@b.c>']", "accounts[0].addresses: must be a bare address"),
        (ACCOUNT + ACCOUNT, "accounts: two of them are named 'personal'"),
        (ACCOUNT.replace("imap.", "imaps://imap."), "accounts[0].host: must be a bare host name"),
        (ACCOUNT.replace("you@", "you\\r\\n@"), "accounts[0].user: must be the sign-in name"),
        (ACCOUNT.replace("name =", "#"), "accounts[0].name: is missing and has no default"),
        (ANSWERS, "accounts[0].password: give exactly one of password, token and oauth"),
        (
            ACCOUNT + "token = { env = 'TOKEN' }",
            "accounts[0].password: give exactly one of password, token and oauth",
        ),
        (
            ACCOUNT + "certificate = 'ab:cd'",
            "accounts[0].certificate: must be the SHA-256 of the certificate, 64 hex digits",
        ),
        (
            ANSWERS + "oauth = { provider = 'custom', client_id = 'a' }",
            'accounts[0].oauth.provider: "custom" needs authorize_url and token_url',
        ),
        (
            ANSWERS + "oauth = { provider = 'microsoft', client_id = 'a', authority = 'http://x' }",
            "accounts[0].oauth.authority: must begin with https://",
        ),
        (ANSWERS + "password = {}", "accounts[0].password: needs exactly one of keyring, command"),
        (ANSWERS + "password = {env='A',file='/b'}", "accounts[0].password: needs exactly one of"),
        (ANSWERS + "password = {env=''}", "accounts[0].password.env: must not be empty"),
        (ANSWERS + "password = {file='b'}", "accounts[0].password.file: must be a whole path"),
        (ANSWERS + "password = {enf='B'}", "accounts[0].password.enf: unknown key; did you mean"),
        ("timezone = 'Europe/Berln'", "timezone: 'Europe/Berln' is not known"),
        ("timezone = '../etc'", "timezone: '../etc' is not known"),
        ("locale = 'xx-nowhere'", "locale: 'xx-nowhere' is not known"),
        ("version = 2", "version: 2 is not allowed; allowed: 1"),
        ("[schedule]\ndigest_time = '8:00'", "schedule.digest_time: must be hours and minutes"),
        ("[schedule]\ndigest_weekday = 'mon'", "schedule.digest_weekday: 'mon' is not allowed;"),
        ("[schedule]\npoll_minutes = 0", "schedule.poll_minutes: must be a whole number of at"),
        ("[reminders]\ntrial_days = [3, -1]", "reminders.trial_days[1]: must be a whole number"),
        ("[reminders]\nlast_safe_day = 1", "reminders.last_safe_day: must be true or false"),
        (OWN_DAYS + "trial_days = ['3']", "reminders.merchants[0].trial_days[0]: must be a whole"),
        (OWN_DAYS + "trail_days = [3]", "reminders.merchants[0].trail_days: unknown key; did you"),
        (OWN_DAYS + OWN_DAYS, "reminders.merchants: two of them are for 'coursera'"),
        (OWN_DAYS.replace("cou", "Cou"), "reminders.merchants[0].merchant: must be the id of a"),
        ("[ledger]\nkeep_mail = 'some'", "ledger.keep_mail: 'some' is not allowed; allowed: 'all'"),
        ("[notify]\nlevel = 'high'", "notify.level: 'high' is not allowed; allowed: 'act_now',"),
        ("[notify]\nurls = [{}]", "notify.urls[0]: needs exactly one of"),
        ("[notify]\nurls = [{foo = 1}]", "notify.urls[0].foo: unknown key; allowed: keyring"),
        ("[notify]\nurls = [3]", "notify.urls[0]: must be a text in quotes or a table"),
        ("[digest]\nto = 'a@example.org'", "digest.from: is missing and has no default"),
        (
            "[digest]\nto = 'a'\nfrom = 'a@example.org'\nsmtp = { host = 'localhost' }",
            "digest.to: must be a bare address",
        ),
        (
            "digest = {to='a@b.c', from='d', smtp={host='localhost'}}",
            "digest.from: must be a bare address",
        ),
        (
            "digest = {to='a@b.c', from='a@b.c', smtp={host='x', user='y'}}",
            "digest.smtp.user: belongs together with password",
        ),
        (
            "digest = {to='a@b.c', from='a@b.c', smtp={host='x', account='gmx'}}",
            "digest.smtp.account: no account is called 'gmx' (accounts: none)",
        ),
        (
            "digest = {to='a', from='a', smtp={host='x', account='gmx', token={env='T'}}}",
            "digest.smtp.password: give at most one of password, token and account",
        ),
        (
            MICROSOFT + "digest = {to='a@b.c', from='a@b.c', smtp={host='x', account='o'}}",
            "digest.smtp.account: 'o' may only read mail so far; add 'https://outlook.office",
        ),
        ("a = 1\nb = = 2", "not TOML: invalid value (at line 2, column 5)"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    assert refused(tmp_path, text).startswith(told)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("version = 1\n\nversoin = 2", 3),
        ("[digest]\nto = 'a@example.org'", 1),
        ("# notes\n[schedule]\n# often\npoll_minutes = 0", 4),
        (OWN_DAYS + "trial_days = [1]\n" + OWN_DAYS.replace("coursera", "calm") + "x = 1", None),
        ("digest = {to='a@b.c', from='a@b.c', smtp={host='x', user='y'}}", 1),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int | None) -> None:
    told = refused(tmp_path, text)
    expected = line or len(text.splitlines())
    assert told.endswith(f" (line {expected})"), told


@pytest.mark.parametrize(
    "text", [ANSWERS + "password = 'hunter2!'", "[notify]\nurls = ['hunter2!']"]
)
def test_a_secret_in_the_wrong_place_is_not_repeated(tmp_path: Path, text: str) -> None:
    assert "hunter2" not in refused(tmp_path, text)


def test_an_inline_password_is_told_where_it_belongs(tmp_path: Path) -> None:
    told = refused(tmp_path, ANSWERS + "password = 'hunter2!'")
    assert told.startswith("accounts[0].password: must not stand in the file")
    assert "{ keyring = " in told


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_file_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    path = written(tmp_path, "", mode)
    with pytest.raises(ConfigError, match=f"run: chmod 600 {path}$"):
        load_config(path)


def test_a_link_to_a_file_open_to_others_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(written(tmp_path, "", 0o644))
    with pytest.raises(ConfigError, match="chmod 600"):
        load_config(link)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"make one: watchdog --home .* init; .*watchdog demo"):
        load_config(tmp_path / "none.toml")


def test_what_is_no_text_file_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with pytest.raises(ConfigError, match=r"no ordinary file|cannot be read"):
        load_config(tmp_path)
    path = written(tmp_path, "")
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_config(path)


@pytest.mark.parametrize(
    ("tls", "imap", "smtp"), [("implicit", 993, 465), ("starttls", 143, 587), ("none", 143, 25)]
)
def test_the_usual_port_follows_from_tls(tls: Any, imap: int, smtp: int) -> None:
    secret = SecretSource(env="A")
    account = Account(name="a", host="127.0.0.1", tls=tls, user="u", password=secret)
    assert account.port == imap
    assert SmtpSettings(host="localhost", tls=tls).port == smtp


def test_notification_urls_stay_out_of_what_is_printed(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, "[notify]\nurls = ['tgram://hunter2/1']"))
    assert config.notify.urls == ("tgram://hunter2/1",)
    assert "hunter2" not in repr(config)


def test_one_folder_holds_everything_when_asked(tmp_path: Path) -> None:
    expected = Home(
        config_file=tmp_path / "config.toml",
        ledger_file=tmp_path / "ledger.sqlite3",
        lock_file=tmp_path / "ledger.sqlite3.lock",
    )
    assert home_folders(tmp_path, {"WATCHDOG_HOME": "/elsewhere"}) == expected
    assert home_folders(None, {"WATCHDOG_HOME": str(tmp_path)}) == expected


def test_the_platform_has_folders_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    home = home_folders(None, {})
    assert home.config_file.parent.name == "billing-watchdog"
    assert home.ledger_file.parent.name == "billing-watchdog"


def test_the_lock_goes_where_the_ledger_is(tmp_path: Path) -> None:
    home = home_folders(tmp_path, {})
    assert home.with_ledger(None) == home
    moved = home.with_ledger(Path("/srv/money.db"))
    assert moved.lock_file == Path("/srv/money.db.lock")
    assert moved.config_file == home.config_file


def test_new_folders_are_private_and_old_ones_stay(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private(tmp_path / "a" / "b")
    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "a" / "b", tmp_path / "a")]
    assert modes == [0o700, 0o700]
    make_private(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def uncommented(text: str) -> str:
    """The example with every key and table that it comments out switched on."""
    return re.sub(r"(?m)^# (?=[a-z_]+ = |\[)", "", text)


def keys_of(table: dict[str, Any], prefix: str = "") -> set[str]:
    found: set[str] = set()
    for key, value in table.items():
        found.add(prefix + key)
        for each in value if isinstance(value, list) else [value]:
            found |= keys_of(each, f"{prefix}{key}.") if isinstance(each, dict) else set()
    return found


def keys_of_shape(shape: Any, prefix: str = "") -> set[str]:
    if isinstance(shape, msgspec.inspect.StructType):
        parts = [
            keys_of_shape(field.type, f"{prefix}{field.encode_name}.") for field in shape.fields
        ]
        return {prefix + field.encode_name for field in shape.fields}.union(*parts)
    inner = [*getattr(shape, "types", ()), getattr(shape, "item_type", None)]
    return set().union(*(keys_of_shape(each, prefix) for each in inner if each is not None))
