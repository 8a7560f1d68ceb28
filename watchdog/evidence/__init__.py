"""An evidence pack: what is claimed, the days it rests on, the mails as they came, the letters."""

import hashlib
from collections.abc import Mapping

from watchdog.evidence.dossier import Dossier, build_dossier
from watchdog.evidence.mails import KeptMail, PackedMail, State, mails_wanted
from watchdog.evidence.pages import render
from watchdog.evidence.texts import EvidenceTexts, called, load_texts, said_event

__all__ = [
    "Dossier",
    "EvidenceTexts",
    "KeptMail",
    "PackedMail",
    "State",
    "build_dossier",
    "called",
    "files_of",
    "load_texts",
    "mails_wanted",
    "said_event",
]

_SUMS = "SHA256SUMS"


def files_of(dossier: Dossier) -> Mapping[str, bytes]:
    """The files of a pack by name; no name comes from a mail. The same dossier, the same bytes."""
    files = {
        "README.txt": dossier.texts.readme.strip().format(what=dossier.what).encode() + b"\n",
        "summary.html": render("summary", dossier),
        "timeline.html": render("timeline", dossier),
        **{mail.file: mail.raw for mail in dossier.mails if mail.file and mail.raw is not None},
        **dossier.letters,
    }
    sums = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return {**files, _SUMS: "".join(sums).encode()}
