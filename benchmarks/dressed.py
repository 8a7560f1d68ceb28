"""Mail as it is really built: a fixture's words in the tables and styles of a mail program."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.policy import default as modern
from html import escape
from random import Random

_FONTS = ("'Helvetica Neue',Helvetica,Arial,sans-serif", "Georgia,serif", "Roboto,Arial,sans-serif")
_BARE_TAG = re.compile(r"<(td|p|div|span|a|h[1-6]|table|b|strong)((?: [^<>]*)?)>", re.IGNORECASE)
_LEAST, _MOST = 15_000, 80_000  # bytes
_WORDS = (
    "You are receiving this message because of your relationship with us. Replies to this address"
    " are not read. Visit the help centre for answers. Our privacy notice explains how we handle"
    " information. All trademarks belong to their owners."
).split()


def dressed(raw: bytes, seed: int) -> bytes:
    """A mail with the words of another one, 15 to 80 kB large; the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - no secret, only different looks
    plain = message_from_bytes(raw, policy=modern)
    mail = EmailMessage(policy=SMTP)
    for name in ("From", "To", "Subject", "Date", "Message-ID", "List-Unsubscribe"):
        if name in plain:
            mail[name] = str(plain[name])
    for hop in range(4):
        mail["Received"] = f"from mx{hop}.example.net by mx{hop + 1}.example.net; {plain['Date']}"
    mail["DKIM-Signature"] = f"v=1; a=rsa-sha256; d=example.net; b={chance.randbytes(128).hex()}"
    text, html = _part(plain, "plain"), _part(plain, "html")
    mail.set_content(text or "View this message in your browser.", cte="quoted-printable")
    page = _page(html or _as_html(text), chance)
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    return mail.as_bytes()


def _part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    return str(body.get_content()) if body is not None else ""


def _as_html(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _page(body: str, chance: Random) -> str:
    inner = re.sub(r"(?is)^.*?<body[^>]*>|</body>.*$", "", body)
    language = re.search(r"(?i)<html[^>]*\slang=\"?([\w-]+)", body)
    page = _BARE_TAG.sub(lambda found: _styled(found, chance), inner)
    for _ in range(chance.randint(4, 7)):
        page = _framed(page, chance)
    size = chance.randint(_LEAST, _MOST)
    page += _footer(chance, (size - len(page)) // 3)
    css = _css(chance, size - len(page))
    lang = language[1] if language else "en"
    head = (
        f'<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title></title>{css}'
    )
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{page}</body></html>'


def _styled(found: re.Match[str], chance: Random) -> str:
    if "style" in found[2]:
        return found[0]
    style = (
        f"font-family:{chance.choice(_FONTS)};font-size:{chance.randint(12, 18)}px;"
        f"line-height:1.5;color:#{chance.randrange(4096):03x};padding:0 {chance.randint(0, 24)}px"
    )
    return f'<{found[1]} class="{_name(chance)}"{found[2]} style="{style}">'


def _framed(inner: str, chance: Random) -> str:
    width = chance.choice((560, 600, 640))
    spacer = f'<tr><td height="{chance.randint(8, 32)}" style="font-size:1px">&nbsp;</td></tr>'
    return (
        f'<!--[if mso]><table width="{width}"><tr><td><![endif]-->'
        f'<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"'
        f' class="{_name(chance)}" style="max-width:{width}px;margin:0 auto">{spacer}'
        f'<tr><td align="center" class="{_name(chance)}" style="padding:0">{inner}</td></tr>'
        f"</table><!--[if mso]></td></tr></table><![endif]-->"
    )


def _footer(chance: Random, size: int) -> str:
    """Rows of small print, links and pictures, and the pixel that reports that it was read."""
    rows: list[str] = []
    while sum(map(len, rows)) < size:
        words = " ".join(chance.choices(_WORDS, k=chance.randint(8, 40)))
        link = f"https://click.example.net/{chance.randbytes(40).hex()}"
        rows.append(
            f'<tr><td class="{_name(chance)}" style="font-size:11px;color:#8a8a8a;padding:4px 0">'
            f'{words} <a href="{link}" style="color:#8a8a8a;text-decoration:underline">'
            f'{chance.choice(_WORDS)}</a><img src="{link}.png" width="24" height="24" alt=""'
            f' style="display:block;border:0"></td></tr>'
        )
    pixel = (
        f'<img src="https://open.example.net/{chance.randbytes(60).hex()}" width="1" height="1">'
    )
    return f'<table width="100%" style="border-top:1px solid #eee">{"".join(rows)}</table>{pixel}'


def _css(chance: Random, size: int) -> str:
    rules: list[str] = []
    while sum(map(len, rules)) < size:
        rules.append(
            f".{_name(chance)}{{width:{chance.randint(1, 100)}%!important;"
            f"font-size:{chance.randint(10, 20)}px;padding:{chance.randint(0, 30)}px}}\n"
        )
    return f"<style>@media only screen and (max-width:600px){{{''.join(rules)}}}</style>"


def _name(chance: Random) -> str:
    return f"{chance.choice('abcxz')}{chance.randbytes(3).hex()}"
