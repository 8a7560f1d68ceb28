"""`watchdog evidence`: a folder and a ZIP that prove what happened; nothing is sent."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path

import typer

from watchdog import text
from watchdog.catalog import Catalog
from watchdog.cli.failures import UsageProblem
from watchdog.cli.matters import Matter, find_matter
from watchdog.cli.whose import judged_of
from watchdog.evidence import (
    Dossier,
    EvidenceTexts,
    KeptMail,
    build_dossier,
    files_of,
    load_texts,
    mails_wanted,
)
from watchdog.evidence.dossier import claimable
from watchdog.findings import Finding, short_id
from watchdog.fixes import Draft, LetterKind, as_mail, draft_letter
from watchdog.judging import Judgement
from watchdog.ledger import Ledger
from watchdog.pack import PackedFile, write_pack
from watchdog.setting import Setting
from watchdog.timeline.subscriptions import Status, Subscription

_ENDED = (Status.CANCELED, Status.CANCELING, Status.LAPSED)


def write_evidence(
    setting: Setting,
    name: str,
    out: Path,
    language: str,
    as_of: datetime | None,
    account: str | None,
    *,
    zipped: bool,
    replace: bool,
) -> None:
    """The pack about a finding or a merchant in the folder `out`, and as a ZIP beside it."""
    catalog, texts = setting.catalog(), _texts(language)
    today = setting.today(as_of)
    with setting.ledger(read_only=True) as ledger:
        judged, _ = judged_of(setting, ledger, today, account)
        matter = find_matter(judged, name)
        mails = _mails(ledger, mails_wanted(matter.subscriptions, matter.findings))
    letters = tuple(_letters(matter, judged, texts, catalog))
    dossier = build_dossier(
        subscriptions=matter.subscriptions,
        findings=matter.findings,
        family=judged.subscriptions,
        mails=mails,
        letters=dict(_letter_files(letters)),
        letter_kinds=[draft.kind for _, draft in letters],
        texts=texts,
        catalog=catalog,
        today=today,
    )
    files = [PackedFile(name=one, content=content) for one, content in files_of(dossier).items()]
    written = write_pack(out, files, zipped=zipped, replace=replace)
    _tell(dossier, written)


def _texts(language: str) -> EvidenceTexts:
    known = load_texts()
    if language not in known:
        raise UsageProblem(
            f"--language {language}: no pack in it; use one of {', '.join(sorted(known))}"
        )
    return known[language]


def _mails(ledger: Ledger, wanted: Collection[str]) -> list[KeptMail]:
    return [
        KeptMail(
            sha256=one.sha256,
            message_id=one.message_id,
            sender=one.sender,
            subject=one.subject,
            sent_at=one.sent_at,
            received_at=one.received_at,
            trust=one.trust,
            raw=ledger.raw(one.fingerprint) if one.has_raw else None,
        )
        for one in ledger.mails()
        if one.sha256 in wanted
    ]


def _letters(
    matter: Matter, judged: Judgement, texts: EvidenceTexts, catalog: Catalog
) -> Iterator[tuple[str, Draft]]:
    """The letters that can be written, each with the id of what it is about."""
    claimed = claimable(matter.findings, texts)
    for finding in claimed:
        for kind in (LetterKind.REFUND, LetterKind.DISPUTE):
            yield from _letter(kind, finding, matter.subscriptions, judged, texts.id, catalog)
    about = {one.subscription for one in claimed} or {one.id for one in matter.subscriptions}
    running = [one for one in matter.subscriptions if one.status not in _ENDED]
    for subscription in (one for one in running if one.id in about):
        yield from _letter(LetterKind.CANCELLATION, None, [subscription], judged, texts.id, catalog)


def _letter(
    kind: LetterKind,
    finding: Finding | None,
    subscriptions: Iterable[Subscription],
    judged: Judgement,
    language: str,
    catalog: Catalog,
) -> Iterator[tuple[str, Draft]]:
    for one in subscriptions:
        if finding is not None and finding.subscription != one.id:
            continue
        draft = draft_letter(kind, language, finding, one, catalog, family=judged.subscriptions)
        if isinstance(draft, Draft):
            yield (finding.id if finding else short_id(one.id), draft)


def _letter_files(letters: Iterable[tuple[str, Draft]]) -> Iterator[tuple[str, bytes]]:
    for about, draft in letters:
        name = f"letters/{draft.kind}-{about}-{draft.language}"
        yield f"{name}.txt", draft.text.encode()
        yield f"{name}.eml", as_mail(draft)


def _tell(dossier: Dossier, written: Iterable[Path]) -> None:
    """What was written, and what is missing from it, on standard error."""
    for path in written:
        typer.echo(f"Wrote {path}", err=True)
    for claim in dossier.claims:
        typer.echo(f"Claimed: {text.safe(claim.says, 200)}", err=True)
    if not dossier.claims:
        typer.echo("Nothing is claimed in it: no finding is about a wrong payment.", err=True)
    lost = [one for one in dossier.mails if one.file is None]
    if lost:
        typer.echo(
            f"{len(lost)} of {len(dossier.mails)} mails are missing in it: they were not kept "
            '([ledger] keep_mail = "none") or are damaged; the timeline says which.',
            err=True,
        )
    typer.echo("Nothing was sent. Open summary.html first; print it from any browser.", err=True)
