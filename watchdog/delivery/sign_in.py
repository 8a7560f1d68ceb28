"""Signing in to a mail server that takes letters: by password, OAUTHBEARER or XOAUTH2."""

import smtplib

from watchdog.access_token import AccessToken, Credential
from watchdog.delivery.problems import DeliveryProblem, told


def sign_in(session: smtplib.SMTP, user: str, credential: Credential, where: str) -> None:
    """Sign in; DeliveryProblem, which never holds the secret."""
    with told(where):
        session.ehlo_or_helo_if_needed()
    if not session.has_extn("auth"):
        raise DeliveryProblem(
            permanent=True,
            what="the server takes no sign-in here",
            where=where,
            mend="check port and tls, or leave out user and password",
        )
    if isinstance(credential, AccessToken):
        _with_token(session, user, credential, where)
    else:
        with told(where):
            session.login(user, credential)


def _with_token(session: smtplib.SMTP, user: str, token: AccessToken, where: str) -> None:
    """By the standard (RFC 7628) where it is offered, else by what Google made before it."""
    offered = session.esmtp_features["auth"].upper().split()
    if "OAUTHBEARER" in offered:
        mechanism, first, after = "OAUTHBEARER", f"n,a={_escaped(user)},\1", "\1"
    elif "XOAUTH2" in offered:
        mechanism, first, after = "XOAUTH2", f"user={user}\1", ""
    else:
        raise DeliveryProblem(
            permanent=True,
            what="the server takes no access tokens (neither OAUTHBEARER nor XOAUTH2)",
            where=where,
            mend="use user and password of digest.smtp",
        )
    initial = f"{first}auth=Bearer {token.value}\1\1"

    def answer(challenge: bytes | None = None) -> str:
        # A server that refuses says why in a challenge, and waits for a word before it says no.
        return initial if challenge is None else after

    with told(where, renew=token.renew):
        session.auth(mechanism, answer, initial_response_ok=True)


def _escaped(user: str) -> str:
    """As a name stands in a GS2 header (RFC 5801)."""
    return user.replace("=", "=3D").replace(",", "=2C")
