"""Making text from mails safe to print: no control, bidirectional or invisible characters."""

import unicodedata

from parsers.money import Money

# Controls (with ESC), format characters (bidi overrides, zero width), surrogates, private use.
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def safe(text: str, limit: int = 500) -> str:
    """One line of plain, visible characters, at most `limit` of them."""
    plain = "".join(" " if _is_break(char) else char for char in text[: limit * 2])
    kept = "".join(char for char in plain if unicodedata.category(char) not in _UNSAFE)
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def money(amount: Money | None) -> str:
    """ "1,299.00 USD", or a dash where it is not known."""
    return f"{amount.amount:,.2f} {amount.currency}" if amount is not None else "–"


def cadence(period: str | None) -> str:
    """A cadence in words: "monthly"; a dash where it is not known."""
    words = {
        "P1W": "weekly",
        "P1M": "monthly",
        "P2M": "every 2 months",
        "P3M": "quarterly",
        "P6M": "every 6 months",
        "P1Y": "yearly",
    }
    if period is None:
        return "–"
    number, unit = period[1:-1], period[-1]
    return words.get(period, f"every {number} {'days' if unit == 'D' else 'periods'}")


def channel(name: str | None) -> str:
    """Where something was bought, in words."""
    words = {
        "direct": "web",
        "apple": "Apple",
        "google_play": "Google Play",
        "paypal": "PayPal",
        "lemonsqueezy": "Lemon Squeezy",
        "fastspring": "FastSpring",
    }
    return words.get(name, name.replace("_", " ").title()) if name else "–"


def _is_break(char: str) -> bool:
    return char in "\t\n\r\v\f\x85  "
