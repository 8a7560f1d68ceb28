"""Malformed mail: what broken mailers, gateways and bored people put into a mailbox."""

import base64
import zlib

_FROM = b"From: Example <billing@example.com>\n"
_HEAD = _FROM + b"Subject: Receipt\nMIME-Version: 1.0\n"


def _text(parameters: bytes, body: bytes, *more: bytes) -> bytes:
    headers = b"".join(line + b"\n" for line in more)
    return _HEAD + b"Content-Type: text/plain" + parameters + b"\n" + headers + b"\n" + body


def _labelled(charset: str, body: bytes = b"Total 9.99") -> bytes:
    return _text(b"; charset=" + charset.encode(), body)


def _with(header: bytes) -> bytes:
    return header + b"\n\nTotal 9.99\n"


def _nested(depth: int, *, closed: bool = True) -> bytes:
    start = [
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth)
    ]
    ends = [b"\n--b%d--\n" % n for n in reversed(range(depth))] if closed else []
    return _HEAD + b"".join([*start, b"Content-Type: text/plain\n\nTotal 9.99", *ends])


def _russian_dolls(depth: int) -> bytes:
    return _HEAD + b"Content-Type: message/rfc822\n\n" * depth + b"Subject: in\n\nTotal 9.99\n"


def _many_parts(count: int) -> bytes:
    parts = b"--b\n\nTotal 9.99\n" * count
    return _HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--\n"


_CHARSETS = {
    f"charset {label}": _labelled(label)
    for label in (
        "x-nowhere",
        "base64",
        "rot13",
        "idna",
        "undefined",
        "unicode_escape",
        "utf-7",
        "mbcs",
        "''",
        "utf-8\x00sig",
        "../../etc/passwd",
    )
}

ZOO: dict[str, bytes] = {
    **_CHARSETS,
    "charset zlib over a bomb": _text(
        b"; charset=zlib",
        base64.encodebytes(zlib.compress(b"9" * 5_000_000)),
        b"Content-Transfer-Encoding: base64",
    ),
    "charset punycode": _labelled("punycode", b"a-" + b"9" * 100_000),
    "utf-8 that is latin-1": _labelled("utf-8", b"Betrag f\xfcr M\xe4rz 12,00 \x80"),
    "ascii that is utf-8": _labelled("us-ascii", "Betrag für März 12,00 €".encode()),
    "broken iso-2022-jp": _labelled("iso-2022-jp", b"\x1b$B\xff\xff\x1b(B 9.99"),
    "odd utf-16": _labelled("utf-16", b"\xff\xfeT\x00o\x00t"),
    "unknown transfer encoding": _text(b"", b"Total 9.99", b"Content-Transfer-Encoding: x-zip"),
    "base64 with dirt": _text(b"", b"VG90YWw*@ gOS4\n5OQ", b"Content-Transfer-Encoding: base64"),
    "quoted-printable cut": _text(
        b"", b"9=2E99 =E2=8", b"Content-Transfer-Encoding: quoted-printable"
    ),
    "uuencoded": _text(b"", b"begin 644 x\n#0V%T\n", b"Content-Transfer-Encoding: x-uuencode"),
    "multipart in base64": _HEAD
    + b"Content-Type: multipart/mixed; boundary=x\nContent-Transfer-Encoding: base64\n\n"
    + b"--x\n\nTotal 9.99\n--x--\n",
    "no boundary": _HEAD + b"Content-Type: multipart/alternative\n\nTotal 9.99\n",
    "boundary that never comes": _HEAD + b"Content-Type: multipart/mixed; boundary=q\n\nTotal\n",
    "boundary with NUL": _HEAD
    + b"Content-Type: multipart/mixed; boundary*=x\x00y''q\n\n--q\n\nTotal\n",
    "boundary unclosed": _HEAD + b"Content-Type: multipart/mixed; boundary=q\n\n--q\n\nTotal 9.99",
    "content type of noise": _HEAD + b"Content-Type: ;;;///;=\xff=\n\nTotal\n",
    "parameter without value": _text(b"; name*", b"Total 9.99"),
    "three thousand parameters": _text(b"".join(b"; name*%d=a" % n for n in range(3000)), b"Total"),
    "file name that climbs": _HEAD
    + b'Content-Type: application/pdf; name="..\\..\\x.pdf"\n'
    + b"Content-Disposition: attachment; filename*=utf-8''..%2F..%2Fetc%2Fpass%0Dwd\n\n9\n",
    "message id in brackets": _with(_FROM + b"Message-ID: <[a].b@[c].EXAMPLE.COM>"),
    "message id empty": _with(_FROM + b"Message-ID: "),
    "message id twice": _with(_FROM + b"Message-ID: <a@example.com>\nMessage-ID: <b@example.com>"),
    "message id folded": _with(_FROM + b"Message-ID:\n <a@example.com\n c>"),
    "recipient of comments": _with(_FROM + b"To: (nobody):"),
    "no author": _with(b"Subject: Receipt"),
    "author of noise": _with(b'From: <<<>>>,,;;"\\'),
    "author with NUL": _with(b"From: a\x00b <x\x00@example.com>"),
    "two thousand authors": _with(
        b"From: " + b", ".join(b"a%d@b.example" % n for n in range(2000))
    ),
    "author in comments": _with(b"From: " + b"(" * 900 + b")" * 900 + b" a@example.com"),
    "author of quotes": _with(b'From: "' + b'\\"' * 50_000 + b'" <a@example.com>'),
    "subject in no charset": _with(_FROM + b"Subject: =?x-none?B?SGVsbG8=?="),
    "subject of broken words": _with(
        _FROM + b"Subject: =?utf-8?Q?=E2=82?= =?utf-8?B?!?= =?utf-8?Q?x"
    ),
    "subject of many words": _with(_FROM + b"Subject:" + b" =?utf-8?Q?=E2=82=AC?=" * 10_000),
    "subject in raw bytes": _with(_FROM + b"Subject: Rechnung \xfcber 12 \x80"),
    "subject with a return": _with(_FROM + b"Subject: Receipt\rBcc: x@example.org"),
    "subject with a hidden header": _with(_FROM + b"Subject: =?utf-8?Q?hi=0D=0ABcc:_x=40y?="),
    "subject too long": _with(_FROM + b"Subject: " + b"A" * 20_000),
    "header too large": _with(_FROM + b"Subject: " + b"A" * 300_000),
    "header of too many lines": _with(_FROM + b"X-A: b\n" * 5000),
    "header without end": _FROM + b"X-A: bbbbbbbbbb\n" * 30_000,
    "line that is no header": _with(_FROM + b"this is no header\nSubject: Receipt"),
    "date of noise": _with(_FROM + b"Date: Thirty Febtober"),
    "date far away": _with(_FROM + b"Date: Mon, 1 Jan 99999 00:00:00 +0000"),
    "date in no zone": _with(_FROM + b"Date: Mon, 1 Jan 2024 00:00:00 +9999"),
    "date at 25 hours": _with(_FROM + b"Date: Mon, 1 Jan 2024 25:61:61 +0000"),
    "date of digits": _with(_FROM + b"Date: " + b"9" * 5000),
    "NUL in the body": _text(b"", b"To\x00tal 9.99\x00"),
    "returns only": _text(b"", b"Total 9.99").replace(b"\n", b"\r"),
    "double returns": _text(b"", b"Total 9.99\n").replace(b"\n", b"\r\r\n"),
    "byte order mark": b"\xef\xbb\xbf" + _text(b"", b"Total 9.99"),
    "nothing": b"",
    "body only": b"\n\nTotal 9.99",
    "noise": bytes(range(256)) * 50,
    "mbox line first": b"From a@example.com Mon Jan  1 00:00:00 2024\n" + _text(b"", b"Total 9.99"),
    "nested 29": _nested(29),
    "nested 31": _nested(31),
    "nested 1200": _nested(1200),
    "nested and left open": _nested(3000, closed=False),
    "mail in mail 300": _russian_dolls(300),
    "mail in mail 5000": _russian_dolls(5000),
    "many parts": _many_parts(5000),
    "one long line": _text(b"", b"A" * 3_000_000),
    "nothing but line feeds": _text(b"", b"\n" * 700_000),
}
