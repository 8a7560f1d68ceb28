"""What is settled once mail was read: where news goes, the day of the letter, who starts it."""

import os
from pathlib import Path
from typing import get_args

import msgspec

from watchdog import text
from watchdog.cli.asking import Asker
from watchdog.cli.channel import keep_channel, offer_channel
from watchdog.cli.failures import UsageProblem
from watchdog.cli.posting import offer_letter
from watchdog.cli.serving import install, usual_kind
from watchdog.cli.so_far import so_far
from watchdog.config.tables import SecretSource, Weekday
from watchdog.config.writing import set_digest_day
from watchdog.credentials import resolve
from watchdog.language import say, spoken
from watchdog.rounds import make_brief
from watchdog.setting import Setting

_DAYS: tuple[Weekday, ...] = get_args(Weekday)


class Afterwards(msgspec.Struct, frozen=True, kw_only=True):
    """What the options say of it; None is asked for, where somebody can be asked."""

    notify_url_file: Path | None = None
    digest_day: Weekday | None = None
    smtp: str | None = None
    service: bool | None = None


def settle(setting: Setting, asker: Asker, after: Afterwards, news: str) -> None:
    """Each step alone: watchdog notify add, digest --server, digest --day, service install."""
    if after.notify_url_file is not None:
        keep_channel(setting, asker, _url_in(after.notify_url_file, "--notify-url-file"), news)
    else:
        offer_channel(setting, asker, news)
    offer_letter(setting, asker, after.smtp)
    _choose_day(setting, asker, after.digest_day)
    _begin(setting, asker, after.service)


def _choose_day(setting: Setting, asker: Asker, given: Weekday | None) -> None:
    usual = setting.config().schedule.digest_weekday
    day = given
    if day is None and asker.someone:
        day = asker.ask(
            say("Day of the weekly letter"),
            option="--digest-day",
            check=to_weekday,
            default=_named(usual),
        )
    if day is not None:
        keep_day(setting, asker, day)


def keep_day(setting: Setting, asker: Asker, day: Weekday) -> None:
    """Write the day of the letter down, and say what the letter still needs."""
    config, file = setting.config(), setting.config_to_change()
    if day != config.schedule.digest_weekday and not set_digest_day(file, day):
        asker.tell(
            say(
                "[schedule] in {file} is not as it was: set digest_weekday there by hand.",
                file=file,
            )
        )
    if config.digest is None:
        asker.tell(
            say("  It is sent once a server is named: watchdog digest --server smtp.example.org")
        )


def change_day(setting: Setting, day: str) -> None:
    """`watchdog digest --day`: another day from now on; UsageProblem for what is none."""
    keep_day(setting, Asker(yes=True), to_weekday(day))


def add_channel(setting: Setting, file: Path | None) -> None:
    """`watchdog notify add`: a place for urgent news, typed or out of a file, tried at once."""
    asker = Asker()
    with setting.ledger(read_only=True) as ledger:
        _, report = make_brief(setting, ledger, setting.today())
    if file is not None:
        keep_channel(setting, asker, _url_in(file, "--url-file"), so_far(report))
    elif asker.someone:
        offer_channel(setting, asker, so_far(report))
    else:
        raise UsageProblem("nobody can be asked here for: the URL; give --url-file FILE")


def _url_in(file: Path, option: str) -> str:
    """The URL that a private file holds; CredentialProblem."""
    return resolve(SecretSource(file=file.expanduser()), where=option, environ=os.environ)


def to_weekday(answer: str) -> Weekday:
    """A weekday in English or as the user says it, its beginning is enough; UsageProblem for
    anything else.
    """
    wanted = answer.strip().lower()
    meant = [
        day
        for day in _DAYS
        if wanted and (day.startswith(wanted) or _named(day).lower().startswith(wanted))
    ]
    if len(meant) != 1:
        raise UsageProblem(f"{text.safe(answer, 40)!r} is no weekday; give one such as monday")
    return meant[0]


def _named(day: Weekday) -> str:
    """The day in the user's language, which is what options take where that is English."""
    if spoken().words == "en":
        return day
    from watchdog.language.figures import weekdays

    return weekdays()[_DAYS.index(day)][1]


def _begin(setting: Setting, asker: Asker, given: bool | None) -> None:
    """Let the system start it, if the person or an option says so."""
    kind = usual_kind()
    question = say("Let {what} start it now and at every login?", what=kind.value)
    wanted = asker.agrees(question, default=True) if given is None and asker.someone else given
    if not wanted:
        return
    try:
        install(setting, kind, only_print=False)
    except UsageProblem as problem:
        if given:
            raise
        asker.tell(f"  {text.safe(str(problem))}")
