"""Whose mail an archive is shows in its mails; what he wrote himself bills nobody."""

from collections.abc import Sequence

import pytest

from watchdog.own_mail import address_of

_PAT, _GYM = "pat@example.org", "desk@gym.example"


def _mails(*sent: tuple[str, str, int]) -> list[bytes]:
    return [
        f"From: Somebody <{sender}>\r\nTo: {to}\r\nSubject: x\r\n\r\nx\r\n".encode()
        for sender, to, count in sent
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("sent", "whose"),
    [
        ([("a@shop.example", f"Pat <{_PAT}>", 3), (_GYM, _PAT.upper(), 2)], _PAT),
        ([("a@shop.example", _PAT, 3), (_GYM, _PAT, 2), (_PAT, _GYM, 4)], _PAT),
        ([(_GYM, _PAT, 5), ("news@gym.example", f"{_PAT}, other@example.org", 1)], _PAT),
        ([("a@shop.example", _PAT, 2), (_GYM, _PAT, 1)], None),  # too few
        ([("a@shop.example", _PAT, 4), (_GYM, "sam@example.org", 3)], None),  # of two people
        ([(_PAT, _GYM, 9)], None),  # what one sent to one other
    ],
)
def test_whose_mail_it_is(sent: Sequence[tuple[str, str, int]], whose: str | None) -> None:
    assert address_of(_mails(*sent)) == whose
