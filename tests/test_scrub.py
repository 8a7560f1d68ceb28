"""Scrubbing a private mail: nothing private is left, and the readers read what they read before."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import parse
from parsers.message import MAX_RAW, Message, read_message
from parsers.outcome import Outcome
from tests.private_mails import PRIVATE, Private, english, forwarded_as_text
from tests.rigs.door import Door
from tests.test_senders import MAILS, case, known
from watchdog.scrub import Scrubbed, Unreadable, differences, scrub

_TAGS = re.compile(r"<[^<>]*>")


def scrubbed(raw: bytes) -> Scrubbed:
    """A mail that can be read, scrubbed."""
    done = scrub(raw, known())
    assert isinstance(done, Scrubbed), done.reason
    return done


def message(raw: bytes) -> Message:
    """A mail as the readers see it."""
    read = read_message(raw)
    assert isinstance(read, Message), read.reason
    return read


def read(raw: bytes) -> Outcome:
    """What the readers make of a mail."""
    return parse(message(raw), known())


def everything(raw: bytes) -> str:
    """All that bytes say in any way: as they are, decoded, unescaped, without tags."""
    return "\n".join(_layers(raw)).lower()


def _layers(raw: bytes) -> Iterator[str]:
    yield raw.decode("ascii")  # a fixture is ASCII
    for part in message_from_bytes(raw).walk():
        for name, value in part.items():
            yield f"{name}: {make_header(decode_header(value))}"
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            text = content.decode("utf-8")
            yield from (text, unescape(text), unquote(text), _TAGS.sub("", unescape(text)))


def text_mail(text: str, to: str = "Alrun Voss <alrun@voss.example>", subject: str = "Hi") -> bytes:
    """A mail from a service with this text."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Streamly <billing@streamly.example>", to
    mail["Subject"], mail["Date"] = subject, "Tue, 03 Nov 2026 10:00:00 +0100"
    mail.set_content(text)
    return mail.as_bytes()


def html_mail(html: str) -> bytes:
    """A mail from a service with this HTML."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "Streamly <billing@streamly.example>", "Alrun Voss <a@voss.example>"
    mail["Subject"], mail["Date"] = "Hi", "Tue, 03 Nov 2026 10:00:00 +0100"
    mail.set_content(html, subtype="html")
    return mail.as_bytes()


@pytest.mark.parametrize("path", MAILS, ids=case)
def test_a_scrubbed_fixture_reads_the_same_and_scrubbing_it_again_changes_nothing(
    path: Path,
) -> None:
    done = scrubbed(path.read_bytes())
    assert differences(read(path.read_bytes()), read(done.raw)) == ()
    assert scrubbed(done.raw).raw == done.raw


@pytest.mark.parametrize("mail", PRIVATE, ids=lambda mail: mail.name)
def test_nothing_private_is_left_in_any_layer(mail: Private) -> None:
    left = everything(scrubbed(mail.raw).raw)
    assert [word for word in mail.secrets if word.lower() in left] == []


@pytest.mark.parametrize("mail", PRIVATE, ids=lambda mail: mail.name)
def test_the_private_mails_have_something_to_hide(mail: Private) -> None:
    """Without this, a secret that the mail never had would seem well kept."""
    subject = message(mail.raw).subject
    texts = [
        part.get_payload(decode=True).decode(part.get_content_charset("windows-1252"))  # type: ignore[union-attr] # leaves
        for part in message_from_bytes(mail.raw).walk()
        if not part.is_multipart() and part.get_content_maintype() == "text"
    ]
    heads = mail.raw.decode("ascii", "replace")
    said = "\n".join((subject, heads, *texts, *map(_bare, texts))).lower()
    assert [word for word in mail.secrets if word.lower() not in said] == []


def _bare(html: str) -> str:
    return re.sub(r"[()\s-]", "", _TAGS.sub("", unescape(html)))


@pytest.mark.parametrize("mail", PRIVATE, ids=lambda mail: mail.name)
def test_what_a_fixture_lives_on_stays(mail: Private) -> None:
    left = everything(scrubbed(mail.raw).raw)
    assert [words for words in mail.kept if words.lower() not in left] == []


@pytest.mark.parametrize("mail", PRIVATE, ids=lambda mail: mail.name)
def test_a_private_mail_reads_the_same_and_scrubbing_it_again_changes_nothing(
    mail: Private,
) -> None:
    done = scrubbed(mail.raw)
    if mail.name != forwarded_as_text().name:  # there the merchant was the one who forwarded it
        assert differences(read(mail.raw), read(done.raw)) == ()
    assert scrubbed(done.raw).raw == done.raw


@pytest.mark.parametrize("mail", PRIVATE, ids=lambda mail: mail.name)
def test_a_scrubbed_mail_goes_to_pat_example(mail: Private) -> None:
    headers = message(scrubbed(mail.raw).raw).headers
    assert "pat@example.org" in headers["to"][0] or mail.name.startswith("forwarded")
    assert set(headers) <= {"from", "to", "cc", "list-unsubscribe", "date"}


def test_one_word_has_one_stand_in_everywhere() -> None:
    done = scrubbed(english().raw)
    left = message(done.raw)
    for place in (left.subject, left.text, _TAGS.sub("", left.html)):
        assert "SO-1000-000001" in place
        assert "Pat" in place
    by_word: dict[str, set[str]] = {}
    for one in done.replacements:
        by_word.setdefault(one.private.lower(), set()).add(one.invented.lower())
    assert [word for word, stand_ins in by_word.items() if len(stand_ins) > 1] == []


def test_the_layout_is_left_alone() -> None:
    before, after = message(english().raw).html, message(scrubbed(english().raw).raw).html
    seen = re.compile(r"<(/?(?:table|tr|td|div|span|b|a)\b)")
    assert seen.findall(re.sub(r"<!--.*?-->", "", before, flags=re.DOTALL)) == seen.findall(after)
    for look in ('class="w"', 'style="padding:8px"', 'align="right"', 'width="600"'):
        assert look in after
    assert "<!--" not in after
    assert "track(" not in after


def test_attachments_are_emptied_and_said_to_be() -> None:
    done = scrubbed(english().raw).raw
    attached = [one for one in message_from_bytes(done).walk() if one.get_filename()]
    assert [one.get_content_type() for one in attached] == ["application/pdf"]
    assert attached[0].get_payload() == ""
    assert attached[0]["Content-Description"] == "emptied by watchdog scrub"


def test_alternatives_stay_alternatives() -> None:
    done = message_from_bytes(scrubbed(english().raw).raw)
    kinds = [one.get_content_type() for one in done.walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]


@pytest.mark.parametrize(
    ("private", "wanted"),
    [
        ("Hi Alrun,", "Hi Pat,"),
        ("Dear Alrun Voss,", "Dear Pat Example,"),
        ("ALRUN VOSS", "PAT EXAMPLE"),
        ("Alrun's plan", "Pat's plan"),
        ("Voss, Alrun", "Example, Pat"),
        ("A. Voss", "P. Example"),
        ("Order number: GPA.3387-2210-0945-66120", "Order number: GPA.1000-0000-0000-00001"),
        ("Order ID: MNX4QH7RWD", "Order ID: MAA0AA0AAB"),
        ("Receipt #2041-7733", "Receipt #1000-0001"),
        ("Call (415) 867-5309", "Call (202) 555-0101"),
        ("Call +1 415 867 5309", "Call +1 202 555 0101"),
        ("Tel. 030 / 1234567", "Tel. 002 / 5550101"),
        ("Visa •••• 4827", "Visa •••• 1001"),
        ("Mastercard ending in 4827", "Mastercard ending in 1001"),
        ("Visa-4827", "Visa-1001"),
        ("IBAN DE89 3704 0044 0532 0130 00", "IBAN DE10 0000 0000 0000 0000 01"),
        ("from 81.2.69.142", "from 192.0.2.1"),
        ("see https://streamly.example/o?u=9", "see https://streamly.example/link-1"),
        ("see https://t.sparkpost-x.net/f/a/9", "see https://example.com/link-1"),
        ("write to jo@quillfeather.net", "write to contact1@example.com"),
        ("write to help@streamly.example", "write to help@streamly.example"),
        ("User name: quill99", "User name: user1"),
        ("Ref: A1B2", "Ref: A0A1"),
        ("Address\nLarkspur 12\nMossford", "Address\nHarbour 01\nWillow"),
    ],
)
def test_each_kind_keeps_its_shape(private: str, wanted: str) -> None:
    assert message(scrubbed(text_mail(f"{private}\n")).raw).text.strip() == wanted


@pytest.mark.parametrize(
    "said",
    [
        "Total: $1,299.00 on November 3, 2026",
        "25.06.2026-25.07.2026",
        "Summe 1.299,00 €",
        "2026-11-03T10:00:00Z",
        "Streamly Office2021Pro for 12 months",
        "https://streamly.example/account/subscriptions",
        "Welcome aboard! Thanks for your payment.",
        "Dear Streamly customer,",
        "You have 1000000 points, 99.95 %",
        "Visa expires 12/2027",
    ],
)
def test_amounts_days_and_ordinary_words_stay(said: str) -> None:
    kept = said.replace("1000000", "1000001")  # a long bare number could be anybody's
    assert message(scrubbed(text_mail(f"{said}\n")).raw).text.strip() == kept


@pytest.mark.parametrize(
    ("greeting", "wanted"),
    [
        ("Hallo Brunhild,", "Hallo Pat,"),
        ("Liebe Frau Dr. Brunhild,", "Liebe Frau Dr. Pat,"),
        ("Bonjour Brunhild !", "Bonjour Pat !"),
        ("Hola Brunhild:", "Hola Pat:"),
        ("Ciao Brunhild,", "Ciao Pat,"),
        ("Olá Brunhild,", "Olá Pat,"),
        ("Beste Brunhild,", "Beste Pat,"),
        ("Hej Brunhild!", "Hej Pat!"),
        ("Hei Brunhild,", "Hei Pat,"),
        ("Cześć Brunhild,", "Cześć Pat,"),
        ("Dobrý den Brunhild,", "Dobrý den Pat,"),
        ("Kedves Brunhild!", "Kedves Pat!"),
        ("Bună Brunhild,", "Bună Pat,"),
        ("Merhaba Brunhild,", "Merhaba Pat,"),
        ("Здравствуйте, Брунгильда!", "Здравствуйте, Pat!"),
        ("亲爱的 王小明，", "亲爱的 Pat，"),
        ("王小明님", "Pat님"),
    ],
)
def test_greetings_of_many_languages_tell_the_name(greeting: str, wanted: str) -> None:
    raw = text_mail(f"{greeting}\n\nBrunhild / Брунгильда / 王小明\n", to="x@voss.example")
    first, _, rest = message(scrubbed(raw).raw).text.partition("\n")
    assert first == wanted
    assert "Pat" in rest


@pytest.mark.parametrize(
    "block",
    [
        ("Billing address", "Odo Finch", "12 Larkspur Road", "Mossford", "AB1 2CD"),
        ("Sold to:", "Odo Finch", "9921 Larkspur Ave, Unit 4", "Mossford, CA 94199"),
        ("Rechnungsanschrift:", "Odo Finch", "Larkspurweg 9", "10999 Mossford"),
        ("Lieferadresse", "Frau Odo Finch", "Am Larkspur 9", "10999 Mossford"),
        ("Facturé à :", "Odo FINCH", "9 rue de Larkspur", "75999 MOSSFORD"),
        ("Odo Finch", "Larkspurstraße 9", "10999 Mossford"),
    ],
)
def test_address_blocks_go(block: tuple[str, ...]) -> None:
    text = "\n".join((*block, "", "Total: $4.99", ""))
    for raw in (
        text_mail(text),
        html_mail(f"<table><tr><td>{'<br>'.join(block)}</td></tr></table>"),
    ):
        left = everything(scrubbed(raw).raw)
        assert [one for one in ("odo", "finch", "larkspur", "mossford") if one in left] == []


@pytest.mark.parametrize(
    ("to", "said", "wanted"),
    [
        (
            "Jörg Müßig <jm@voss.example>",
            "JOERG MUESSIG, Joerg, Müssig",
            "PAT EXAMPLE, Pat, Example",
        ),
        ("Alrun Voss <quill77x@gmail.com>", "Signed in as quill77x.", "Signed in as user1."),
        ("streamly@alrunvoss.net", "Streamly at alrunvoss.net", "Streamly at site1.example.com"),
        ("billing@gmail.com", "Your billing plan", "Your billing plan"),
    ],
)
def test_what_the_address_tells_goes_too(to: str, said: str, wanted: str) -> None:
    assert message(scrubbed(text_mail(f"{said}\n", to=to)).raw).text.strip() == wanted


AWKWARD = [
    (
        """Hi A. Voss,
VAT ID: DE123456789
Invoice to
Voss & Söhne GmbH
z. Hd. Alrun Voss
An der Au 3
D-04109 Mossford

Total 19.99 EUR""",
        ("voss", "söhne", "alrun", "der au", "04109", "mossford", "123456789"),
    ),
    (
        """Facture n° 2026/FA/00123
Client :
Mme Voss Alrun
Chez M. Dupontel
4 allée des Roses
Bât. B
69003 Mossford
Montant : 12,00 €""",
        ("voss", "alrun", "dupontel", "roses", "69003", "mossford", "00123"),
    ),
    (
        """Your order (#1048576-A) has shipped to: Alrun Voss, 12 Larkspur St., Mossford, IL 62704
Call me at 415.867.5309
License key: QWER-TYUI-ASDF-GHJK""",
        ("1048576", "larkspur", "mossford", "62704", "5309", "tyui"),
    ),
    (
        """Hola Alrun:
Pedido n.º 77-8899
Facturar a:
Alrun Voss
Calle de Larkspur 12, 3º B
28014 Mossford
España
Total: 9,99 €
DNI: 12345678Z""",
        ("alrun", "voss", "8899", "larkspur", "28014", "mossford", "12345678"),
    ),
    (
        """MAC 00:1B:44:11:3A:B7 IMEI 490154203237518 at 10:00:00
IP 2a02:8109:9a40::7334
Session tok_9f8e7d6c5b4a39281706
id 3f2a91c0-77aa-4bcd-9e01-5d6f7a8b9c0d""",
        ("1b:44", "490154", "8109", "9f8e", "77aa"),
    ),
]


@pytest.mark.parametrize(("text", "secrets"), AWKWARD)
def test_awkward_mails_keep_nothing_and_stay_as_they_are(
    text: str, secrets: tuple[str, ...]
) -> None:
    once = scrubbed(text_mail(text)).raw
    assert [word for word in secrets if word in everything(once)] == []
    assert scrubbed(once).raw == once


def test_what_still_looks_private_is_listed() -> None:
    text = "Your site alrunsgarden.org\nwith 482 913\nNow at 19 Teasel Street\nalrunvossfan\n"
    said = {(one.text, one.what) for one in scrubbed(text_mail(text)).suspicions}
    assert ("alrunsgarden.org", "looks like somebody's web address") in said
    assert ("482 913", "is a long number") in said
    assert any("postal address" in what for _, what in said)
    assert ("alrunvossfan", "has a name in it") in said


def test_a_name_that_is_an_ordinary_word_is_pointed_out_where_it_stays() -> None:
    text = "Hi Bill,\n\nBill to: the card on file.\n"
    done = scrubbed(text_mail(text, to="Bill Larkspur <b@larkspur.example>"))
    assert message(done.raw).text == "Hi Pat,\n\nBill to: the card on file.\n"
    assert ("Bill", "part of a name, and an ordinary word too") in {
        (one.text, one.what) for one in done.suspicions
    }


def test_a_name_that_is_a_brand_too_goes_where_somebody_is_spoken_to() -> None:
    text = "Hi Max,\n\nthanks for your Streamly Max order.\n"
    raw = text_mail(text, to="Max <m.payne@payne.example>", subject="Max, your receipt for Max")
    done = message(scrubbed(raw).raw)
    assert done.subject == "Pat, your receipt for Max"
    assert done.text == "Hi Pat,\n\nthanks for your Streamly Max order.\n"


def test_tokens_in_the_senders_own_address_go() -> None:
    raw = text_mail("Receipt\n").replace(b"billing@", b"receipts+acct_1AbCdEfGhIjKlMnO@")
    assert (
        message(scrubbed(raw).raw).from_address == "receipts+acct_0AaAaAaAaAaAaAaB@streamly.example"
    )


def test_a_mail_over_a_limit_is_not_scrubbed() -> None:
    assert isinstance(scrub(b"Subject: x\n\n" + b"x" * MAX_RAW, known()), Unreadable)


@given(st.binary(max_size=2000))
def test_any_bytes_can_be_scrubbed(noise: bytes) -> None:
    head = (
        b"From: a@b.example\nTo: c@d.example\nSubject: =?utf-8?q?x?=\nContent-Type: text/html\n\n"
    )
    for raw in (noise, head + noise):
        done = scrub(raw, known())
        assert isinstance(done, Unreadable) or done.raw.isascii()


@given(st.text(max_size=300))
def test_any_text_comes_out_the_same_the_second_time(text: str) -> None:
    once = scrubbed(text_mail(text.encode("utf-8", "replace").decode()))
    assert scrubbed(once.raw).raw == once.raw


@pytest.fixture
def mail_file(tmp_path: Path) -> Path:
    """A private mail as a person saved it."""
    file = tmp_path / "private.eml"
    file.write_bytes(english().raw)
    return file


def test_the_command_writes_and_shows_what_it_did(door: Door, mail_file: Path) -> None:
    out = mail_file.parent / "new" / "sender" / "case.eml"
    ended = door("scrub", mail_file, "--out", out, "--yes")
    assert (ended.code, ended.err) == (0, f"Wrote {out}.\n")
    assert out.read_bytes() == scrubbed(english().raw).raw
    for said in ("Z****", "Pat Example", "Total | $12.99", "reads the same", "x-sg-eid"):
        assert said in ended.out
    assert "\x1b" not in ended.out


def test_the_command_never_prints_a_private_word(door: Door, mail_file: Path) -> None:
    ended = door("scrub", mail_file, "--yes")
    said = (ended.out + ended.err.replace(str(mail_file.parent), "")).lower()
    assert [word for word in english().secrets if word.lower() in said] == []


def test_without_a_name_it_writes_beside_the_mail(door: Door, mail_file: Path) -> None:
    assert door("scrub", mail_file, "--yes").code == 0
    assert mail_file.with_name("private.scrubbed.eml").exists()
    assert mail_file.read_bytes() == english().raw


def test_a_mail_that_reads_otherwise_is_said_to(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "own.eml"
    company, person = b"Streamly <billing@", b"Zelda Quillfeather <billing@"
    file.write_bytes(english().raw.replace(company, person))
    ended = door("scrub", file, "--yes")
    assert "THE TWO DIFFER" in ended.out
    assert "merchant" in ended.out


def test_nobody_to_ask_is_a_slip(door: Door, mail_file: Path) -> None:
    ended = door("scrub", mail_file)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "watchdog: nobody can be asked here; add --yes to write without a question\n"
    )
    assert [one.name for one in mail_file.parent.iterdir()] == ["private.eml"]


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        ("missing.eml", None, 2, "does not exist; check the path"),
        ("empty.eml", b"", 1, "is empty; save the mail again"),
        ("noise.eml", bytes(range(256)) * 20, 1, "is not a mail; give .eml files"),
        ("box.zip", b"PK\x03\x04" + b"x" * 99, 1, "is not a mail; unpack it first"),
        ("folder", "", 2, "is a folder; give one mail"),
        (
            "two.mbox",
            b"From a@b.example Tue Nov  3 10:00:00 2026\nFrom: a@b.example\nSubject: x\n\nhi\n\n"
            * 2,
            2,
            "holds several mails; save the one as a file of its own",
        ),
    ],
)
def test_a_file_that_is_no_mail_is_one_line(
    door: Door, tmp_path: Path, name: str, content: bytes | str | None, code: int, says: str
) -> None:
    file = tmp_path / name
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif content is not None:
        file.mkdir()
    ended = door("scrub", file, "--yes")
    assert (ended.code, ended.out) == (code, "")
    assert ended.err.count("\n") == 1
    assert says in ended.err


def test_it_never_writes_over_the_private_mail_or_a_folder(door: Door, mail_file: Path) -> None:
    for out, says in ((mail_file, "is the mail itself"), (mail_file.parent, "is a folder")):
        ended = door("scrub", mail_file, "--out", out, "--yes")
        assert ended.code == 2
        assert says in ended.err
    assert mail_file.read_bytes() == english().raw


@pytest.mark.parametrize(("answer", "is_written"), [("y", True), ("n", False), ("", False)])
def test_on_a_terminal_it_asks(mail_file: Path, answer: str, is_written: bool) -> None:
    """A real terminal, with a person's keys."""
    out = mail_file.with_name("out.eml")
    said = _typed(["scrub", str(mail_file), "--out", str(out)], f"{answer}\n")
    assert f"Write {out}? [y/N]" in said
    assert ("Wrote" if is_written else "Nothing was written.") in said
    assert out.exists() is is_written


def _typed(words: list[str], keys: str) -> str:
    """What a command says on a terminal where these keys are typed."""
    ours, theirs = pty.openpty()
    line = [sys.executable, "-m", "watchdog", *words]
    with subprocess.Popen(line, stdin=theirs, stdout=theirs, stderr=theirs) as running:  # noqa: S603 - our own
        os.close(theirs)
        os.write(ours, keys.encode())
        said = b"".join(_read_terminal(ours))
        running.wait()
    os.close(ours)
    return "".join(said.decode("utf-8", "replace").replace("\r\n", "\n"))


def _read_terminal(ours: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so when the other side has closed
            return
        if not piece:
            return
        yield piece
