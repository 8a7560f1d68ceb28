"""What several people of a household have at one service says whose it is."""

from datetime import date
from typing import Any

from tests import stories


def _plan(mailbox: str, plan: str, merchant: str = "filmly") -> dict[str, Any]:
    return {
        "kind": "charge",
        "merchant": merchant,
        "channel": "direct",
        "plan": plan,
        "amount": "12.99 EUR",
        "recurring": True,
        "cadence": "P1M",
        "on": date(2026, 11, 4),
        "mailbox": mailbox,
    }


def test_two_plans_in_two_mailboxes_say_whose_they_are() -> None:
    mails = (_plan("pat", "Basic"), _plan("sam", "Standard"), _plan("pat", "Solo", "tunely"))
    story = stories.Story(says="", today=date(2026, 11, 23), finds=(), mails=mails)
    assert {one.title for one in stories.judged(story)} == {
        "Filmly Basic (pat)",
        "Filmly Standard (sam)",
        "Tunely Solo",
    }
