"""Payments as an OFX 2.1.1 statement, which home banking and accounting programs import."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from html import escape
from itertools import groupby

from watchdog.entries import Entry

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n'
)
_STATUS = "<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>"
_LONGEST_NAME, _LONGEST_MEMO = 32, 255


def as_ofx(entries: Sequence[Entry]) -> str:
    """One card statement for each currency; the balance is what stands in the file.

    A payment's FITID stays the same in every export, so that no program takes it in twice.
    """
    if not entries:
        return ""
    by_currency = groupby(sorted(entries, key=lambda one: one.currency), lambda one: one.currency)
    statements = "".join(_statement(currency, list(own)) for currency, own in by_currency)
    server = f"<DTSERVER>{_day(entries[-1].on)}</DTSERVER><LANGUAGE>ENG</LANGUAGE>"
    sign_on = f"<SIGNONMSGSRSV1><SONRS>{_STATUS}{server}</SONRS></SIGNONMSGSRSV1>\n"
    cards = f"<CREDITCARDMSGSRSV1>\n{statements}</CREDITCARDMSGSRSV1>\n"
    return f"{_HEAD}<OFX>\n{sign_on}{cards}</OFX>\n"


def _statement(currency: str, entries: Sequence[Entry]) -> str:
    total = -sum((one.amount for one in entries), Decimal(0))
    first, last = _day(entries[0].on), _day(entries[-1].on)
    lines = "".join(f"{line}\n" for line in _transactions(entries))
    return (
        f"<CCSTMTTRNRS><TRNUID>{currency}</TRNUID>{_STATUS}<CCSTMTRS><CURDEF>{currency}</CURDEF>"
        f"<CCACCTFROM><ACCTID>billing-watchdog-{currency}</ACCTID></CCACCTFROM>\n"
        f"<BANKTRANLIST><DTSTART>{first}</DTSTART><DTEND>{last}</DTEND>\n{lines}</BANKTRANLIST>\n"
        f"<LEDGERBAL><BALAMT>{total:f}</BALAMT><DTASOF>{last}</DTASOF></LEDGERBAL>"
        "</CCSTMTRS></CCSTMTTRNRS>\n"
    )


def _transactions(entries: Sequence[Entry]) -> Iterator[str]:
    twins: Counter[str] = Counter()
    for one in entries:
        mark = f"{one.sha256[:24]}-{one.kind}-{abs(one.amount):f}"
        twins[mark] += 1
        memo = " ".join(part for part in (one.plan, one.reference, one.message_id) if part)
        yield (
            f"<STMTTRN><TRNTYPE>{'DEBIT' if one.amount > 0 else 'CREDIT'}</TRNTYPE>"
            f"<DTPOSTED>{_day(one.on)}</DTPOSTED><TRNAMT>{-one.amount:f}</TRNAMT>"
            f"<FITID>{mark}-{twins[mark]}</FITID>"
            f"<NAME>{_said(one.name[:_LONGEST_NAME].strip() or 'Unnamed')}</NAME>"
            f"<MEMO>{_said(memo[:_LONGEST_MEMO].strip() or '-')}</MEMO></STMTTRN>"
        )


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _said(text: str) -> str:
    """A text as content: OFX knows no more entities than &amp; &lt; and &gt;."""
    return escape(text, quote=False)
