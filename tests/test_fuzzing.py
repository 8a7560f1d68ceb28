"""Any bytes through everything that reads them: Hypothesis here, Atheris with `make fuzz`."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzzing.targets import TARGETS

FOUND = Path(__file__).parent / "fuzzing" / "found"
_WORDS = st.sampled_from(
    [
        "Total charged: $9.99", "1.234,56 €", "01/02/2026", "21. November 2026", "¥1,490",
        "1'000.-",
        "mx.example.org; dmarc=pass header.from=", "i=1; a=rsa-sha256; d=", "header.d=", "(((",
        ")))",
        "From: Shop <a@shop.example>\r\n", "Subject: Receipt\r\n", "Content-Type: ", "\r\n\r\n",
        "DKIM-Signature: v=1; a=rsa-sha256; d=shop.example; s=a; h=from; bh=; b=", "text/html",
        "; ",
        "<table><tr><td>", "<div hidden>", "</", "&#x202e;", "<!--", "=?utf-8?b?", "?=", "\x00",
        "1 (UID 7 BODY[] {5}", "FLAGS (\\Seen)", "NIL", '"', "call +1 808 555 0142 to cancel",
        "\u202e", "\u2066", "eight zero eight five five five zero one four two", "٣٫٥٠", "\ud800",
    ]
)  # fmt: skip
_CONTENT = st.lists(_WORDS | st.text(max_size=12), max_size=14).map(
    lambda words: "".join(words).encode("utf-8", "surrogatepass")
) | st.binary(max_size=80)  # fmt: skip


@pytest.mark.parametrize("name", TARGETS)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(content=_CONTENT)
def test_any_bytes_are_read(name: str, content: bytes) -> None:
    TARGETS[name](content)


@pytest.mark.parametrize("file", sorted(FOUND.glob("*.bin")), ids=lambda one: one.stem)
def test_what_was_found_stays_mended(file: Path) -> None:
    TARGETS[file.stem.partition("-")[0]](file.read_bytes())
