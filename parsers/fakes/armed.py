"""Files at a mail that are programs: no bill is one."""

import re

from parsers.message import Message

_KINDS = (
    "exe scr pif bat cmd js jse vbs vbe wsf wsh hta ps1 psm1 msi msix jar lnk cpl chm reg iso img"
    " vhd vhdx apk"
)
_PROGRAM = re.compile(rf"(?i)\.(?:{_KINDS.replace(' ', '|')})$")
# "Bill.pdf.html": a page in a browser that calls itself a paper.
_DISGUISED = re.compile(r"(?i)\.(?:pdf|docx?|xlsx?|jpe?g|png)\.(?:x?html?|svg|xml|url)$")


def armed(message: Message) -> str | None:
    """Why a mail about money is none that anybody bills by: its file is a program, or a page that
    is called like a paper; None for others.
    """
    for name in message.attachments:
        bare = name.strip(" .\u200b\u202e")
        if _PROGRAM.search(bare) or _DISGUISED.search(bare):
            return "its attachment is no paper but a program, which no bill is"
    return None
