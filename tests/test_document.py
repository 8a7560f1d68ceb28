"""Bodies as blocks, lines and sentences: what a person sees, once, and in order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.document import Block, Document, read_document
from parsers.markup.linear import MAX_BLOCKS, read_html
from parsers.message import Message
from parsers.mime.structure import MAX_HTML
from parsers.text.sentences import split_sentences, unwrap


def message(html: str = "", text: str = "") -> Message:
    return Message(
        fingerprint="0" * 64,
        message_id="",
        from_name="",
        from_address="billing@example.com",
        subject="",
        sent_at=None,
        received_at=None,
        text=text,
        html=html,
        headers={},
    )


def document(html: str = "", text: str = "") -> Document:
    return read_document(message(html, text))


def texts(html: str) -> list[str]:
    return [block.text for block in read_html(html).blocks]


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display: none">x</div>',
        '<div style="color:red;DISPLAY:NONE !important">x</div>',
        '<span style="visibility:hidden">x</span>',
        '<p style="font-size:0">x</p>',
        '<p style="font-size:0px;line-height:0">x</p>',
        '<p style="font-size:1px">x</p>',
        '<p style="font: 0/0 a">x</p>',
        '<p style="mso-hide: all">x</p>',
        '<div style="max-height:0;overflow:hidden">x</div>',
        '<div style="overflow:hidden;max-height:0px">x</div>',
        '<div style="opacity:0">x</div>',
        "<div hidden>x</div>",
        '<div class="mail-preheader">x</div>',
        '<span id="Preheader">x</span>',
        "<script>x</script>",
        "<style>x</style>",
        "<!-- x -->",
        "<!--[if mso]><p>x</p><![endif]-->",
        "<![CDATA[x]]>",
        "<svg><title>x</title><desc>x</desc></svg>",
        "<select><option>x</option></select>",
        '<div style="display:none"><table><tr><td><b>x</b></td></tr></table></div>',
    ],
)
def test_what_nobody_sees_is_not_there(hidden: str) -> None:
    assert texts(f"<body>a{hidden}b</body>") in (["a", "b"], ["ab"])


@pytest.mark.parametrize(
    "html",
    [
        '<div style="display:flex"><span>Total</span><span>$5</span></div>',
        '<p><span style="display:inline-block;width:170px">Total</span><b>$5</b></p>',
        '<p><span style="float:left;width:60%">Total</span><span>$5</span></p>',
    ],
)
def test_boxes_beside_each_other_are_apart(html: str) -> None:
    assert texts(f"<body>{html}</body>") == ["Total $5"]


def test_a_letter_in_a_box_is_part_of_its_word() -> None:
    letters = "".join(f'<span style="display:inline-block">{one}</span>' for one in "Total")
    assert texts(f"<body><p>{letters}</p></body>") == ["Total"]


def test_text_that_is_drawn_is_read() -> None:
    drawn = "<svg><title>x</title><text>Your card was refused</text><text>$5</text></svg>"
    assert texts(f"<body><p>a</p>{drawn}</body>") == ["a", "Your card was refused", "$5"]


@pytest.mark.parametrize(
    "html",
    [
        "was <s>$5</s> <b>$3</b>",
        "<p>was <del>$5</del></p><p>$3</p>",
        "was <strike><b>$5</b></strike> $3",
        '<p style="color:#999;text-decoration: line-through">$5</p><p>$3</p>',
    ],
)
def test_what_is_crossed_out_is_shown_and_known_for_it(html: str) -> None:
    layout = read_html(f"<body>{html}</body>")
    assert layout.crossed_out == ("$5",)
    assert "$5" in " ".join(block.text for block in layout.blocks)
    assert read_html(f"<body>{html.replace('$5', '')}</body>").crossed_out == ()


@pytest.mark.parametrize(
    "seen",
    [
        '<div style="line-height:0">x</div>',
        '<div style="font-size:0"><p style="font-size:14px">x</p></div>',
        '<div style="font-size:0.8em">x</div>',
        '<div style="font: bold 14px/1.5 Arial">x</div>',
        '<div style="max-height:0">x</div>',
        '<div style="max-height:10px;overflow:hidden">x</div>',
        '<div style="opacity:0.9">x</div>',
        '<a href="#" style="mso-hide:all">x</a>',
        "<noscript>x</noscript>",
        "<![if !mso]><p>x</p><![endif]>",
        "<custom-tag>x</custom-tag>",
        "<p>x",
    ],
)
def test_what_people_see_is_there(seen: str) -> None:
    assert texts(seen) == ["x"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Total <b>9</b>.<span>99</span> EUR</p>", ["Total 9.99 EUR"]),
        ("a<br>b<br/>c", ["a", "b", "c"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<p>a</p><ul><li>b<li>c</ul>", ["a", "b", "c"]),
        ("<span style='display:block'>a</span>b", ["a", "b"]),
        ("<pre>a\nb</pre>", ["a", "b"]),
        ("<p style='white-space:pre-line'>a\nb</p>", ["a", "b"]),
        ("<p>a\n  b\t c</p>", ["a b c"]),
        ("<p>12\u00a0\u202f345,67&nbsp;&euro;</p>", ["12 345,67 €"]),
        ("<p>To\u200btal\u00ad 9\u200e.99\ufeff</p>", ["Total 9.99"]),
        ("<p>Mu\u0308ller</p>", ["Müller"]),
        ("<p>To\x00tal</p>", ["Total"]),
        ("<p>\ud800x</p>", ["x"]),
        ("<?xml version='1.0'?><html><body><p>x</p></body></html>", ["x"]),
        ("<html><head><meta charset='iso-8859-1'><title>t</title></head>é€", ["é€"]),
        ("https://example.com/", ["https://example.com/"]),
        ("invoice.html", ["invoice.html"]),
        ("", []),
        ("<img alt='x'>", []),
    ],
)
def test_blocks(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_marks_of_a_block() -> None:
    html = (
        "<h2>a</h2><p><b>b</b></p><p><b>c</b> d</p><p><a href='#'>e</a></p>"
        "<p style='font-weight:700'>f</p><b style='font-weight:normal'>g</b>"
    )
    marks = [(b.text, b.bold, b.heading, b.link) for b in read_html(html).blocks]
    assert marks == [
        ("a", True, True, False),
        ("b", True, False, False),
        ("c d", False, False, False),
        ("e", False, False, True),
        ("f", True, False, False),
        ("g", False, False, False),
    ]


TABLE = """
<table><tr><td>
  <p>Hello</p>
  <table>
    <thead><tr><th>Item</th><th>Price</th></tr></thead>
    <tbody>
      <tr><td>Plan<br>Monthly</td><td><table><tr><td>9.99</td></tr></table></td></tr>
      <tr><td colspan=2>Thank you</td><td>x</td></tr>
    </tbody>
  </table>
  <table><tr><td>Total</td><td>9.99</td></tr></table>
</td></tr></table>
"""


def test_cells_know_their_table_row_and_column() -> None:
    places = [(b.text, b.table, b.row, b.column) for b in read_html(TABLE).blocks]
    assert places == [
        ("Hello", None, None, None),
        ("Item", 0, 0, 0),
        ("Price", 0, 0, 1),
        ("Plan", 0, 1, 0),
        ("Monthly", 0, 1, 0),
        ("9.99", 0, 1, 1),
        ("Thank you", 0, 2, 0),
        ("x", 0, 2, 2),
        ("Total", 1, 0, 0),
        ("9.99", 1, 0, 1),
    ]


def test_text_after_an_inner_table_belongs_to_the_outer_cell() -> None:
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    html = f"<table><tr><td>{inner}c</td><td>d</td></tr></table>"
    places = [(b.text, b.table, b.column) for b in read_html(html).blocks]
    assert places == [("a", 1, 0), ("b", 1, 1), ("c", 0, 0), ("d", 0, 1)]


def test_lines_join_the_cells_of_a_row() -> None:
    assert document(TABLE).lines == (
        "Hello",
        "Item | Price",
        "Plan Monthly | 9.99",
        "Thank you | x",
        "Total | 9.99",
    )


def test_columns_of_the_page_are_no_fields() -> None:
    column = "<br>".join("abcdefgh")
    assert len(document(f"<table><tr><td>{column}</td><td>Menu</td></tr></table>").lines) == 9


def test_apple_says_it_twice_and_is_heard_once() -> None:
    desktop = '<div class="aapl-desktop-tbl"><p>Total $9.99</p></div>'
    mobile = '<div class="x aapl-mobile-div"><p>Total $9.99</p></div>'
    assert texts(desktop + mobile) == ["Total $9.99"]
    assert texts(mobile) == ["Total $9.99"]


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<html lang="pt-BR">x</html>', "pt-BR"),
        ('<html xml:lang="de">x</html>', "de"),
        ('<html><body lang="fr">x</body></html>', "fr"),
        ('<html lang="{{ locale }}">x</html>', None),
        ("<p>x", None),
    ],
)
def test_language(html: str, language: str | None) -> None:
    assert read_html(html).language == language


def test_title() -> None:
    assert document("<title> Your\nreceipt </title><p>You paid 9.99 EUR today</p>").title == (
        "Your receipt"
    )
    assert document("<p>You paid 9.99 EUR today</p>").title is None


def test_the_text_is_read_when_the_html_shows_nothing() -> None:
    text = "You paid 9.99 EUR to Example."
    assert document("<img src='x'>", text).lines == (text,)
    assert document("", text).lines == (text,)
    assert document("<p>You paid 8.88 EUR to Example.</p>", text).lines[0].startswith("You paid 8")


@pytest.mark.parametrize("template", ["Hello {{ name }}, you paid", "<% if paid %> You paid this"])
def test_an_unrendered_template_is_not_read_when_there_is_html(template: str) -> None:
    assert document("<p>Paid</p>", template).lines == ("Paid",)
    assert document("", template).lines == (template,)


def test_html_that_is_sent_as_text() -> None:
    assert document("", "<!DOCTYPE html><html><p>You paid</p><p>9.99</p></html>").lines == (
        "You paid",
        "9.99",
    )


def test_quoted_history_is_dropped_unless_it_is_all() -> None:
    assert document("", "Cancel it, please.\n\n> Total 9.99\n>> older").lines == (
        "Cancel it, please.",
    )
    assert document("", "> Total 9.99\n>> older\n").lines == ("Total 9.99", "older")


def test_wrapped_lines_stay_lines_and_become_sentences() -> None:
    wrapped = (
        "Your subscription renews automatically for $59.00 a month on\n"
        "January 3, 2026 unless you cancel at least one day before the\n"
        "renewal. Thank you.\n"
        "\n"
        "Total: $59.00\n"
    )
    found = document("", wrapped)
    assert len(found.lines) == 4
    first, *others = found.sentences
    assert first.startswith(
        "Your subscription renews automatically for $59.00 a month on January 3"
    )
    assert first.endswith("unless you cancel at least one day before the renewal.")
    assert others == ["Thank you.", "Total: $59.00"]


_WRAPPED = """Ciao Pat,

mi dispiace tantissimo per la caviglia! Certo che possiamo fermare tutto. Ho
messo in pausa il tuo abbonamento da oggi."""


def test_html_of_wrapped_lines_is_put_together_like_its_text() -> None:
    html = "".join(f"<div>{line or '<br>'}</div>" for line in _WRAPPED.split("\n"))
    assert "Ho messo in pausa il tuo abbonamento da oggi." in document(html, _WRAPPED).sentences
    assert "Ho" in document(html).sentences


@pytest.mark.parametrize(
    "second",
    ["Total: 9.99", "- a point", "* a point", "2. a point", "", "> quoted"],
)
def test_what_begins_anew_is_not_joined(second: str) -> None:
    first = "This line is long enough to have been wrapped by the sender of it"
    assert list(unwrap([first, second])) == [first, *([second] if second else [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You paid 9.99. Thank you!", ["You paid 9.99.", "Thank you!"]),
        ("Order No. 5 is paid. Done", ["Order No. 5 is paid.", "Done"]),
        ("On Jan. 3 you pay. Bye", ["On Jan. 3 you pay.", "Bye"]),
        ("Am 3. Januar 2026 zahlen Sie. Danke", ["Am 3. Januar 2026 zahlen Sie.", "Danke"]),
        ("Le 3 févr. 2026 à midi. Merci", ["Le 3 févr. 2026 à midi.", "Merci"]),
        ("It ends on 3 May. Cancel before.", ["It ends on 3 May.", "Cancel before."]),
        ("It ends on the 12. Cancel before.", ["It ends on the 12.", "Cancel before."]),
        ("Zaplaťte do 15. 7. 2026. Díky", ["Zaplaťte do 15. 7. 2026.", "Díky"]),
        ("Határidő: 2026. 07. 15. Kérjük", ["Határidő: 2026. 07. 15.", "Kérjük"]),
        ("2026. július 15. esedékes. Kérjük", ["2026. július 15. esedékes.", "Kérjük"]),
        ("Am 15. fällig. Danke", ["Am 15. fällig.", "Danke"]),
        ("2026.07.19. után kamat jár. Kösz", ["2026.07.19. után kamat jár.", "Kösz"]),
        ("You have 3. Pay 4 now.", ["You have 3.", "Pay 4 now."]),
        ("Example Inc. charged you. Ok?", ["Example Inc. charged you.", "Ok?"]),
        ("In the U.S. you pay tax. Ok", ["In the U.S. you pay tax.", "Ok"]),
        ("Thank you for your order. You paid", ["Thank you for your order.", "You paid"]),
        ("Visa .... 1234 was charged. Ok", ["Visa .... 1234 was charged.", "Ok"]),
        ("See example.com/a.b for more", ["See example.com/a.b for more"]),
        ("お支払いが完了しました。ありがとう。", ["お支払いが完了しました。", "ありがとう。"]),
        ('He said "paid." Then left', ['He said "paid."', "Then left"]),
        ("He got “It failed. Act now.” Fine.", ["He got “It failed. Act now.”", "Fine."]),
        ("Da steht: „Fällig. Zahlen Sie!“ Ja.", ["Da steht: „Fällig. Zahlen Sie!“", "Ja."]),
        ("Der stod »Slut. Betal nu.« Nej.", ["Der stod »Slut. Betal nu.«", "Nej."]),
        ('The 13" one. The 15" one. Ok', ['The 13" one.', 'The 15" one.', "Ok"]),
        ('"Nobody closes this. Never. Bye', ['"Nobody closes this.', "Never.", "Bye"]),
        ("...", ["..."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert list(split_sentences(text)) == expected


def test_a_sentence_ends_with_its_block() -> None:
    assert document("<p>You cancelled your plan</p><p>Thank you</p>").sentences == (
        "You cancelled your plan",
        "Thank you",
    )


BOMBS = {
    "deep divs": "<div>" * 20_000 + "Total 9.99",
    "deep tables": "<table><tr><td>" * 5_000 + "Total",
    "bold never closed": "<b>x" * 20_000,
    "flat": "<p>Total 9.99 EUR</p>" * 20_000,
    "attributes": "<a " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x</a>",
    "attributes of two": f"<a {'a=1 ' * 4000}>x</a>" * 20,
    "entities": "&amp;" * 200_000,
    "comments never closed": "<!--" * 100_000,
    "style": "<style>" + "a{b:c}" * 100_000 + "</style>Total",
    "less than": "<" * 300_000,
    "spaces": "<p>" + " " * 300_000 + "x",
    "long style": f'<p style="{"font:a-,-" * 500}">x</p>' * 50,
    "rows": "<table>" + "<tr><td>a<td>b" * 10_000,
    "entity definitions": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>&b;</p>',
    "script without end": "<script>while(1)" + "x" * 1000,
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.timeout(5)
def test_a_bomb_is_a_document(name: str) -> None:
    found = document(BOMBS[name])
    assert len(found.blocks) <= MAX_BLOCKS
    assert all(isinstance(line, str) for line in (*found.lines, *found.sentences))


def test_words_in_the_depth_are_found() -> None:
    assert document(BOMBS["deep divs"]).lines == ("Total 9.99",)
    assert document(BOMBS["deep tables"]).lines == ("Total",)


def test_html_over_the_limit_is_cut() -> None:
    assert texts("<p>a</p>" + " " * MAX_HTML + "<p>b</p>") == ["a"]


def test_blocks_have_plain_defaults() -> None:
    assert document("", "Hello and welcome").blocks == (Block(text="Hello and welcome"),)


@given(st.text(alphabet="<>/!-=\"' abdivptrs&#;\x00\u200b", max_size=200), st.text(max_size=100))
@settings(max_examples=200, deadline=None)
def test_no_html_breaks_it(html: str, text: str) -> None:
    found = document(html, text)
    assert all(block.text for block in found.blocks)
    assert all(found.lines)
    assert all(found.sentences)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<span>$</span><span>6</span><sup>99</sup>", "$6.99"),
        ('$1,206<span style="vertical-align: super">99</span> a year', "$1,206.99 a year"),
        ("$6<sup>1</sup>", "$61"),  # a footnote's number, as it always was
        ("12 m<sup>22</sup>", "12 m22"),
    ],
)
def test_raised_cents_have_their_point(html: str, shown: str) -> None:
    assert [block.text for block in read_html(f"<p>{html}</p>").blocks] == [shown]
