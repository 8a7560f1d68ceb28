"""Reading a mail: what is in it, what is odd about it, and that nothing breaks the reader."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.message import MAX_RAW, Message, Unreadable, read_message
from parsers.mime import parts, structure
from parsers.mime.headers import decode_words, read_author, read_date, read_headers
from parsers.mime.structure import parameter, unflow
from tests.rigs.mime_zoo import ZOO

_FIXTURES = Path(__file__).parent.parent / "fixtures" / "senders"
RECEIPT = b"""\
Received: from mx.example.net by mail.example.org; Mon, 8 Jun 2026 10:00:01 +0000
Authentication-Results: mail.example.org; dmarc=pass header.from=example.com
Authentication-Results: elsewhere.example; dkim=fail
From: =?utf-8?Q?M=C3=BCller_?= Streaming <Billing@Mail.EXAMPLE.com>
To: alice@example.org
Subject: Your =?iso-8859-1?Q?caf=E9?= receipt
Message-ID: <1@example.com>
Date: Mon, 8 Jun 2026 12:00:00 +0200
X-Other: not kept
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: multipart/alternative; boundary="in ner"

--in ner
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Total =E2=82=AC9.99
--in ner
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: base64

PHA+VG90YWwggDkuOTk8L3A+
--in ner--
--outer
Content-Type: text/plain; name="notes.txt"
Content-Disposition: attachment; filename="notes.txt"

not the body
--outer
Content-Type: application/pdf
Content-Disposition: attachment; filename*=utf-8''Rechnung%20f%C3%BCr%20Juni.pdf

x
--outer--
"""


def read(raw: bytes, received_at: datetime | None = None) -> Message:
    message = read_message(raw, received_at=received_at)
    assert isinstance(message, Message)
    return message


def test_a_receipt_is_read_whole() -> None:
    message = read(RECEIPT)
    assert message.from_name == "Müller Streaming"
    assert message.from_address == "Billing@mail.example.com"
    assert message.subject == "Your café receipt"
    assert message.message_id == "<1@example.com>"
    assert message.sent_at == datetime(2026, 6, 8, 10, tzinfo=UTC)
    assert message.text.strip() == "Total €9.99"
    assert message.html == "<p>Total €9.99</p>"
    assert message.attachments == ("notes.txt", "Rechnung für Juni.pdf")
    assert message.defects == ()
    assert [value[:4] for value in message.headers["authentication-results"]] == ["mail", "else"]
    assert "x-other" not in message.headers
    assert "subject" not in message.headers


def test_line_ends_change_nothing() -> None:
    crlf = read(RECEIPT.replace(b"\n", b"\r\n"))
    assert crlf == read(RECEIPT)


def test_one_mail_delivered_twice_has_one_fingerprint() -> None:
    again = (
        b"Received: by another.example; later\n" + RECEIPT.replace(b"\n", b"\r\n") + b"\r\n \r\n"
    )
    assert read(again).fingerprint == read(RECEIPT).fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Total =E2=82=AC9.99", b"Total =E2=82=AC8.99"),
        (b"receipt\nMessage", b"refund\nMessage"),
        (b"<1@", b"<2@"),
        (b"12:00:00", b"12:00:01"),
        (b"Billing@", b"Bills@"),
    ],
)
def test_two_mails_have_two_fingerprints(old: bytes, new: bytes) -> None:
    assert old in RECEIPT
    assert read(RECEIPT.replace(old, new, 1)).fingerprint != read(RECEIPT).fingerprint


@pytest.mark.parametrize(
    "date", [b"nonsense", b"", b"1 Jan 1970 00:00 GMT", b"1 Jan 2200 00:00 GMT"]
)
def test_without_a_believable_date_the_day_it_came_counts(date: bytes) -> None:
    raw = b"From: a@example.com\nDate: " + date + b"\n\nhi"
    came = datetime(2026, 6, 8, 1, tzinfo=timezone(timedelta(hours=2)))
    assert read(raw, came).sent_at == datetime(2026, 6, 7, 23, tzinfo=UTC)
    assert read(raw).sent_at is None


@pytest.mark.parametrize(
    ("headers", "defect"),
    [
        (b"From: a@example.com\nFrom: b@example.com", "two From headers"),
        (b"From: <a@example.com> <b@example.com>", "several addresses in From"),
        (b"From: a@example.com, b@example.com", "several addresses in From"),
        (b"Subject: x", "no address in From"),
        (b"From: Somebody", "no address in From"),
        (b"From: a\x00b@example.com", "no address in From"),
        (b'From: "a@example.com" <b@example.org>', "display name contains an address"),
        (b"From: =?utf-8?Q?a=40example.com?= <b@example.org>", "display name contains an address"),
        (b"From: a@example.com\nSubject: " + b"x" * 9000, "header subject cut at 8 KiB"),
    ],
)
def test_what_is_odd_is_noted(headers: bytes, defect: str) -> None:
    assert defect in read(headers + b"\n\nhi").defects


def test_a_name_that_is_the_address_is_not_odd() -> None:
    assert read(b'From: "a@example.com" <a@EXAMPLE.com>\n\nhi').defects == ()


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("Example, Inc. <a@example.com>", "Example, Inc.", "a@example.com"),
        ('"Doe, \\"J\\"" <a@example.com>', 'Doe, "J"', "a@example.com"),
        ("a@example.com (Me (really))", "", "a@example.com"),
        ("=?utf-8?B?5pel5pys?= <a@example.com>", "日本", "a@example.com"),
        ("=?utf-8?Q?A=2C_B?= <a@example.com>", "A, B", "a@example.com"),
        ("Tab\there\x07 <a@example.com>", "Tab here", "a@example.com"),
        ("undisclosed-recipients:;", "undisclosed-recipients", ""),  # a group's name is shown
        ("Somebody", "Somebody", ""),
        ("Dots <a@...>", "Dots", ""),
    ],
)
def test_authors(value: str, name: str, address: str) -> None:
    author, _ = read_author(value)
    assert (author.name, author.address) == (name, address)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("=?utf-8?Q?=E2=82?= =?utf-8?Q?=AC_5?=", "€ 5"),
        ("a =?utf-8?q?b?= c =?UTF-8*en?B?ZA==?= e", "a b c d e"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?utf-8?Q?in=0D=0Ajected?=", "in jected"),
        ("=?utf-8?Q?left_open", "=?utf-8?Q?left_open"),
    ],
)
def test_encoded_words(value: str, text: str) -> None:
    assert decode_words(value) == text


def test_dates_come_in_utc() -> None:
    assert read_date("Tue, 2 Jan 2024 01:00:00 +0200") == datetime(2024, 1, 1, 23, tzinfo=UTC)
    assert read_date("Tue, 2 Jan 2024 01:00:00 -0000") == datetime(2024, 1, 2, 1, tzinfo=UTC)


def test_a_mail_that_is_attached_is_carried() -> None:
    inner = b"From: shop@example.com\n\nTotal 9.99"
    head = b"From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    tail = b"--b\nContent-Type: message/rfc822\n\n" + inner + b"\n--b--\n"
    message = read(head + b"\nLook at this\n" + tail)
    assert (message.text, message.from_address) == ("Look at this", "a@example.org")
    assert [one.text for one in message.carried] == ["Total 9.99"]
    assert [one.from_address for one in message.carried] == ["shop@example.com"]


def test_a_mail_that_is_attached_packed_or_as_a_file() -> None:
    inner = b64encode(b"From: shop@example.com\n\nTotal 9.99")
    for kind in (b"message/rfc822", b'application/octet-stream; name="a.eml"'):
        head = b"From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        part = b"Content-Type: " + kind + b"\nContent-Transfer-Encoding: base64\n\n" + inner
        message = read(head + part + b"\n--b--\n")
        assert [one.text for one in message.carried] == ["Total 9.99"], kind


def test_what_a_carried_mail_says_of_its_way_is_left_out() -> None:
    inner = b"From: s@example.com\nList-Id: <l>\nAuthentication-Results: mx; dmarc=pass\n\nHi"
    head = b"From: a@example.org\nContent-Type: message/rfc822\n\n"
    assert list(read(head + inner).carried[0].headers) == ["list-id"]


def test_a_returned_mail_is_not_carried() -> None:
    head = b"From: a@example.org\nContent-Type: multipart/report; boundary=b\n\n--b\n"
    tail = b"Content-Type: message/rfc822\n\nFrom: b@example.org\n\nTotal 9.99\n--b--\n"
    assert read(head + tail).carried == ()


def test_large_parts_are_cut_and_noted() -> None:
    head = b"From: a@example.com\nContent-Type: text/html\n\n"
    message = read(head + b"<p>x</p>" * 200_000)
    assert len(message.html) == 1024 * 1024
    assert message.defects == ("text/html part cut at 1024 KiB",)


def test_a_name_in_the_charset_that_python_names_its_own_way() -> None:
    raw = b"From: =?eucgb2312_cn?b?vfXQ5Q==?= <a@example.org>\nSubject: x\n\nx\n"
    message = read_message(raw)
    assert isinstance(message, Message)
    assert message.from_name == "\u9526\u7ee3"


def test_charset_of_the_html_itself() -> None:
    head = b"From: a@example.com\nContent-Type: text/html\n\n"
    meta = b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">'
    assert "zł" in read(head + meta + "5 zł".encode("iso8859-2")).html


def test_flowed_text() -> None:
    assert unflow("a \nb\n> q \nc \n-- \nd", joins_words=False) == "a b\n> q \nc \n-- \nd"
    assert unflow("日 \n本\n stuffed", joins_words=True) == "日本\nstuffed"
    raw = b"From: a@example.com\nContent-Type: text/plain; format=flowed\n\nYou paid \n9.99\n"
    assert read(raw).text == "You paid 9.99\n"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ('a/b; name="x; y.pdf"', "x; y.pdf"),
        ("a/b; name=x.pdf; other=1", "x.pdf"),
        ("a/b; name*0=ab; name*1=cd", "abcd"),
        ("a/b; name=plain; name*=utf-8''%E2%82%AC.pdf", "€.pdf"),
        ('a/b; name="=?utf-8?Q?=E2=82=AC?="', "€"),
        ("a/b", ""),
    ],
)
def test_parameters(header: str, value: str) -> None:
    assert parameter(header, "name") == value


def test_at_most_fifty_attachments() -> None:
    part = b"--b\nContent-Type: image/png; name=x.png\n\nx\n"
    head = b"From: a@example.com\nContent-Type: multipart/mixed; boundary=b\n\n"
    assert len(read(head + part * 60).attachments) == 50


UNREADABLE = {
    "header too large": "header larger than 256 KiB",
    "header without end": "header larger than 256 KiB",
    "header of too many lines": "more than 1000 header lines",
    "many parts": "more than 200 parts",
    "nested 31": "parts nested deeper than 30",
    "nested 1200": "parts nested deeper than 30",
    "nested and left open": "parts nested deeper than 30",
    "mail in mail 300": "parts nested deeper than 30",
    "mail in mail 5000": "parts nested deeper than 30",
    "nothing but line feeds": "more than 600000 lines",
    "boundary with NUL": "its parts cannot be told apart (ValueError)",
}


def test_the_zoo_is_large_enough() -> None:
    assert len(ZOO) >= 45
    assert set(UNREADABLE) <= set(ZOO)


@pytest.mark.parametrize("name", ZOO)
def test_each_malformed_mail_is_a_value_and_hurts_no_neighbour(name: str) -> None:
    outcome = read_message(ZOO[name])
    assert len(outcome.fingerprint) == 64
    if name in UNREADABLE:
        assert isinstance(outcome, Unreadable)
        assert outcome.reason == UNREADABLE[name]
    else:
        assert isinstance(outcome, Message)
        for text in (outcome.subject, outcome.from_name, outcome.text, outcome.html):
            text.encode()
    read_headers(ZOO[name])
    assert read(RECEIPT).text.strip() == "Total €9.99"


def _taken_apart(raw: bytes) -> object:
    """The bodies of a mail, or why there are none."""
    try:
        return structure.read_bodies(raw)
    except Exception as problem:  # noqa: BLE001 - the library may raise anything here
        return type(problem), str(problem)


@pytest.mark.parametrize(
    "raw",
    [
        *ZOO.values(),
        *(path.read_bytes() for path in sorted(_FIXTURES.glob("*/*.eml"))[::5]),
    ],
)
def test_bodies_that_the_library_does_not_see_are_read_as_if_it_did(raw: bytes) -> None:
    parted = _taken_apart(raw)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(structure, "take_apart", parts.by_library)
        patch.setattr(parts, "_without_bodies", lambda mail: (mail, []))
        assert parted == _taken_apart(raw)


_LINES = st.sampled_from(
    [
        *("--a", "--a--", "--b", "--b--", "-- ", "", "", "x" * 250, "\x020\x02"),
        *(
            "Content-Type: multipart/mixed; boundary=a",
            "Content-Type: multipart/digest; boundary=b",
        ),
        *("Content-Type: multipart/alternative; boundary=b", "Content-Type: message/rfc822"),
        *("Content-Type: text/plain", "Content-Type: text/html; charset=utf-8", "Subject: hello"),
        *(" folded", "no header at all", "Content-Transfer-Encoding: base64", "VG90YWw="),
    ]
)


@settings(max_examples=300, deadline=None)
@given(lines=st.lists(_LINES, max_size=25), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_and_so_are_those_of_mail_that_is_made_of_anything(lines: list[str], end: str) -> None:
    raw = end.join(["Content-Type: multipart/mixed; boundary=a", *lines]).encode()
    parted = _taken_apart(raw)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(structure, "take_apart", parts.by_library)
        patch.setattr(parts, "_without_bodies", lambda mail: (mail, []))
        assert parted == _taken_apart(raw)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("utf-8 that is latin-1", "Betrag für März 12,00 €"),
        ("ascii that is utf-8", "Betrag für März 12,00 €"),
        ("base64 with dirt", "Total 9.99"),
        ("no boundary", "Total 9.99\n"),
        ("returns only", "Total 9.99"),
        ("double returns", "Total 9.99\n"),
        ("byte order mark", "Total 9.99"),
        ("mbox line first", "Total 9.99"),
        ("NUL in the body", "Total 9.99"),
        ("nested 29", "Total 9.99"),
        ("charset utf-7", "Total 9.99"),
    ],
)
def test_what_can_be_saved_of_the_malformed_is_saved(name: str, text: str) -> None:
    assert read(ZOO[name]).text == text


def test_file_names_lose_their_folders() -> None:
    assert read(ZOO["file name that climbs"]).attachments == ("pass wd",)


def test_mail_over_the_limit_is_unreadable() -> None:
    outcome = read_message(RECEIPT + b"x" * MAX_RAW)
    assert isinstance(outcome, Unreadable)
    assert outcome.reason == "larger than 25 MiB"


@pytest.mark.parametrize("name", ZOO)
def test_a_glance_agrees_with_the_whole_reading(name: str) -> None:
    outcome, glance = read_message(ZOO[name]), read_headers(ZOO[name].partition(b"\n\n")[0])
    if isinstance(outcome, Message) and name not in (
        "body only",
        "double returns",
        "byte order mark",
    ):
        assert (glance.from_name, glance.from_address) == (outcome.from_name, outcome.from_address)
        assert glance.subject == outcome.subject


def test_a_glance() -> None:
    glance = read_headers(
        b"LIST-ID: <news.example.com>\r\nFrom: A <a@Example.com>\r\nSubject: =?utf-8?B?\r\n"
        b"Auto-Submitted: auto-generated\r\n"
    )
    assert glance.from_address == "a@example.com"


@given(st.binary(max_size=2000))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_value(raw: bytes) -> None:
    assert read_message(raw).fingerprint
    read_headers(raw)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    raw = bytearray(RECEIPT)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(raw)))
        width = draw(st.integers(0, 40))
        raw[at : at + width] = draw(
            st.one_of(
                st.binary(max_size=12),
                st.sampled_from([b"\n", b"\r", b"\n\n", b'"', b"=?", b"--outer\n", b"; ", b"\x00"]),
            )
        )
    return bytes(raw)


@given(mutated())
@settings(max_examples=300, deadline=None)
def test_a_mutated_mail_is_a_value(raw: bytes) -> None:
    assert read_message(raw).fingerprint
    read_headers(raw)
