"""Hands letters to a mail server and notifications to Apprise."""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from email.utils import parseaddr

from watchdog.access_token import Credential
from watchdog.config.outlets import SmtpSettings
from watchdog.delivery.letter import Letter, build_email
from watchdog.delivery.problems import DeliveryProblem, told
from watchdog.delivery.sign_in import sign_in

__all__ = [
    "DeliveryProblem",
    "Letter",
    "build_email",
    "greet_server",
    "is_target",
    "send_email",
    "send_notification",
]

TIMEOUT_SECONDS = 60  # RFC 5321 asks for patience after DATA; less makes double deliveries


def send_email(
    letter: Letter,
    smtp: SmtpSettings,
    secret: Credential | None,
    hand_over: Callable[[], object] = lambda: None,
) -> None:
    """Hand the letter to the server, which has it when this returns; DeliveryProblem otherwise.

    `hand_over` is called when everything but the letter itself was said: only from then on can
    it arrive. Nothing is sent over an open wire but to this computer itself, and no certificate
    is taken unverified.
    """
    content = build_email(letter)
    where = f"{smtp.host}:{smtp.port}"
    with _session(smtp, where) as session:
        if smtp.user is not None and secret is not None:
            sign_in(session, smtp.user, secret, where)
        with told(where):
            session.ehlo_or_helo_if_needed()
            _address(session, parseaddr(letter.sender)[1], letter.to)
        hand_over()
        with told(where, handing_over=True):
            code, reply = session.data(content)
            if code != 250:
                raise smtplib.SMTPDataError(code, reply)


def greet_server(
    smtp: SmtpSettings, secret: Credential | None, *, patience: float | None = None
) -> None:
    """Connect and sign in as for a letter, and send none; DeliveryProblem when that fails.

    `patience` in seconds, for each answer of the server; None: as for a letter.
    """
    where = f"{smtp.host}:{smtp.port}"
    with _session(smtp, where, patience) as session:
        if smtp.user is not None and secret is not None:
            sign_in(session, smtp.user, secret, where)
        with told(where):
            session.noop()


def _address(session: smtplib.SMTP, sender: str, to: str) -> None:
    code, reply = session.mail(sender)
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, reply, sender)
    code, reply = session.rcpt(to)
    if code not in (250, 251):
        raise smtplib.SMTPRecipientsRefused({to: (code, reply)})


def send_notification(urls: Sequence[str], title: str, body: str, *, first: int = 0) -> None:
    """Send a short text to every Apprise URL; DeliveryProblem names those that failed.

    All are tried. To try one again without telling the others twice, give it alone, with its
    number in the configuration as `first`.
    """
    outcomes = [_notify(url, title, body) for url in urls]
    failed = [n for n, outcome in enumerate(outcomes) if outcome is not True]
    if not failed:
        return
    names = ", ".join(f"notify.urls[{first + n}] ({_scheme(urls[n])})" for n in failed)
    hopeless = all(outcomes[n] is None for n in failed)
    raise DeliveryProblem(
        permanent=hopeless,
        what="not a URL that Apprise knows" if hopeless else "the notification was not taken",
        where=names,
        mend="check the URL and the service behind it",
    )


@contextmanager
def _session(
    smtp: SmtpSettings, where: str, patience: float | None = None
) -> Iterator[smtplib.SMTP]:
    """An open connection, as private as the settings ask, and a farewell that cannot fail."""
    # Reading the system's certificates takes a while: not where nothing is encrypted.
    context = _trust(smtp, where) if smtp.tls != "none" else None
    with told(where):
        session = _dial(smtp, context, patience or TIMEOUT_SECONDS)
    try:
        if smtp.tls == "starttls" and context is not None:
            _encrypt(session, context, where)
        yield session
        # The letter is taken: whatever becomes of the farewell changes nothing.
        with suppress(smtplib.SMTPException, OSError):
            session.quit()
    finally:
        session.close()


def _dial(smtp: SmtpSettings, context: ssl.SSLContext | None, patience: float) -> smtplib.SMTP:
    # The greeting names no host of ours: it would cost a look-up and tell where we are.
    name = "[127.0.0.1]"
    if smtp.tls == "implicit":
        return smtplib.SMTP_SSL(smtp.host, smtp.port, name, timeout=patience, context=context)
    return smtplib.SMTP(smtp.host, smtp.port, name, timeout=patience)


def _trust(smtp: SmtpSettings, where: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=smtp.ca_file)
    except (OSError, ValueError):
        raise DeliveryProblem(
            permanent=True,
            what=f"no certificates can be read from {smtp.ca_file}",
            where=where,
            mend="let digest.smtp.ca_file name a PEM file",
        ) from None


def _encrypt(session: smtplib.SMTP, context: ssl.SSLContext, where: str) -> None:
    with told(where):
        session.ehlo()
    if not session.has_extn("starttls"):
        raise DeliveryProblem(
            permanent=True,
            what="the server offers no STARTTLS, so nothing was sent",
            where=where,
            mend='try digest.smtp.tls = "implicit"',
        )
    with told(where):
        session.starttls(context=context)


def _notify(url: str, title: str, body: str) -> bool | None:
    """Whether the service took it; None when the URL is none."""
    # Imported here: it costs a tenth of a second, and most runs have nothing to tell.
    _hush()
    import apprise

    asset = apprise.AppriseAsset(app_id="billing-watchdog", async_mode=False)
    messenger = apprise.Apprise(asset=asset)
    if not messenger.add(url):
        return None
    text = apprise.NotifyFormat.TEXT
    return bool(messenger.notify(title=title, body=body, body_format=text))


def is_target(url: str) -> bool:
    """Whether Apprise knows the service of a URL; nothing is sent."""
    _hush()
    import apprise

    return bool(apprise.Apprise().add(url))


def _hush() -> None:
    """Keep Apprise and its HTTP client from logging: their lines have the URLs, tokens and all."""
    import logging

    for name in ("apprise", "urllib3"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _scheme(url: str) -> str:
    """The part of an Apprise URL that is no secret; often the host is a token."""
    found = re.match(r"[a-z][a-z0-9+.-]{0,20}(?=://)", url, re.IGNORECASE)
    return f"{found[0]}://..." if found else "no scheme"
