"""A made-up mail in parts, for collections of fakes and of honest mail."""

from email.message import EmailMessage
from zlib import crc32

import msgspec


class Mailed(msgspec.Struct, frozen=True, kw_only=True):
    """A mail in parts; `sender` is a whole From value, `headers` are more lines, above all others.

    `brand`: whether it poses as a brand of the catalogue. `attached` are names of files.
    """

    name: str
    sender: str
    subject: str
    text: str = ""
    html: str = ""
    to: str = "Pat Example <pat@example.org>"
    headers: tuple[tuple[str, str], ...] = ()
    attached: tuple[str, ...] = ()
    brand: bool = True

    def raw(self) -> bytes:
        """The mail as bytes; From and the further headers stand as they are, odd ones too."""
        mail = EmailMessage()
        mail["Date"] = "Sat, 21 Nov 2026 04:12:00 +0000"
        mail["Message-ID"] = f"<{crc32(self.name.encode())}@mail.example>"
        mail["Subject"] = self.subject
        if self.text or not self.html:
            mail.set_content(self.text)
        if self.html and self.text:
            mail.add_alternative(self.html, subtype="html")
        elif self.html:
            mail.set_content(self.html, subtype="html")
        for file in self.attached:
            kind = ("image", "png") if file.endswith("png") else ("application", "pdf")
            mail.add_attachment(b"%PDF-1.4", maintype=kind[0], subtype=kind[1], filename=file)
        lines = [*self.headers, ("From", self.sender), ("To", self.to)]
        head = "".join(f"{name}: {value}\r\n" for name, value in lines)
        return head.encode() + mail.as_bytes()
