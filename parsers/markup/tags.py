"""What HTML's tags do to the text in them: they break it, hide it, place it, give it a face."""

BREAKS, UNSEEN, PLACES, IS_PAGE = 1, 2, 4, 8
# What a style alone does: sets text apart from what stands beside it, or does so with all children.
GAPS, SPREADS = 16, 32
# What a face is made of: text inherits it from all the elements around it.
BOLD, HEADING, LINK, TINY, KEEPS_LINES, CROSSED_OUT, RAISED = 1, 2, 4, 8, 16, 32, 64
TABLE_PARTS = frozenset({"tbody", "thead", "tfoot"})
_BREAKING = """address article aside blockquote body br caption center dd details dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre
    section summary svg table tbody td text tfoot th thead tr ul""".split()
_HIDING = (
    """desc head iframe math metadata object script select style template textarea title""".split()
)
_KINDS = (
    (BREAKS, _BREAKING),
    (UNSEEN, _HIDING),
    (PLACES, ("table", "tr", "td", "th")),
    (IS_PAGE, ("html", "body")),
)
# All that a tag does, by its name; what is not here does nothing.
KINDS = {
    tag: sum(kind for kind, some in _KINDS if tag in some)
    for tag in {tag for _, some in _KINDS for tag in some}
}
FACES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BOLD | HEADING),
    **dict.fromkeys(("b", "strong", "th"), BOLD),
    # What is crossed out holds no longer: a price of before, a plan that was left.
    **dict.fromkeys(("del", "s", "strike"), CROSSED_OUT),
    "pre": KEEPS_LINES,
    "sup": RAISED,
    "a": 0,
}
