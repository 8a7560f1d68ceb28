"""A text without the words of others that it quotes: those state nothing of the mail's own."""

import re

_FEWEST = 5  # words; fewer are a name, a title or a button ("Premium Plus", "Cancel my plan")
_MARKS = ('"', "'", "„", "«", "»")
# A mark opens where nothing is written before it, and no inch follows a number: 13" or 6'2".
_SPEECH = re.compile(
    r"""(?<![\w"])"(?P<plain>[^"\s][^"]*)(?:"|$)"""
    r"""|„(?P<low>[^“”"„]+)(?:[“”"]|$)"""
    r"""|«\s?(?P<french>[^«»]+)(?:»|$)"""
    r"""|»(?P<danish>[^«»]+)«"""
    r"""|(?<![\w'])'(?P<single>[^\s'](?:[^']|(?<=\w)'(?=\w))*)'(?!\w)"""
)


def own_words(text: str) -> str:
    """A text with straight quotes without the sentences that it quotes.

    A quotation that its sentence does not close goes on in the next one.
    """
    if not any(map(text.__contains__, _MARKS)):
        return text
    return _SPEECH.sub(_kept, text)


def _kept(quoted: re.Match[str]) -> str:
    words = next(filter(None, quoted.groups()), "").split()
    return quoted[0] if len(words) < _FEWEST else " … "
