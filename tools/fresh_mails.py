"""Whole mails written to be read once before anything is mended: `fixtures/unseen*.toml`."""

from functools import cache
from pathlib import Path

import msgspec

from parsers.message import Message
from tools.sent import received

FOLDER = Path(__file__).parent.parent / "fixtures"
_MAILED = "Thu, 04 Jun 2026 10:00:00 +0000"
_PREHEADER = (
    '<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">&#847;&zwnj;&nbsp;'
    "&#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;</div>"
)
_STYLE = (
    "<style>@media only screen and (max-width:600px){.w600{width:100%!important}"
    ".mob{display:block!important}} .kv td{padding:6px}</style>"
)
_P = (
    '<p style="margin:0 0 14px;font-family:Arial,Helvetica,sans-serif;font-size:15px;'
    'line-height:22px;color:#333">'
)
_TD = '<td class="td_a91f" valign="top" style="padding:6px 0;font-size:14px">'
_FEET = {
    "en": "12 Example Street, Springfield. You are receiving this email because you have an"
    " account with us. <a href='#'>Help</a> | <a href='#'>Privacy</a> |"
    " <a href='#'>Unsubscribe</a>",
    "de": "Musterstr. 1, 12345 Musterstadt. Diese E-Mail wurde automatisch erzeugt."
    " <a href='#'>Hilfe</a> · <a href='#'>Datenschutz</a> · <a href='#'>Impressum</a>",
    "fr": "1 rue de l'Exemple, 75000 Paris. Vous recevez cet e-mail car vous avez un compte chez"
    " nous. <a href='#'>Se désinscrire</a>",
    "es": "Calle Ejemplo 1. Recibes este correo porque tienes una cuenta. <a href='#'>Ayuda</a> |"
    " <a href='#'>Darse de baja</a>",
    "it": "Via Esempio 1. P.IVA 01234567890. <a href='#'>Assistenza</a>",
    "nl": "Voorbeeldstraat 1. <a href='#'>Klantenservice</a> | <a href='#'>Afmelden</a>",
}
_OTHER_FOOT = "<a href='#'>Help</a> | <a href='#'>Unsubscribe</a>"
# What is built around the text of a mail, by whose software sends it.
_LAYOUTS = {
    "bare": '{body}<p style="color:#999">Larkfield House, 1 Example Road.\n'
    "You receive this because you have an account.</p>",
    "plain": "<div>{body}</div><p>--<br>{name}, {foot}</p>",
    "card": "<table width='100%' cellpadding='0' cellspacing='0' border='0' role='presentation'>"
    "<tr><td align='center'><table class='w600' width='600' role='presentation' bgcolor='#ffffff'>"
    "<tr><td style='padding:24px'>{logo}</td></tr><tr><td style='padding:0 24px'>{body}</td></tr>"
    "<tr><td style='padding:24px;font-size:11px;color:#999'>{name}, {foot}</td></tr></table></td>"
    "</tr></table>",
    "stripeish": "<center><table class='st-Background' width='100%' border='0'><tbody><tr><td>"
    "<div class='st-Spacer' style='line-height:24px'>&nbsp;</div><table class='st-Wrapper'"
    " width='480' align='center'><tbody><tr><td>{logo}<span style='font-size:16px'>{name}</span>"
    "</td></tr><tr><td class='st-Font'>{body}</td></tr><tr><td><hr>{foot}</td></tr></tbody></table>"
    "</td></tr></tbody></table></center>",
    "mc": "<center><table id='bodyTable' width='100%'><tr><td align='center'><table"
    " class='mcnTextBlock' width='600'><tbody class='mcnTextBlockOuter'><tr><td>{logo}</td></tr>"
    "<tr><td class='mcnTextContent' style='padding:9px 18px'>{body}</td></tr></tbody></table>"
    "<table class='mcnFollowBlock'><tr><td><a href='#'><img alt='Facebook' src='f.png'></a>"
    "<a href='#'><img alt='Instagram' src='i.png'></a></td></tr></table><table><tr><td"
    " style='font-size:12px;color:#656565'><em>© 2026 {name}</em><br>{foot}</td></tr></table></td>"
    "</tr></table></center>",
}


class Mail(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`states` maps fields of the event to values; None for mail that bills nobody.

    `also` are kinds that the mail may be read as too: a bill that will be taken is a notice as
    well. `round` is the round of mails it was written for, `list` whether it names a way to
    unsubscribe in its header, as newsletters do.
    """

    subject: str
    body: str
    sender: str = "Larkfield House <hello@larkfieldhouse.example>"
    language: str = "en-US"
    layout: str = "bare"
    round: int = 0
    list: bool = False
    states: dict[str, str | bool] | None = None
    also: tuple[str, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of event that are right."""
        return frozenset({str(self.states["kind"]), *self.also}) if self.states else frozenset()


@cache
def mails() -> tuple[Mail, ...]:
    """All of them, the oldest round first."""
    found: list[Mail] = []
    for path in sorted(FOLDER.glob("unseen*.toml")):
        read = msgspec.toml.decode(path.read_bytes(), type=dict[str, tuple[Mail, ...]])
        found.extend(read["mails"])
    return tuple(found)


def message_of(mail: Mail) -> Message:
    """The mail as it comes in: HTML as such firms send it."""
    headers = {
        "From": mail.sender,
        "To": "Pat Example <pat@example.org>",
        "Subject": mail.subject,
        "Date": _MAILED,
        "Message-ID": "<unseen@larkfieldhouse.example>",
    }
    if mail.list:
        headers["List-Unsubscribe"] = "<https://news.example/out>"
    return received(headers, _html(mail))


def _html(mail: Mail) -> str:
    name = mail.sender.partition("<")[0].strip()
    dressed = mail.layout != "bare"
    body = mail.body.strip().replace("<p>", _P).replace("<td>", _TD) if dressed else mail.body
    inside = _LAYOUTS[mail.layout].format(
        body=body,
        name=name,
        foot=_FEET.get(mail.language[:2], _OTHER_FOOT),
        logo=f"<img src='https://cdn.example/logo.png' width='120' alt='{name}'>",
    )
    if not dressed:
        return f'<html lang="{mail.language}"><body>{inside}</body></html>'
    return (
        f"<!DOCTYPE html><html lang='{mail.language}'><head><meta charset='utf-8'>"
        f"<title>{mail.subject}</title>{_STYLE}</head><body style='margin:0;background:#f4f4f4'>"
        f"{_PREHEADER}{inside}<img src='https://t.example/o.gif' width='1' height='1' alt=''>"
        "</body></html>"
    )
