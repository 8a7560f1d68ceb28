"""Hands one mail to the user's mail server."""

import os
from collections.abc import Callable

from watchdog.access_token import Credential
from watchdog.config.config import Config
from watchdog.config.outlets import DigestSettings
from watchdog.setting import Setting


def send_mail(
    setting: Setting,
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    html: str | None,
    attempt: int = 1,
    hand_over: Callable[[], object] = lambda: None,
) -> None:
    """Hand one mail to the mail server; DeliveryProblem or CredentialProblem.

    `attempt` 2 says that it may be there already, and that its Message-ID is the same then.
    """
    from watchdog.delivery.delivery import DeliveryProblem, Letter, send_email
    from watchdog.own_letters import letter_name, message_id_of

    config = setting.config()
    settings = config.digest
    if settings is None:
        raise ValueError("there is no [digest]")
    letter = Letter(
        message_id=message_id_of(settings, key),
        sender=settings.sender,
        to=to,
        subject=subject,
        text=text,
        html=html,
        headers={"X-Watchdog": letter_name(key)}
        # Every weekly letter answers the same one, which never was: so they are one thread.
        | ({"References": message_id_of(settings, "digest")} if html is not None else {})
        | ({"X-Watchdog-Attempt": str(attempt)} if attempt > 1 else {}),
        written_at=setting.now(),
    )
    try:
        send_email(letter, settings.smtp, letter_credential(setting, config), hand_over)
    except DeliveryProblem as problem:
        if not problem.sign_in or not _is_renewable(config, settings):
            raise
        # A token may be taken back before its time; nothing was handed over yet.
        fresh = letter_credential(setting, config, renew=True)
        send_email(letter, settings.smtp, fresh, hand_over)


def letter_credential(
    setting: Setting, config: Config, *, renew: bool = False
) -> Credential | None:
    """What the server of the letters is signed in to with now; CredentialProblem."""
    from watchdog.accounts import letter_credential_of  # a report signs in nowhere

    return letter_credential_of(
        config,
        setting.tokens(),
        environ=os.environ,
        now=setting.now().timestamp(),
        renew=renew,
    )


def _is_renewable(config: Config, settings: DigestSettings) -> bool:
    accounts = (one for one in config.accounts if one.name == settings.smtp.account)
    return any(one.oauth is not None for one in accounts)
