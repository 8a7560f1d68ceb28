"""A text without the words of others that it quotes: those state nothing of the mail's own."""

import re

_FEWEST = 5  # words; fewer are a name, a title or a button ("Premium Plus", "Cancel my plan")
# All between which somebody's words stand, curly ones too.
QUOTING = '"„“”«»「」『』'
_MARKS = ('"', "'", "„", "«", "»", "「", "『")
_QUOTES = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'))
# A mark opens where nothing is written before it, and no inch follows a number: 13" or 6'2".
_SPEECH = re.compile(
    r"""(?<![\w"])"(?P<plain>[^"\s][^"]*)(?:"|$)"""
    r"""|„(?P<low>[^“”"„]+)(?:[“”"]|$)"""
    r"""|«\s?(?P<french>[^«»]+)(?:»|$)"""
    r"""|»(?P<danish>[^«»]+)«"""
    r"""|[「『](?P<corner>[^「」『』]+)[」』]"""
    r"""|(?<![\w'])'(?P<single>[^\s'](?:[^']|(?<=\w)'(?=\w))*)'(?!\w)"""
)
# Where words are not parted, or few: how a sentence ends, or that it has parts.
_SAID = re.compile(
    r"(?:です|ます|ました|ません|さい|니다|세요)[。！.!]?\s*$|[\u4e00-\u9fff][，。！？]"
)


def straight(text: str) -> str:
    """A text with straight quotes and plain spaces, as the lexicons expect it."""
    if text.isascii():
        return text
    for quote, plain in _QUOTES:
        text = text.replace(quote, plain)
    return text


def unquoted(text: str) -> str:
    """A text without marks of quoting: a service sets off by them what somebody wrote."""
    for mark in QUOTING:
        text = text.replace(mark, " ")
    return text


def own_words(text: str) -> str:
    """A text with straight quotes without the sentences that it quotes.

    A quotation that its sentence does not close goes on in the next one. Beside a sentence that is
    quoted, what else stands between such marks is no name either.
    """
    if not any(map(text.__contains__, _MARKS)):
        return text
    return _SPEECH.sub(" … ", text) if any(map(_is_said, _SPEECH.finditer(text))) else text


def _is_said(quoted: re.Match[str]) -> bool:
    said = next(filter(None, quoted.groups()), "")
    return len(said.split()) >= _FEWEST or _SAID.search(said) is not None
