"""Bytes to text: only codecs that cannot hurt, and a guess where the label is wrong."""

import re

# Python's codec for every label we believe. What is not here (punycode, zlib, unicode_escape,
# utf-7 ...) is slow, no text or lets one text pose as another. ASCII and latin-1 are read as
# their supersets, as browsers do, since senders mean those.
_CODECS = {
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "big5-tw": "big5hkscs",
    "big5_tw": "big5hkscs",
    "cp1252": "cp1252",
    "cp932": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "eucgb2312_cn": "gb18030",  # what Python calls it, also in the mail it writes
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "ibm437": "cp437",
    "ibm850": "cp850",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-2022-kr": "iso2022_kr",
    "iso-8859-1": "cp1252",
    "iso-8859-8-i": "iso8859_8",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "ks_c_5601-1987": "cp949",
    "latin1": "cp1252",
    "macintosh": "mac_roman",
    "shift-jis": "cp932",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "utf-16": "utf_16",
    "utf-16be": "utf_16_be",
    "utf-16le": "utf_16_le",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "x-sjis": "cp932",
    **{f"iso-8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)},
    **{f"windows-{n}": f"cp{n}" for n in range(1250, 1259)},
}
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def decode(raw: bytes, label: str = "") -> str:
    """The text of `raw`; an unknown label is read as UTF-8, else as Windows-1252. Never raises.

    Bytes that mean nothing become U+FFFD.
    """
    if label and (codec := _CODECS.get(label.strip().strip("\"'").lower())):
        return raw.decode(codec, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _repaired(raw)


def _repaired(raw: bytes) -> str:
    """Bytes that are no UTF-8: cut or damaged UTF-8, or really an old single-byte charset."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if sound >= broken else raw.decode("cp1252", "replace")


def one_line(text: str) -> str:
    """Without control characters, direction marks and zero-width characters; spaces folded."""
    # A plain space is the only one that can be printed: most texts have no other.
    if text.isprintable() and "  " not in text:
        line, is_clean = text.strip(" "), True
    else:
        line = " ".join(text.split())
        is_clean = line.isprintable()
    if is_clean and "\u034f" not in line:  # the only invisible one that counts as shown
        return line
    return _SPACES.sub(" ", _INVISIBLE.sub("", line)).strip()
