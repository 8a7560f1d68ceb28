"""The lean walk through a mail finds what the library finds, or leaves it to the library."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.mime import structure
from parsers.mime.parts import Part, by_library, take_apart
from tests.rigs.mime_zoo import ZOO

_FIXTURES = Path(__file__).parent.parent / "fixtures"
_LINES = (
    "Content-Type: multipart/mixed; boundary=a",
    'Content-Type: multipart/alternative;\n boundary="b c"',
    "Content-Type: multipart/related; boundary=a; type=x",
    "Content-Type: text/html; charset=utf-8",
    "content-type: text/plain; name*=utf-8''x.txt",
    "Content-Type: message/rfc822",
    "Content-Transfer-Encoding: base64",
    "Content-Disposition: attachment; filename=bill.eml",
    "Subject: x",
    "",
    "",
    "",
    "--a",
    "--a--",
    "--a  ",
    "--b c",
    "--b c--",
    "--ab",
    "--",
    "VG90YWwgOS45OQ==",
    "Total =E2=82=AC9.99 " + "x" * 210,
    " folded",
)


def shape(part: Part) -> object:
    """What a part is, and what is in it; line ends are all one."""
    if part.is_multipart():
        inside = [shape(one) for one in structure.children(part)]
        return part.get_content_type(), inside
    body = part.content().replace(b"\r\n", b"\n")
    return part.get_content_type(), sorted(part.items()), body


def check(raw: bytes) -> None:
    """Both ways give the same parts; where the library raises, so does the walk."""
    try:
        expected = shape(by_library(raw))
    except Exception as problem:  # noqa: BLE001 - whatever it is
        with pytest.raises(type(problem)):
            take_apart(raw)
        return
    assert shape(take_apart(raw)) == expected


def test_our_mail_is_taken_apart_as_by_the_library() -> None:
    for path in sorted(_FIXTURES.rglob("*.eml")):
        check(path.read_bytes())


@pytest.mark.parametrize("name", sorted(ZOO))
def test_malformed_mail_is_taken_apart_as_by_the_library(name: str) -> None:
    if len(ZOO[name]) < 1_000_000:
        check(ZOO[name])


def test_a_folded_line_of_a_header_ends_as_the_library_has_it() -> None:
    check(b'Content-Type: text/plain;\r\n charset="utf-8"\r\nSubject: a\r\n b\r\n\r\nhello\r\n')


@given(st.lists(st.sampled_from(_LINES), max_size=24), st.sampled_from(("\n", "\r\n")))
def test_any_rows_of_mail_are_taken_apart_as_by_the_library(lines: list[str], end: str) -> None:
    check("\n".join(lines).replace("\n", end).encode())


@given(st.lists(st.text(max_size=300), min_size=1, max_size=4))
def test_honest_mail_is_taken_apart_as_by_the_library(texts: list[str]) -> None:
    mail = EmailMessage()
    mail.set_content(texts[0])
    for text in texts[1:2]:
        mail.add_alternative(text, subtype="html")
    for text in texts[2:]:
        mail.add_attachment(text.encode(), maintype="application", subtype="pdf", filename="a.pdf")
    check(mail.as_bytes())
