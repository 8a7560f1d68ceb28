"""What a person taught about a sender's layout."""

import msgspec


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """Mail from `domain` states a `kind` where an amount stands behind `label` ("" for none)."""

    domain: str
    kind: str
    label: str = ""
