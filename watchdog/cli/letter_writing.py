"""`watchdog letter`: a letter filled in from the ledger, printed or written; nothing is sent."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import typer

from watchdog import text
from watchdog.catalog import Catalog
from watchdog.cli.failures import UsageProblem
from watchdog.cli.matters import Matter, find_matter
from watchdog.cli.whose import judged_of
from watchdog.degrees import Severity
from watchdog.findings import Finding, short_id
from watchdog.fixes import Draft, LetterKind, Unwritten, as_mail, draft_letter, usual_kind
from watchdog.fixes.model import SOMEWHERE
from watchdog.language import said_day, say
from watchdog.language.places import at_place
from watchdog.pack import make_folder, write_privately
from watchdog.places import place_name
from watchdog.setting import Setting
from watchdog.timeline.subscriptions import OVER, Subscription


def write_letter(
    setting: Setting,
    name: str,
    kind: str | None,
    language: str,
    out: Path | None,
    as_of: datetime | None,
    account: str | None,
) -> None:
    """The letter on standard output, or as NAME.txt and NAME.eml in the folder `out`."""
    catalog = setting.catalog()
    _check(kind, language, catalog)
    with setting.ledger(read_only=True) as ledger:
        judged, _ = judged_of(setting, ledger, setting.today(as_of), account)
    matter = find_matter(judged, name)
    finding = _finding(matter, kind, catalog)
    subscription = _subscription(matter, finding)
    asked = LetterKind(kind) if kind else usual_kind(finding, catalog)
    draft = draft_letter(
        asked, language, finding, subscription, catalog, family=judged.subscriptions
    )
    if isinstance(draft, Unwritten):
        raise UsageProblem(f"no {asked} letter: {draft.why}")
    if out is None:
        typer.echo(draft.text, nl=False)
    else:
        _write(draft, out, finding.id if finding else short_id(subscription.id))
    others = tuple(one for one in matter.findings if one is not finding)
    _advise(draft, subscription, finding, others, catalog)


def _check(kind: str | None, language: str, catalog: Catalog) -> None:
    kinds = [one.value for one in LetterKind]
    if kind is not None and kind not in kinds:
        raise UsageProblem(f"--kind {kind}: there is no such letter; use {', '.join(kinds)}")
    if language not in catalog.letters:
        known = ", ".join(sorted(catalog.letters))
        raise UsageProblem(f"--language {language}: no letters in it; use one of {known}")


def _finding(matter: Matter, kind: str | None, catalog: Catalog) -> Finding | None:
    """The finding that was named, else the first one that such a letter can be written for."""
    texts = next(iter(catalog.letters.values()))
    about = {LetterKind.CANCELLATION: {}, LetterKind.DISPUTE: texts.dispute}.get(
        LetterKind(kind or LetterKind.REFUND), texts.refund
    )
    owed = (one for one in matter.findings if one.severity is not Severity.INFO)
    return matter.named or next((one for one in owed if one.kind in about), None)


def _subscription(matter: Matter, finding: Finding | None) -> Subscription:
    """The one that the letter is about; UsageProblem when it could be several, or none."""
    meant = matter.subscriptions
    if not meant:
        raise UsageProblem("this bill looks fake, so there is no letter; leave it unanswered")
    if finding is not None:
        meant = tuple(one for one in meant if one.id == finding.subscription)
    if len(meant) > 1:
        meant = tuple(one for one in meant if one.status not in OVER) or meant
    if len(meant) > 1:
        told = "; ".join(
            f"{text.safe(one.id)} ({text.safe(one.title)}, {text.channel(one.channel)})"
            for one in meant
        )
        raise UsageProblem(f"there are several subscriptions, name one of them: {told}")
    return meant[0]


def _write(draft: Draft, out: Path, mark: str) -> None:
    """NAME.txt and NAME.eml; what a letter was changed into by hand is never overwritten."""
    name = f"{draft.kind}-{mark}-{draft.language}"
    contents = {f"{name}.txt": draft.text.encode(), f"{name}.eml": as_mail(draft)}
    for file, content in contents.items():
        path = out / file
        if path.exists() and path.read_bytes() != content:
            raise UsageProblem(f"{path} is there already and says something else; move it away")
    make_folder(out)
    for file, content in contents.items():
        write_privately(out / file, content)
        typer.echo(say("Wrote {file}", file=out / file), err=True)


def _advise(
    draft: Draft,
    subscription: Subscription,
    finding: Finding | None,
    others: tuple[Finding, ...],
    catalog: Catalog,
) -> None:
    """What to know before sending it, on standard error."""
    said = say("Nothing was sent. Read it, and fill in what stands in [brackets].")
    typer.echo(f"\n{said}", err=True)
    for line in _warnings(draft.kind, subscription, catalog, finding):
        typer.echo(line, err=True)
    if finding is not None and others:
        more = ", ".join(one.id for one in others)
        said = say("It is about {id}; there are more findings: {more}.", id=finding.id, more=more)
        typer.echo(said, err=True)


def _warnings(
    kind: LetterKind, subscription: Subscription, catalog: Catalog, finding: Finding | None
) -> Iterator[str]:
    channel = catalog.channels.get(subscription.channel or "")
    if kind is LetterKind.DISPUTE and channel and channel.dispute:
        yield channel.dispute
    if kind is LetterKind.CANCELLATION:
        if subscription.canceled_on is not None:
            yield say("It was cancelled on {day} already.", day=said_day(subscription.canceled_on))
        known = place_name(subscription.channel, catalog) if channel else SOMEWHERE
        name = finding.id if finding is not None else subscription.merchant
        yield say(
            "Surer and faster than a letter are the steps {at_place}: watchdog fix {name}",
            at_place=at_place(known),
            name=text.safe(name),
        )
