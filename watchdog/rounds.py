"""What every door tells: the report of a day, whole or as far as it fits, and the letter of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING

from parsers.outcome import OutcomeKind
from watchdog import pipeline
from watchdog.config.config import Config
from watchdog.degrees import Privacy
from watchdog.findings import Finding
from watchdog.fixes import Fix
from watchdog.hearing import health_of, outages
from watchdog.judging import Judgement
from watchdog.ledger import Doubts, Ledger, Reread
from watchdog.outages import Outage
from watchdog.rates import Rates, read_rates
from watchdog.report import Copied, Coverage, Health, Report, ToldSubscription
from watchdog.reporting import build_report, tell_subscription
from watchdog.resolutions import Resolution, resolutions
from watchdog.screenful import Aside, Screenful, aside, screenful
from watchdog.setting import Setting
from watchdog.timeline.corrections import corrections
from watchdog.totals import in_one_currency
from watchdog.views.brief import Brief, brief_of_all

if TYPE_CHECKING:
    from watchdog.answers.answer import Question
    from watchdog.digest.letter import Digest

LARGE = 20_000  # mails; with fewer everything is judged each time


def read_anew(setting: Setting, ledger: Ledger, sender: str) -> Reread:
    """Read the kept mail of a sender (an address, or a domain) again, with what the user has
    taught by now.
    """
    from watchdog.own_mail import learned_addresses
    from watchdog.reading import open_reader

    known = setting.known(ledger.statements(), ledger.met(), learned_addresses(ledger))
    with open_reader(known) as read:
        return ledger.reread(lambda raw, at, arrived: read(raw, at, arrived).outcome, sender=sender)


def make_report(
    setting: Setting, ledger: Ledger, today: date, account: str | None = None
) -> tuple[Judgement, Report]:
    """The judgement of a day and the report made of it; of all, or of one mailbox alone."""
    config = setting.config_or_default()
    judged = pipeline.judge(
        ledger,
        catalog=setting.catalog(),
        today=today,
        reminders=setting.reminders(),
        off=config.notify.off,
        outages=_outages(setting, ledger),
    )
    if account is not None:
        from watchdog.one_mailbox import judgement_of

        judged = judgement_of(judged, account, ledger)
    report = _report(
        setting,
        ledger,
        today,
        tuple(tell_subscription(one, today=today) for one in judged.subscriptions),
        judged.findings,
        resolutions(_told(ledger), judged.subscriptions, today=today),
        account,
    )
    return judged, report


def make_brief(
    setting: Setting,
    ledger: Ledger,
    today: date,
    keeper: Callable[[], AbstractContextManager[Ledger]] | None = None,
    account: str | None = None,
) -> tuple[Brief, Report]:
    """The same for whom needs no mails: of a large ledger only that is judged of which there is
    news, and kept for the next time in what `keeper` opens for writing.
    """
    if not _is_kept(setting, ledger, today):
        judged, report = make_report(setting, ledger, today, account)
        return brief_of_all(judged, resolved=report.resolved, today=today), report
    # What follows is worth its time for large ledgers only.
    from watchdog.briefing import brief_of

    brief = brief_of(
        ledger,
        _question(setting, today),
        told=_told(ledger),
        outages=_outages(setting, ledger),
        keeper=keeper,
    )
    if account is not None:
        from watchdog.one_mailbox import brief_of_one

        brief = brief_of_one(brief, account, ledger)
    return brief, _report(
        setting, ledger, today, brief.subscriptions, brief.findings, brief.resolved, account
    )


def make_screenful(
    setting: Setting,
    ledger: Ledger,
    today: date,
    keeper: Callable[[], AbstractContextManager[Ledger]],
    account: str | None = None,
) -> tuple[Screenful, Aside]:
    """What fits one screen of the same; of a large ledger it is kept as a whole."""
    if account is not None or not _is_kept(setting, ledger, today):
        brief, report = make_brief(setting, ledger, today, keeper, account)
        return screenful(report, brief.ahead, brief.prices), aside(report, now=setting.now())
    from watchdog.at_once import screenful_of

    said = screenful_of(
        ledger,
        _question(setting, today),
        told=_told(ledger),
        outages=_outages(setting, ledger),
        keeper=keeper,
    )
    return said, Aside(
        now=setting.now(),
        coverage=_coverage(ledger),
        health=_health(setting, ledger),
        converted=in_one_currency(said.totals, _rates(setting.config_or_default(), today)),
    )


def _report(
    setting: Setting,
    ledger: Ledger,
    today: date,
    subscriptions: Sequence[ToldSubscription],
    findings: Iterable[tuple[Finding, Fix]],
    resolved: Sequence[Resolution],
    account: str | None,
) -> Report:
    """The books of a day, with how well we hear and what the user's rates make of them."""
    return build_report(
        today=today,
        account=account,
        subscriptions=subscriptions,
        findings=findings,
        coverage=_coverage(ledger, account),
        health=_health(setting, ledger, account),
        copied=_copied(ledger, account),
        resolved=resolved,
        rates=_rates(setting.config_or_default(), today),
    )


def _is_kept(setting: Setting, ledger: Ledger, today: date) -> bool:
    """Whether what is said of a day is kept: in a file, of many mails, and today."""
    return ledger.answers.are_kept and ledger.revision()[0] >= LARGE and today == setting.today()


def _question(setting: Setting, today: date) -> "Question":
    from watchdog.answers.answer import Question
    from watchdog.briefing import program

    return Question(
        catalog=setting.catalog(),
        today=today,
        reminders=setting.reminders(),
        off=setting.config_or_default().notify.off,
        program=program(),
    )


def _outages(setting: Setting, ledger: Ledger) -> tuple[Outage, ...]:
    accounts = {one.name for one in setting.config_or_default().accounts}
    return outages(ledger.checks.all(), now=setting.now(), accounts=accounts)


def _told(ledger: Ledger) -> dict[str, date]:
    """When each finding was first told, by its id."""
    return {key: one.first_at.date() for key, one in ledger.outbox.told().items()}


def _rates(config: Config, today: date) -> Rates | str | None:
    """The user's rates, or why they cannot be read: a report goes on without them."""
    given = config.rates
    if given is None:
        return None
    if given.file is None:
        return Rates(into=given.into, worth=given.worth, on=given.on)
    file = given.file.expanduser()
    try:
        return read_rates(file.read_text("utf-8"), given.into, today=today)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        return f"rates.file: {file} cannot be read ({reason.lower()}); see who may read it"
    except ValueError as error:
        return f"rates.file: {file}, {error}"


def make_digest(
    setting: Setting, ledger: Ledger, today: date, privacy: Privacy = Privacy.FULL
) -> "Digest":
    """The letter of a day, saying as much as its reader may have."""
    from watchdog.digest.letter import letter_of  # a report writes none

    judged, report = make_report(setting, ledger, today)
    return letter_of(report, judged.subscriptions, privacy)


def doubts(ledger: Ledger, account: str | None = None) -> Mapping[OutcomeKind, Doubts]:
    """How many mails do not count, and of how many nobody has said yet what they are."""
    return ledger.doubts(corrections(ledger.statements()), account)


def _coverage(ledger: Ledger, account: str | None = None) -> Coverage:
    counts = ledger.counts(account)
    outcomes = {str(kind): count for kind, count in counts.messages.items()}
    outcomes[OutcomeKind.IGNORED] = counts.ignored
    messages = sum(outcomes.values())
    open_ = doubts(ledger, account)
    outcomes |= {str(kind): one.mails for kind, one in open_.items()}
    outcomes[OutcomeKind.QUARANTINED] += counts.unreadable  # set aside too, only sooner
    return Coverage(
        seen=counts.seen,
        messages=messages,
        fakes=sum(one.fakes for one in open_.values()),
        by_header=counts.by_header,
        **outcomes,
    )


def _copied(ledger: Ledger, account: str | None) -> tuple[Copied, ...]:
    if account is None:
        return ()
    return tuple(
        Copied(mailbox=box, mails=n)
        for box, n in sorted(ledger.mailboxes.copies_in(account).items())
    )


def _health(setting: Setting, ledger: Ledger, account: str | None = None) -> Health:
    return health_of(setting.config_or_default().accounts, ledger, account)
