"""A made-up mail in parts, for collections of fakes and of honest mail."""

from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cache
from zlib import crc32

import msgspec
from msgspec.structs import replace

from parsers.events import BillingEvent
from parsers.merchants import Known
from parsers.outcome import Outcome, OutcomeKind
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to


class Mailed(msgspec.Struct, frozen=True, kw_only=True):
    """A mail in parts; `sender` is a whole From value, `headers` are more lines, above all others.

    `brand`: whether it poses as a brand of the catalogue. `attached` are names of files.
    """

    name: str
    sender: str
    subject: str
    text: str = ""
    html: str = ""
    to: str = "Pat Example <pat@example.org>"
    headers: tuple[tuple[str, str], ...] = ()
    attached: tuple[str, ...] = ()
    brand: bool = True

    def raw(self) -> bytes:
        """The mail as bytes; From and the further headers stand as they are, odd ones too."""
        mail = EmailMessage()
        mail["Date"] = "Sat, 21 Nov 2026 04:12:00 +0000"
        mail["Message-ID"] = f"<{crc32(self.name.encode())}@mail.example>"
        mail["Subject"] = self.subject
        if self.text or not self.html:
            mail.set_content(self.text)
        if self.html and self.text:
            mail.add_alternative(self.html, subtype="html")
        elif self.html:
            mail.set_content(self.html, subtype="html")
        for file in self.attached:
            kind = ("image", "png") if file.endswith("png") else ("application", "pdf")
            mail.add_attachment(b"%PDF-1.4", maintype=kind[0], subtype=kind[1], filename=file)
        lines = [*self.headers, ("From", self.sender), ("To", self.to)]
        head = "".join(f"{name}: {value}\r\n" for name, value in lines)
        return head.encode() + mail.as_bytes()


def passes(domain: str, signer: str = "") -> tuple[tuple[str, str], ...]:
    """What the user's provider writes above a mail that its own sender has signed well."""
    signed = signer or domain
    return (
        ("Delivered-To", "pat@example.org"),
        (
            "Authentication-Results",
            (
                f"mx.google.com; dkim=pass header.i=@{signed} header.s=s1 header.b=Ab12Cd34;"
                f" spf=pass (google.com: domain of bounce@{signed} designates 203.0.113.9 as"
                f" permitted sender) smtp.mailfrom=bounce@{signed};"
                f" dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from={domain}"
            ),
        ),
        (
            "Received",
            (
                f"from mta7.{signed} (mta7.{signed}. [203.0.113.9]) by mx.google.com with ESMTPS id"
                " a1si123 for <pat@example.org>; Fri, 20 Nov 2026 20:12:00 -0800 (PST)"
            ),
        ),
    )


def signed(
    name: str,
    sender: str,
    subject: str,
    text: str = "",
    *,
    html: str = "",
    attached: tuple[str, ...] = (),
    extra: tuple[tuple[str, str], ...] = (),
    brand: bool = True,
) -> Mailed:
    """A mail that its own sender has signed well."""
    domain = sender.rpartition("@")[2].strip(" >")
    mail = unsigned(name, sender, subject, text, html=html, attached=attached, brand=brand)
    return replace(mail, headers=(*passes(domain), *extra))


def unsigned(
    name: str,
    sender: str,
    subject: str,
    text: str = "",
    *,
    html: str = "",
    attached: tuple[str, ...] = (),
    brand: bool = True,
) -> Mailed:
    """A mail of which no server says anything."""
    return Mailed(
        name=name,
        sender=sender,
        subject=subject,
        text=text,
        html=html,
        attached=attached,
        brand=brand,
    )


def receipt(*, text: str = "", html: str = "") -> Mailed:
    """What an honest sender without a file writes of a payment."""
    sender = "Tunely <billing@tunely.example>"
    return Mailed(
        name="receipt", sender=sender, subject="Your payment receipt", text=text, html=html
    )


def read_letter(sender: str, to: str, subject: str, text: str, html: str = "") -> Outcome:
    """What is made of a letter of 16 June 2026 that no server has looked at, sent to Pat."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"] = "Tue, 16 Jun 2026 10:00:00 +0000"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    now = datetime(2026, 6, 17, tzinfo=UTC)
    return read_mail(mail.as_bytes(), received_at=now, known=_known_to_pat()).outcome


def read_plain(subject: str, text: str, html: str = "") -> Outcome:
    """What is made of such a letter of a firm that nobody described."""
    sender, reader = "Kestrel <hello@kestrel.example>", "Pat <pat@example.org>"
    return read_letter(sender, reader, subject, text, html)


def read_signed(mail: Mailed, *met: str) -> Outcome:
    """What is made of a mail that a server of Pat's has looked at; `met` has billed him before."""
    known = _known_to_pat("mx.google.com", met=frozenset(met))
    return read_mail(mail.raw(), received_at=None, known=known).outcome


@cache
def _known_to_pat(*servers: str, met: frozenset[str] = frozenset()) -> Known:
    """Made once: thousands of mails are read with it, and what names are like is found out once."""
    own = frozenset({"pat@example.org"})
    return known_to(load_catalog(), servers, own_addresses=own, met=met)


def only_event(outcome: Outcome) -> BillingEvent:
    """The only event of a mail that counts."""
    assert outcome.outcome is OutcomeKind.PARSED, outcome
    (event,) = outcome.events
    return event
