"""What went wrong while something was delivered, and whether trying again can help."""

import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from watchdog.text import safe

# What smtplib raises; UnicodeEncodeError for addresses and passwords beyond ASCII.
_CLIENT_ERRORS = (smtplib.SMTPException, OSError, UnicodeEncodeError)
_AGAIN = "it will be tried again"
NO_TLS = "it does not speak TLS on this port"
_WIRE = "check host, port and tls"


class DeliveryProblem(Exception):  # noqa: N818 - expected, and told in one line
    """Something was not delivered; the text says where, what and how to mend it, in one line.

    `permanent`: trying again without a change cannot help. `maybe_sent`: the line broke while
    the letter was handed over, so the server may have it. `sign_in`: who we are was refused.
    """

    def __init__(
        self,
        *,
        permanent: bool,
        what: str,
        where: str,
        mend: str,
        maybe_sent: bool = False,
        sign_in: bool = False,
    ) -> None:
        super().__init__(f"{where}: {what}; {mend}")
        self.permanent = permanent
        self.what = what
        self.where = where
        self.mend = mend
        self.maybe_sent = maybe_sent
        self.sign_in = sign_in


@contextmanager
def told(where: str, *, handing_over: bool = False, renew: str = "") -> Iterator[None]:
    """Turn what smtplib raises inside into a DeliveryProblem.

    `renew` is what to do when a sign-in without a password is refused.
    """
    try:
        yield
    except _CLIENT_ERRORS as error:
        permanent, what, mend = _judged(error)
        broke = not isinstance(error, smtplib.SMTPException | UnicodeEncodeError)
        lost = broke or isinstance(error, smtplib.SMTPServerDisconnected)
        refused = isinstance(error, smtplib.SMTPAuthenticationError)
        raise DeliveryProblem(
            permanent=permanent,
            what=what,
            where=where,
            mend=(permanent and refused and renew) or mend,
            maybe_sent=handing_over and lost,
            sign_in=refused,
        ) from None


def _judged(error: Exception) -> tuple[bool, str, str]:
    """Whether it is permanent, what happened, and what to do."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _refused_recipient(error)
    if isinstance(error, smtplib.SMTPResponseException):
        return _refused(error)
    if isinstance(error, UnicodeEncodeError):
        return True, "an address or the password is not plain ASCII", "use another one"
    if isinstance(error, ssl.SSLError):
        return _untrusted(error)
    return _broken(error)


def _broken(error: Exception) -> tuple[bool, str, str]:
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return False, "the server hung up", f"{_AGAIN}; if it stays so, {_WIRE}"
    if isinstance(error, smtplib.SMTPException):
        return True, f"the server cannot do it ({safe(str(error), 120)})", _WIRE
    return False, f"the server cannot be reached ({_reason(error)})", f"{_AGAIN}; {_WIRE}"


def _refused_recipient(error: smtplib.SMTPRecipientsRefused) -> tuple[bool, str, str]:
    address, (code, reply) = next(iter(error.recipients.items()))
    what = f"recipient {safe(address, 120)} refused ({_said(code, reply)})"
    return _verdict(code, what, "check digest.to")


def _refused(error: smtplib.SMTPResponseException) -> tuple[bool, str, str]:
    code, reply = error.smtp_code, error.smtp_error
    if isinstance(error, smtplib.SMTPAuthenticationError):
        # Only the codes: a server may repeat what it was sent.
        what = f"sign-in refused ({_codes(code, reply)})"
        return _verdict(code, what, "check user and password; many want an app password")
    if isinstance(error, smtplib.SMTPSenderRefused):
        what = f"sender {safe(str(error.sender), 120)} refused ({_said(code, reply)})"
        return _verdict(code, what, "check digest.from and whether the server wants a sign-in")
    return _verdict(code, f"letter refused ({_said(code, reply)})", "ask the server's operator")


def _verdict(code: int, what: str, mend: str) -> tuple[bool, str, str]:
    """RFC 5321, 4.2.1: 5yz is permanent, anything else may pass."""
    permanent = code // 100 == 5
    return permanent, what, mend if permanent else _AGAIN


def _untrusted(error: ssl.SSLError) -> tuple[bool, str, str]:
    if isinstance(error, ssl.SSLCertVerificationError):
        what = f"its certificate is not trusted ({safe(error.verify_message, 120)})"
        return True, what, "check host, or name the server's own authority in ca_file"
    if error.reason in ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE"):
        return True, NO_TLS, "check port and tls"
    return False, f"TLS failed ({safe(str(error.reason), 120)})", _AGAIN


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, socket.gaierror):
        return "its name is not known"
    return safe(str(getattr(error, "strerror", None) or error), 120).lower()


def _said(code: int, reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return f"{code} {safe(text, 120)}".rstrip()


def _codes(code: int, reply: bytes | str) -> str:
    enhanced = re.match(r"[245]\.\d{1,3}\.\d{1,3}\b", _said(code, reply).partition(" ")[2])
    return f"{code} {enhanced[0]}" if enhanced else str(code)
