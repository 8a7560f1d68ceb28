"""What can go wrong with a mailbox, and the one line that says what, where and how to mend it."""

import imaplib
import re
import socket
import ssl
from enum import StrEnum

# Everything that imapclient, imaplib, ssl and socket were seen to raise on a bad line or answer.
CLIENT_ERRORS = (
    imaplib.IMAP4.error,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
)

_HOUR = 3600.0
_THROTTLED = re.compile(r"overquota|throttl|bandwidth|too many|backoff|\[limit\]", re.IGNORECASE)
_BACKOFF = re.compile(r"backoff time:?\s*(\d+)\s*milliseconds", re.IGNORECASE)
_BUSY = re.compile(r"\[(unavailable|inuse|serverbug)\]", re.IGNORECASE)
_NO_PASSWORDS = re.compile(r"basic auth\w* is disabled|authentication is blocked", re.IGNORECASE)
_NOT_TLS = {"WRONG_VERSION_NUMBER", "UNKNOWN_PROTOCOL", "PACKET_LENGTH_TOO_LONG", "HTTP_REQUEST"}
_OLD_TLS = {"UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "DH_KEY_TOO_SMALL"}
_TRY_AGAIN = "it is tried again; nothing is lost"

_GOOGLE = "Google wants an app password here: https://myaccount.google.com/apppasswords"
_APPLE = "Apple wants an app-specific password here: make one at https://account.apple.com"
_YAHOO = "Yahoo wants an app password here: make one under Account security"
_MICROSOFT = (
    'this provider takes no passwords over IMAP: set oauth = { provider = "microsoft", ... } in '
    "place of password, then run `watchdog account sign-in NAME`"
)
_FASTMAIL = "Fastmail wants an app password here: make one under Settings, Privacy & Security"
_SWITCHED_OFF = "IMAP has to be switched on in the settings of your mailbox on the web first"
_T_ONLINE = "T-Online wants the mail password here, which is another one than that of the account"
_SIGN_IN_HINTS = {
    "fastmail.com": _FASTMAIL,
    "gmx.net": _SWITCHED_OFF,
    "gmx.com": _SWITCHED_OFF,
    "web.de": _SWITCHED_OFF,
    "t-online.de": _T_ONLINE,
    "gmail.com": _GOOGLE,
    "googlemail.com": _GOOGLE,
    "me.com": _APPLE,
    "icloud.com": _APPLE,
    "yahoo.com": _YAHOO,
    "aol.com": _YAHOO.replace("Yahoo", "AOL"),
    "office365.com": _MICROSOFT,
    "outlook.com": _MICROSOFT,
}


class ProblemKind(StrEnum):
    """Who has to move: time (the first two), the user (the next two), or a maintainer."""

    TRANSIENT = "transient"
    THROTTLED = "throttled"
    SIGN_IN = "sign_in"
    CONFIGURATION = "configuration"
    PROTOCOL = "protocol"
    BUG = "bug"


class MailboxProblem(Exception):  # noqa: N818 - the glossary's word: most are not our errors
    """The only exception that leaves the mailbox; its text is one line and never holds a secret.

    `where` is that of the endpoint, with /folder; `retry_after_seconds` is what the server asked
    for, or None. `key` is the account's key that mends it, where one does. `mail` is (UIDVALIDITY,
    UID) when it comes from one mail alone.
    """

    def __init__(
        self,
        kind: ProblemKind,
        *,
        where: str,
        what: str,
        mend: str,
        retry_after_seconds: float | None = None,
        key: str | None = None,
    ) -> None:
        super().__init__(f"{where}: {what}; {mend}")
        self.kind = kind
        self.where = where
        self.what = what
        self.mend = mend
        self.retry_after_seconds = retry_after_seconds
        self.key = key
        self.mail: tuple[int, int] | None = None

    def about(self, uidvalidity: int, uid: int) -> "MailboxProblem":
        """The same problem, said of one mail."""
        problem = MailboxProblem(
            self.kind,
            where=self.where,
            what=self.what,
            mend=self.mend,
            retry_after_seconds=self.retry_after_seconds,
            key=self.key,
        )
        problem.mail = (uidvalidity, uid)
        return problem


def one_line(text: object) -> str:
    """Text of a stranger, fit for one line of a terminal: no control characters, 200 at most."""
    printable = "".join(c if c.isprintable() else " " for c in str(text))
    return " ".join(printable.split())[:200]


def problem_of(error: BaseException, *, where: str, host: str, port: int) -> MailboxProblem:
    """What an exception of the client means, outside of the sign-in."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _untrusted(error, where)
    if isinstance(error, ssl.SSLError):
        return _tls_failure(error, where, port)
    if isinstance(error, imaplib.IMAP4.error):
        return _refusal(error, where)
    if isinstance(error, OSError):
        return _network_failure(error, where, host, port)
    return _nonsense(error, where)


def sign_in_problem(
    error: BaseException, *, where: str, host: str, port: int, renew: str = "", anew: str = ""
) -> MailboxProblem:
    """What an exception of the sign-in means: not every refusal is a wrong password.

    `renew` is the command that makes a new sign-in where there is no password, `anew` what gives
    a new password where there is one.
    """
    if isinstance(error.__context__, imaplib.IMAP4.abort):
        error = error.__context__  # the client dresses a hang-up as a failed sign-in
    hung_up = isinstance(error, imaplib.IMAP4.abort)
    refused = isinstance(error, imaplib.IMAP4.error) and not hung_up
    if not refused or _passing(one_line(error)):
        return problem_of(error, where=where, host=host, port=port)
    no_passwords = _NO_PASSWORDS.search(str(error)) is not None
    hint = _sign_in_hint(host)
    if hint != _MICROSOFT and anew:
        hint = f"{hint}; {anew}"
    return MailboxProblem(
        ProblemKind.SIGN_IN,
        where=where,
        what=f"the server refused the sign-in ({_server_words(error)})",
        mend=renew or (_MICROSOFT if no_passwords else hint),
    )


def _passing(text: str) -> bool:
    return bool(_THROTTLED.search(text) or _BUSY.search(text))


def _sign_in_hint(host: str) -> str:
    for domain, hint in _SIGN_IN_HINTS.items():
        if host.lower() == domain or host.lower().endswith("." + domain):
            return hint
    from watchdog.catalog.providers import provider_at  # a look that goes well needs no hint

    known = provider_at(host)
    if known is not None and known.how:
        page = f": {known.page}" if known.page else ""
        return f"{known.name} wants something done first: {known.how}{page}; or check the password"
    return "check user name and password; many providers want an app password here"


def _untrusted(error: ssl.SSLCertVerificationError, where: str) -> MailboxProblem:
    reason = one_line(error.verify_message or error)
    key: str | None = "ca_file"
    mend = "if the server has an authority of its own, name its certificate's file: ca_file"
    mend += " in config.toml, or --ca-file FILE"
    if "match" in reason.lower():
        key, mend = "host", "set host to a name that stands in the certificate"
    elif "expired" in reason.lower() or "not yet" in reason.lower():
        key = None
        mend = "the server's owner has to renew it, or this computer's clock is wrong: check it"
    what = f"the server's certificate is not trusted: {reason}"
    return MailboxProblem(ProblemKind.CONFIGURATION, where=where, what=what, mend=mend, key=key)


def _tls_failure(error: ssl.SSLError, where: str, port: int) -> MailboxProblem:
    if error.reason in _NOT_TLS:
        return MailboxProblem(
            ProblemKind.CONFIGURATION,
            where=where,
            what=f"port {port} does not speak TLS",
            mend='use port 993, or set tls = "starttls" for port 143',
        )
    if error.reason in _OLD_TLS:
        return MailboxProblem(
            ProblemKind.CONFIGURATION,
            where=where,
            what=f"the server speaks only outdated TLS ({one_line(error.reason)})",
            mend="the server's owner has to allow TLS 1.2 or newer",
        )
    what = f"the encrypted connection broke ({one_line(error.reason or error)})"
    return MailboxProblem(ProblemKind.TRANSIENT, where=where, what=what, mend=_TRY_AGAIN)


def _network_failure(error: OSError, where: str, host: str, port: int) -> MailboxProblem:
    what, mend = f"the connection broke ({one_line(error.strerror or error)})", _TRY_AGAIN
    if isinstance(error, socket.gaierror):
        what = f"there is no address for {host} ({one_line(error.strerror)})"
        mend = "check the spelling of host, and the network"
    elif isinstance(error, ConnectionRefusedError):
        what = f"port {port} is closed"
        mend = "check host and port (993 with TLS, 143 with STARTTLS), or wait for the server"
    elif isinstance(error, TimeoutError):
        what, mend = "the server did not answer in time", "check host, port and network, or wait"
    return MailboxProblem(ProblemKind.TRANSIENT, where=where, what=what, mend=mend)


def _refusal(error: imaplib.IMAP4.error, where: str) -> MailboxProblem:
    text = one_line(error)
    if _THROTTLED.search(text):
        return _throttled(error, where)
    hung_up = isinstance(error, imaplib.IMAP4.abort)
    if hung_up or _BUSY.search(text):
        did = "hung up" if hung_up else "is busy"
        what = f"the server {did} ({_server_words(error)})"
        return MailboxProblem(ProblemKind.TRANSIENT, where=where, what=what, mend=_TRY_AGAIN)
    return _nonsense(error, where)


def _throttled(error: imaplib.IMAP4.error, where: str) -> MailboxProblem:
    asked = _BACKOFF.search(str(error))
    seconds = int(asked[1]) / 1000 if asked else None
    if seconds is None and re.search(r"overquota|bandwidth", str(error), re.IGNORECASE):
        seconds = _HOUR
    return MailboxProblem(
        ProblemKind.THROTTLED,
        where=where,
        what=f"the server asks for a pause ({_server_words(error)})",
        mend="it goes on later where it stopped; other programs on this mailbox count as well",
        retry_after_seconds=seconds,
    )


def _nonsense(error: BaseException, where: str) -> MailboxProblem:
    return MailboxProblem(
        ProblemKind.PROTOCOL,
        where=where,
        what=f"the server's answer was not understood ({_server_words(error)})",
        mend=f"{_TRY_AGAIN}; if it stays, report this line",
    )


def _server_words(error: BaseException) -> str:
    """The server's own words, without Python's bytes marks and imaplib's preface."""
    return one_line(re.sub(r"""\bb(['"])(.*?)\1""", r"\2", str(error))) or type(error).__name__
