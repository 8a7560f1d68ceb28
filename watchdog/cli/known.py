"""`watchdog show`: all that is known of a merchant, a finding, a sum or a mail."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

import msgspec
import typer

from watchdog import text
from watchdog.cli.asked_for import by_part, give_one_of
from watchdog.cli.books import print_json
from watchdog.cli.failures import UsageProblem
from watchdog.cli.matters import goes_by
from watchdog.cli.own_words import print_words, tell_word, words_about
from watchdog.cli.whose import judged_of
from watchdog.findings import Evidence
from watchdog.judging import Judgement
from watchdog.language import said_day, say, say_many
from watchdog.meant import named, paid, sum_of
from watchdog.pipeline import knowledge
from watchdog.report import ToldFinding
from watchdog.reporting import tell_finding, tell_subscription
from watchdog.reviews import names_of
from watchdog.setting import Setting
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Subscription


def show(
    setting: Setting,
    name: str,
    as_of: datetime | None,
    account: str | None = None,
    *,
    as_json: bool,
) -> None:
    """One merchant's subscriptions and findings, or one finding, with the mails behind them; the
    payments to a merchant that belong to no subscription, or all of a sum, with its bills and
    prices; of a mail, as `explain` does, the sentence that each value came from.
    """
    from watchdog.cli.explaining import is_file, is_mail, print_explanation

    if is_file(name):
        print_explanation(setting, name, as_json=as_json)
        return
    with setting.ledger(read_only=True) as ledger:
        judged, _ = judged_of(setting, ledger, setting.today(as_of), account)
        said = _said_of(judged, name)
        if not said.is_known and is_mail(setting, name):
            print_explanation(setting, name, as_json=as_json)
            return
        if not said.is_known:
            facts = knowledge(ledger).facts
            own = [one for one in facts if account in (None, one.source.mailbox)]
            said = _said_in_part(judged, own, name)
        names = names_of(ledger.statements(), ledger, setting.catalog())
        ids = {one.id for one in said.findings}
        words = words_about(ledger, said.subscriptions, ids, said.payees)
    if as_json:
        told = [tell_word(one, names) for one in words]
        print_json({**_as_told(said, setting.today(as_of)), "words": told})
    else:
        _print_said(said)
        print_words(words, names)


def _as_told(said: "_Said", today: date) -> Mapping[str, object]:
    """What was found, as the contract has it."""
    return {
        "version": 1,
        "subscriptions": [tell_subscription(one, today=today) for one in said.subscriptions],
        "findings": said.findings,
        "payments": [tell_payment(fact) for fact in said.payments],
        "named": [tell_payment(fact) for fact in said.named],
    }


def _print_said(said: "_Said") -> None:
    for finding in said.findings:
        _print_evidence(finding.says, finding.evidence)
    for one in said.subscriptions:
        _print_history(one)
    if said.payments:
        _print_facts(say("Payments, as far as mails tell of them:"), said.payments)
    if said.named:
        _print_facts(say("Bills and prices, as mails name them:"), said.named)


class _Said(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to say of a name; `payments` only where it is about no subscription, `named`
    the bills and prices of a sum.
    """

    subscriptions: tuple[Subscription, ...] = ()
    findings: tuple[ToldFinding, ...] = ()
    payments: tuple[Fact, ...] = ()
    named: tuple[Fact, ...] = ()

    @property
    def payees(self) -> frozenset[str]:
        """Who was paid, where that is one; a sum may have been paid to anybody."""
        names = frozenset(fact.event.merchant for fact in self.payments)
        return names if len(names) == 1 else frozenset()

    @property
    def is_known(self) -> bool:
        return bool(self.subscriptions or self.findings)


def _said_of(judged: Judgement, name: str) -> _Said:
    own = tuple(one for one in judged.subscriptions if goes_by(one, name))
    names = {name, *(one.merchant for one in own if name != one.id)}
    pairs = (one for one in judged.findings if names & {one[0].id, one[0].merchant})
    return _Said(subscriptions=own, findings=tuple(tell_finding(*pair) for pair in pairs))


def _said_in_part(judged: Judgement, facts: Sequence[Fact], name: str) -> _Said:
    """By a part of a name, by the name of somebody who was paid once, or by a sum."""
    amount = sum_of(name)
    if amount is not None:
        said = _Said(payments=paid(facts, amount), named=named(facts, amount))
        if not (said.payments or said.named):
            raise UsageProblem(
                f"no payment of {name} was read, nor a bill or a price; give a name, or another sum"
            )
        return said
    if "/" in name or name.endswith(".eml"):
        raise UsageProblem(f"there is no file {name!r}; give the path of a mail, or a name")
    known = {(one.merchant, one.name) for one in judged.subscriptions}
    known |= {(fact.event.merchant, fact.event.merchant_name) for fact in facts}
    meant = by_part(name, known)
    if len(meant) > 1:
        raise UsageProblem(f"{name!r} is in several names; {give_one_of(meant)}")
    if not meant:
        names = sorted({text.safe(one.merchant) for one in judged.subscriptions})
        raise UsageProblem(f"nothing is known about {name!r}; {give_one_of(names)}")
    said = _said_of(judged, meant[0])
    if said.is_known:
        return said
    return _Said(payments=tuple(fact for fact in facts if fact.event.merchant == meant[0]))


def tell_payment(fact: Fact) -> Mapping[str, object]:
    """A payment as the JSON contract has it (docs/contracts.md)."""
    event = fact.event
    return {
        "on": fact.on,
        "kind": event.kind,
        "merchant": event.merchant,
        "name": event.merchant_name,
        "amount": event.amount,
        "message_id": fact.source.message_id,
        "subject": fact.source.subject,
    }


def _print_facts(head: str, facts: Sequence[Fact]) -> None:
    typer.echo(head)
    width = max(len(said_day(fact.on)) for fact in facts)
    for fact in facts:
        who = text.unlinked(fact.event.merchant_name, 40)
        typer.echo(f"  {_fact_line(fact, width)}  ({who})")


def _print_evidence(says: str, evidence: Iterable[Evidence]) -> None:
    typer.echo(text.safe(says))
    for one in evidence:
        day = said_day(one.on)
        typer.echo(f"  {day}  {text.unlinked(one.subject, 60)}")
        typer.echo(f"  {' ' * len(day)}  {text.unlinked(one.says, 160)}")
    typer.echo()


def _print_history(one: Subscription) -> None:
    plan = f", {text.unlinked(one.plan)}" if one.plan else ""
    plan += f" ({text.unlinked(one.account)})" if one.account else ""
    place, status = text.channel(one.channel), text.status(one.status)
    typer.echo(f"{text.unlinked(one.name)}{plan} ({place}): {status}")
    width = max((len(said_day(fact.on)) for fact in one.facts), default=0)
    for line, alike in groupby(_fact_line(fact, width) for fact in one.facts):
        count = len(list(alike))
        mails = "" if count == 1 else say_many(" ({number} mail)", " ({number} mails)", count)
        typer.echo(f"  {line}{mails}")
    typer.echo()


def _fact_line(fact: Fact, width: int) -> str:
    from watchdog.evidence import called, said_event

    event = fact.event
    amount = f"  {text.money(event.amount)}" if event.amount else ""
    due = ""
    if event.due_on is not None:
        day = said_day(event.due_on)
        said = say("taken on {day}", day=day) if event.collected else say("due on {day}", day=day)
        due = f"  {said}"
    subject = text.unlinked(fact.source.subject, 60)
    return f"{said_day(fact.on):{width}}  {said_event(called(event))}{amount}{due}  {subject}"
