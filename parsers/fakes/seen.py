"""A stranger's mail as its reader sees it: its words as they look, and what it leaves to do."""

import re
from collections.abc import Iterator
from functools import cached_property

from parsers.domains import is_freemail, organisation
from parsers.fakes.aside import pictured
from parsers.fakes.bare import bare_hosts
from parsers.fakes.brands import joined, set_apart, undeclined, unparted
from parsers.fakes.calls import as_read, wants_a_call, wants_the_screen
from parsers.fakes.claims import (
    DESKS,
    ROLES,
    claims_money,
    has_words_of_a_bill,
    is_answer,
    names_a_price,
    speaks_of_money,
)
from parsers.fakes.lures import lures, threatens
from parsers.fakes.offices import ABOUT
from parsers.fakes.torn import in_cells
from parsers.fakes.unspoken import is_unspoken
from parsers.merchants import Known, fold
from parsers.message import Message
from parsers.mime.headers import read_author
from parsers.sieve import has_billing_words

_NEAR = 2000  # how far into a mail its claim of a brand is looked for
_LINE = 40  # letters of a mail that says nothing
LITTLE = 240  # letters of a mail that leaves the rest to its attachment
_SHOWN = tuple(
    """.pdf .png .jpg .jpeg .gif .webp .svg .tif .tiff .bmp .heic .htm .html .shtml .xhtml .mht .doc
    .docx .docm .rtf .odt .xls .xlsx .xlsm .ppt .pptx .zip .rar .7z .eml .msg .one .txt""".split()
)
_PICTURED = re.compile(r"[aA][lL][tT]=(?<=\b[aA][lL][tT]=)[\"']([^\"'<>]{1,300})")


# A picture that is the paper of a page.
_BEHIND = re.compile(r"\bbackground(?:-image)?\s?[=:][^<>]{0,200}\bhttps?:")
_FEW = 60  # letters of a mail that only says that something is attached
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".heic")
_ROW = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{4}")  # and no year
_DAY = re.compile(
    r"\b[0-3]?\d[./-][0-3]?\d[./-]\d{2,4}\b|\b(?:19|20)\d\d[-./]?[01]\d[-./]?[0-3]\d(?!\d)"
)
_NUMBER = re.compile(r"(?<![\w-])[A-Z]{0,3}-?\d[\d-]{4,20}")
_LONG = 5  # figures of an order's number


class Seen:
    """One mail from a domain that belongs to no brand."""

    def __init__(self, message: Message, body: str, domain: str, known: Known) -> None:
        self.message, self.domain, self.known, self.shown = message, domain, known, body
        subject = unparted(fold(as_read(message.subject)), known)
        self.subject = undeclined(set_apart(subject, known), known)
        self.shown_name = " ".join((message.from_name, *_further_names(message)))
        self.name = set_apart(fold(as_read(self.shown_name)), known)
        self.free = is_freemail(domain)
        if (little := len(body.strip())) < LITTLE:  # what a picture says is the mail then
            whole = little <= _LINE
            said = _PICTURED.findall(message.html) if whole else [pictured(message.html)]
            body = "\n".join((body, *said))
        self.cells = in_cells(body, message.html)
        if self.cells:
            body = f"{body}\n{self.cells}"
        self._letter = body
        self.text = f"{message.subject}\n{body}"
        body = as_read(self.text).partition("\n")[2]
        self.body = undeclined(set_apart(body, known), known)

    @cached_property
    def calls(self) -> bool:
        return wants_a_call(self.text)

    def is_bill(self) -> bool:
        """Whether it wants something of money: a newsletter about a brand is no false bill.

        A fake may have the headers of one, but says in its subject, or of whose money, what it is.
        """
        if self.calls or self._is_only_attached() or wants_the_screen(self.text):
            return True
        if has_words_of_a_bill(self.shown_name):
            return True
        if self._is_only_a_picture() or (self.is_unspoken and self._leaves_to_do()):
            return True
        if not self.message.goes_to_many:
            return self._speaks_of_money
        billed = has_words_of_a_bill(self.message.subject) and self._speaks_of_money
        return billed or claims_money(self.text) or lures(self.body)

    @cached_property
    def is_unspoken(self) -> bool:
        """Whether it is in a language of which we have no words."""
        return is_unspoken(self.text)

    def _leaves_to_do(self) -> bool:
        """Whether it leads somewhere, by a link or a file."""
        return self._links() or self._shows_a_file()

    def _shows_a_file(self) -> bool:
        return any(name.lower().endswith(_SHOWN) for name in self.message.attachments)

    @property
    def _file_words(self) -> str:
        return " ".join(self.message.attachments).replace("_", " ")

    def _is_only_a_picture(self) -> bool:
        """Whether nothing is written in it, and a picture shown, also behind the empty letter."""
        if len(self._letter.strip()) > _LINE:
            return False
        html = self.message.html.lower()
        return "<img" in html or _BEHIND.search(html) is not None

    def _shows_a_picture(self) -> bool:
        """Whether a picture is shown or attached."""
        html = self.message.html.lower()
        if "<img" in html or _BEHIND.search(html) is not None:
            return True
        return any(one.lower().endswith(PICTURES) for one in self.message.attachments)

    def _may_bill_unspoken(self) -> bool:
        """Whether a mail of whose language we have no words may be a bill: by its subject, where
        it goes to many.
        """
        many = self.message.goes_to_many
        if many and not has_billing_words(self.message.subject):
            return False
        return self._leaves_to_do() and self.is_unspoken

    @cached_property
    def _opening(self) -> str:
        said = f"{self.subject} {fold(self._file_words)} {fold(self.body[:_NEAR])}"
        spelt = joined(f"{as_read(self.message.subject)}\n{self.body[:_NEAR]}")
        return f"{self.name} {said} {spelt}"

    def _bills(self) -> bool:
        said = self._speaks_of_money or self.calls or self._may_bill_unspoken()
        return said or (bool(self.message.attachments) and self._is_only_attached())

    def may_bill(self) -> bool:
        """Whether it bills, or threatens an account: where a name is a brand's that is enough."""
        if self._bills():
            return True
        if self._leaves_it_to_a_file():
            return True
        return (self._leaves_to_do() or self.calls) and (lures(self.body) or threatens(self.text))

    @cached_property
    def _speaks_of_money(self) -> bool:
        return speaks_of_money(self.message.subject, self.body)

    @cached_property
    def _has_own_links(self) -> bool:
        """Whether it can be answered at its sender's own place, as companies' mail can."""
        if self._leads_to(organisation(self.domain)):
            return True
        return self.message.goes_to_many and not claims_money(self.text)

    def _links(self) -> bool:
        """Whether it leads anywhere: by a link, or by the words for one."""
        return any("://" in source for source in self._sources) or bool(self._bare_hosts)

    def _leads_to(self, organisation: str) -> bool:
        """Whether its source has a link there; bytes are many times as quick to be had in small
        letters.
        """
        own = organisation.encode(errors="surrogatepass")
        lower = (one.encode(errors="surrogatepass").lower() for one in self._sources)
        return any(own in one and (own + b"/" in one or own + b'"' in one) for one in lower)

    @cached_property
    def _bare_hosts(self) -> frozenset[str]:
        """Where it leads by words, that are no links."""
        return frozenset(bare_hosts(self.text))

    @property
    def _sources(self) -> tuple[str, str]:
        return self.message.html, self.message.text

    def _is_only_attached(self) -> bool:
        words = f"{self.message.subject} {self.body} {self._file_words}"
        return (
            self._shows_a_file() and len(self.body.strip()) < LITTLE and has_words_of_a_bill(words)
        )

    def _leaves_a_price_to_a_file(self) -> bool:
        """Whether it says little beside a file, but a price."""
        return self._leaves_it_to_a_file() and names_a_price(self.text)

    def _leaves_it_to_a_file(self) -> bool:
        """Whether it says next to nothing beside a file, of whatever."""
        return bool(self.message.attachments) and self._shows_a_file() and self._says_little()

    def _says_little(self) -> bool:
        return len(self.body.strip()) < LITTLE and not is_answer(self.message.subject)

    def _is_nobodys_bill(self) -> bool:
        """A bill from a free mail service, in an attachment, in the name of an office."""
        if not self.free:
            return False
        words = set(self.name.split())
        if words & DESKS and not words - ROLES - ABOUT and self._leaves_it_to_a_file():
            return True
        if self._shows_only_a_picture() and self._is_of_a_made_up_box():
            return True
        if not self._is_only_attached():
            return False
        last = set(fold(self.body.strip().rpartition("\n")[2]).split())
        return not self.name or bool(set(self.name.split()) & ROLES) or bool(last and last <= ROLES)

    def _shows_only_a_picture(self) -> bool:
        """Whether a picture, shown or attached, is all that there is beside a few words."""
        if self._is_only_a_picture():
            return True
        files = [one.lower() for one in self.message.attachments]
        return len(self._letter.strip()) <= _FEW and any(one.endswith(PICTURES) for one in files)

    def _is_of_a_made_up_box(self) -> bool:
        """Whether a mailbox has a row of figures that is no year in its address, and its subject
        the number of an order, that is no day and no picture's.
        """
        local = self.message.from_address.partition("@")[0]
        subject = _DAY.sub(" ", self.message.subject)
        numbers = [re.sub(r"\D", "", one) for one in _NUMBER.findall(subject)]
        return bool(_ROW.search(local)) and any(len(one) >= _LONG for one in numbers)

    def _answers_elsewhere(self) -> bool:
        reply = reply_domain(self.message)
        return (
            bool(reply) and is_freemail(reply) and organisation(reply) != organisation(self.domain)
        )


def reply_domain(message: Message) -> str:
    """Where answers go, in small letters; empty where it does not say."""
    value = next(iter(message.headers.get("reply-to", ())), "")
    return value.rpartition("@")[2].strip(" >").lower()


def _further_names(message: Message) -> Iterator[str]:
    """The names in a second From and those after it: readers differ in which one they show."""
    for value in message.headers.get("from", ())[1:]:
        yield read_author(value)[0].name
