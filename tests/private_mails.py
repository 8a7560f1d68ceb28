"""Private mails as people have them, made up from end to end, and what must not be left of each."""

from email.message import EmailMessage
from email.mime.text import MIMEText
from functools import cache

import msgspec

_DATE = "Tue, 03 Nov 2026 10:00:00 +0100"


class Private(msgspec.Struct, frozen=True, kw_only=True):
    """A private mail: `secrets` must be gone, `kept` must stand in its text as before."""

    name: str
    raw: bytes
    secrets: tuple[str, ...]
    kept: tuple[str, ...]


def _mail(
    subject: str, to: str, author: str = "Streamly <billing@streamly.example>"
) -> EmailMessage:
    mail = EmailMessage()
    mail["Received"] = "from mx.streamly.example by quillfeather.net for <zelda@quillfeather.net>"
    mail["DKIM-Signature"] = "v=1; a=rsa-sha256; d=streamly.example; bh=QuIlLfEaThEr=; b=abc"
    mail["X-SG-EID"] = "u001.Zm9vYmFyYmF6cXV4"
    mail["From"] = author
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = _DATE
    mail["Message-ID"] = "<0100.zelda=quillfeather.net.77@streamly.example>"
    mail["List-Unsubscribe"] = "<https://streamly.example/u/Zm9vYmFy>, <mailto:u+Zm9v@s.example>"
    return mail


_ENGLISH_TEXT = """\
Hi Zelda,

Thanks for your payment. Zelda's subscription continues.

Order number: SO-4471-882930
Account: 99120047
Billed to:
Zelda Marie Quillfeather
1482 Foxglove Terrace, Apt 9
Springfield, IL 62704
United States

Plan: Streamly Premium (Monthly)
Total: $12.99
Date: November 3, 2026
Next payment: December 3, 2026
Card: Visa •••• 4827, 4111 1111 1111 1111
Phone: (415) 867-5309
Signed in from 81.2.69.142 as zelda.q
https://click.streamly.example/ls/click?upn=u001.QuillToken-99&e=zelda%40quillfeather.net
Sent to zelda@quillfeather.net, questions to help@streamly.example
"""

_ENGLISH_HTML = """\
<html><head><title>Receipt for ZELDA QUILLFEATHER</title>
<style>/* zelda */ .a{background:url("https://img.streamly.example/z/Zm9v.png")}</style>
<script type="application/ld+json">{"@type": "Order", "orderNumber": "SO-4471-882930",
"customer": {"@type": "Person", "name": "Zelda Quillfeather"},
"url": "https://streamly.example/o/QuillToken-99"}</script><script>track("QuillToken-99")</script>
</head><body><!-- order of Zelda --><!--[if mso]><p>Zelda</p><![endif]-->
<div style="display:none">Hi Zelda, your receipt</div>
<table class="w" width="600"><tr><td class="h" style="padding:8px">Hi <b>Zel</b>da,</td></tr>
<tr><td><span>Zelda</span><span style="display:block">Quillfeather</span></td></tr>
<tr><td><table><tr><td>Order number</td><td>SO-4471-<wbr>882930</td></tr>
<tr><td>Account</td><td>99120047</td></tr>
<tr><td>Billed to</td><td>Zelda Marie Quillfeather<br>1482 Foxglove Terrace, Apt 9<br>
Springfield, IL 62704<br>United States</td></tr>
<tr><td>Plan</td><td>Streamly Premium (Monthly)</td></tr>
<tr><td>Total</td><td align="right">$12.99</td></tr>
<tr><td>Date</td><td>November 3, 2026</td></tr></table></td></tr>
<tr><td><a href="https://click.streamly.example/ls/click?upn=u001.QuillToken-99" title="For Zelda"
 data-user="zelda@quillfeather.net">Manage</a> <a href="tel:+14158675309">call</a>
<a href="mailto:zelda@quillfeather.net?subject=SO-4471-882930">zelda&#64;quill<wbr>feather.net</a>
<img src="https://img.streamly.example/o/QuillToken-99.gif" alt="Zelda Quillfeather"
 srcset="https://x.example/QuillToken-99 2x">
<a href="https://streamly.example/subscriptions">Subscriptions</a></td></tr></table></body></html>
"""


@cache
def english() -> Private:
    """Text, HTML with JSON-LD, and an attachment."""
    to = '"Quillfeather, Zelda" <zelda@quillfeather.net>'
    mail = _mail("Zelda, your receipt SO-4471-882930", to)
    mail["Cc"] = "Bartholomew Oakes <bart.oakes@oakes-family.net>"
    mail["Delivered-To"] = "zq1987@gmail.com"
    mail.set_content(_ENGLISH_TEXT)
    mail.add_alternative(_ENGLISH_HTML, subtype="html")
    mail.add_attachment(
        b"%PDF Quillfeather", maintype="application", subtype="pdf", filename="Quillfeather.pdf"
    )
    secrets = """zelda quillfeather foxglove 62704 springfield 882930 4471 99120047 4827 4111
        867-5309 8675309 81.2.69.142 quilltoken zm9v bart.oakes oakes bartholomew zq1987
        marie 1482"""
    return Private(
        name="english",
        raw=mail.as_bytes(),
        secrets=tuple(secrets.split()),
        kept=(
            "Streamly Premium (Monthly)",
            "$12.99",
            "November 3, 2026",
            "United States",
            "Hi Pat,",
            "help@streamly.example",
            "https://streamly.example/subscriptions",
        ),
    )


@cache
def german() -> Private:
    """Windows-1252 in base64; a name that is an ordinary word; a bank account."""
    text = """\
Sehr geehrte Frau Dr. Sommerlatte-Kühn,

Ihr Abo wurde verlängert.
Rechnungsnummer: R-2026-0048213
Kundennummer: 88412937
Mandatsreferenz: MX77-AB12-9931
Rechnungsadresse:
Frau Annegret Sommerlatte-Kühn
Lindwurmstraße 17
80337 München
Deutschland

Tarif: Streamly Premium (Monatsabo)
Gesamtbetrag: 12,99 €
Rechnungsdatum: 3. November 2026
Nächste Abbuchung: 3. Dezember 2026
Bezahlt mit: Visa endet auf 4821
IBAN: DE89 3704 0044 0532 0130 00
Telefon: 0171 / 5553344
"""
    mail = _mail(
        "Ihre Rechnung R-2026-0048213, Frau Sommerlatte-Kühn", "annegret.sk@posteo-privat.de"
    )
    part = MIMEText(text, "plain", "windows-1252")
    mail["Content-Type"] = part["Content-Type"]
    mail["Content-Transfer-Encoding"] = part["Content-Transfer-Encoding"]
    mail.set_payload(part.get_payload())
    secrets = """sommerlatte kühn annegret posteo-privat lindwurm 80337 münchen 0048213 88412937
        9931 4821 3704 5553344"""
    kept = ("12,99 €", "3. November 2026", "Streamly Premium (Monatsabo)", "Deutschland")
    return Private(name="german", raw=mail.as_bytes(), secrets=tuple(secrets.split()), kept=kept)


@cache
def french() -> Private:
    """ISO-8859-1 as 8-bit text and HTML that says so only itself."""
    html = """\
<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body>
<p>Bonjour Hélène Grandsaigne,</p><p>Merci pour votre paiement.</p>
<p>N° de commande : 2026-FR-884411<br>Référence client : 5512Z8871</p>
<p>Adresse de facturation :<br>Hélène GRANDSAIGNE<br>12 bis, rue des Libellules<br>
75011 PARIS<br>France</p>
<p>Total : 9,99 €<br>Date : 3 novembre 2026<br>Formule : Streamly Essentiel, par mois</p>
<p>Carte Visa se terminant par 7731<br>Téléphone : 06 12 34 56 78</p></body></html>"""
    mail = _mail("Helene, votre reçu", "=?iso-8859-1?Q?H=E9l=E8ne_Grandsaigne?= <hg@orange.fr>")
    head = mail.as_bytes().rstrip(b"\n") + b"\nMIME-Version: 1.0\nContent-Type: text/html\n"
    raw = head + b"Content-Transfer-Encoding: 8bit\n\n" + html.encode("windows-1252")
    secrets = """hélène helene grandsaigne hg@orange libellules 75011 884411 5512z8871 7731 34"""
    kept = ("9,99 €", "3 novembre 2026", "Streamly Essentiel", "France", "Bonjour Pat Example,")
    return Private(name="french", raw=raw, secrets=tuple(secrets.split()), kept=kept)


@cache
def forwarded() -> Private:
    """A person's own mail around the one that a service sent."""
    inner = _mail("Your receipt", "Zelda Quillfeather <zelda@quillfeather.net>")
    inner.set_content(_ENGLISH_TEXT)
    outer = _mail(
        "Fwd: Your receipt",
        "Bartholomew Oakes <bart@oakes-family.net>",
        "Zelda Quillfeather <zelda.quill@gmail.com>",
    )
    outer.set_content("Hi Bartholomew,\n\nlook at this. Zelda\n")
    outer.add_attachment(inner)
    secrets = "zelda quillfeather bartholomew bart@ oakes 882930 99120047 foxglove 4827 quilltoken"
    kept = ("$12.99", "help@streamly.example", "billing@streamly.example")
    return Private(
        name="forwarded", raw=outer.as_bytes(), secrets=tuple(secrets.split()), kept=kept
    )


@cache
def forwarded_as_text() -> Private:
    """Forwarded the way Gmail does it: the first mail's header stands in the text."""
    mail = _mail(
        "Fwd: Your receipt", "box@oakes-family.net", "Zelda Quillfeather <zelda.quill@gmail.com>"
    )
    head = """\
---------- Forwarded message ---------
From: Streamly <billing@streamly.example>
Date: Tue, Nov 3, 2026 at 10:00 AM
Subject: Your receipt
To: Zelda Quillfeather <zelda@quillfeather.net>

"""
    mail.set_content(head + _ENGLISH_TEXT)
    secrets = "zelda quillfeather zelda.quill oakes 882930 99120047 foxglove 4827 quilltoken"
    return Private(
        name="forwarded as text",
        raw=mail.as_bytes(),
        secrets=tuple(secrets.split()),
        kept=("$12.99", "billing@streamly.example"),
    )


@cache
def japanese() -> Private:
    """Shift_JIS in base64; a name without spaces around it."""
    text = """\
佐々木美咲様

お支払いありがとうございます。
ご注文番号：JX99-4471-8829
請求先：
佐々木美咲
150-0043
東京都渋谷区道玄坂2-11-1

合計：￥1,280
次回のお支払い日：2026年12月3日
カード：Visa 末尾 4827
"""
    mail = _mail("佐々木美咲様、領収書です", "佐々木美咲 <misaki.s@privat-mail.jp>")
    mail.set_content(text, charset="shift_jis", cte="base64")
    secrets = (
        "佐々木",
        "美咲",
        "misaki",
        "privat-mail",
        "8829",
        "150-0043",
        "渋谷",
        "道玄坂",
        "4827",
    )
    kept = ("￥1,280", "2026年12月3日")
    return Private(name="japanese", raw=mail.as_bytes(), secrets=secrets, kept=kept)


@cache
def ordinary_words() -> Private:
    """Somebody whose names are words that every bill says, and whose card says only stars."""
    text = """\
Hi Mark,

Your plan: Streamly Plus. Bill to: Mark Price
The price is $4.99 per month. You will be charged on December 3, 2026.
Card ending in 4827
Flowed lines of this mail break in \nthe middle.
"""
    mail = _mail("Mark Price, your bill", "Mark Price <mark@price-family.net>")
    mail.set_content(text, params={"format": "flowed"})
    secrets = ("mark price", "hi mark", "price-family", "4827", "mark@")
    kept = ("The price is $4.99 per month", "Bill to", "December 3, 2026", "break in the middle")
    return Private(name="ordinary words", raw=mail.as_bytes(), secrets=secrets, kept=kept)


@cache
def russian() -> Private:
    """KOI8-R in quoted-printable, the address only in Delivered-To."""
    text = """\
Здравствуйте, Светлана Ивановна!

Номер заказа: 77-441-8829
Сумма: 499 руб.
Дата: 3 ноября 2026
Телефон: +7 921 555-44-33
"""
    mail = _mail("Ваш чек, Светлана", "undisclosed-recipients:;")
    mail["Delivered-To"] = "sveta.ivanova@pochta-doma.ru"
    mail.set_content(text, charset="koi8-r", cte="quoted-printable")
    secrets = ("Светлана", "Ивановна", "sveta", "pochta-doma", "441-8829", "44-33")
    kept = ("499 руб.", "3 ноября 2026")
    return Private(name="russian", raw=mail.as_bytes(), secrets=secrets, kept=kept)


PRIVATE = (
    english(),
    german(),
    french(),
    forwarded(),
    forwarded_as_text(),
    japanese(),
    ordinary_words(),
    russian(),
)
