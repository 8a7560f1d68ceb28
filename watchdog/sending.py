"""How a notification leaves: by mail or to one notification URL; and how a letter is looked for."""

import logging
import os
from datetime import datetime

from watchdog.accounts import credential_of, endpoint_of
from watchdog.config.accounts import Account
from watchdog.config.config import Config
from watchdog.config.outlets import DigestSettings
from watchdog.config.tables import SecretSource
from watchdog.credentials import CredentialProblem, resolve
from watchdog.degrees import Privacy, Severity
from watchdog.ledger import Notification, OutboxEntry
from watchdog.mailbox.errors import MailboxProblem
from watchdog.mailing import send_mail
from watchdog.outgoing import Failure, HandOver, Sight, named, pause_after_failure
from watchdog.own_letters import letter_name, message_id_of
from watchdog.setting import Setting

MAIL, NOTICE, HOOK = "digest", "notify", "webhook"
_UNCONFIGURED = "it is not configured any more"

log = logging.getLogger("watchdog")


def mail_targets(config: Config) -> list[str]:
    """Each recipient of the letters, so that one that is refused is tried again alone."""
    count = len(config.digest.recipients) if config.digest is not None else 0
    return [MAIL if number == 0 else f"{MAIL}:{number}" for number in range(count)]


def notice_targets(config: Config) -> list[str]:
    """Each notification URL and each webhook by its number."""
    urls = [f"{NOTICE}:{number}" for number in range(len(config.notify.urls))]
    return urls + [f"{HOOK}:{number}" for number in range(len(config.webhooks))]


def privacy_of(config: Config, target: str) -> Privacy:
    """How much a target may be told."""
    kind, _, number = target.partition(":")
    if kind == NOTICE:
        return config.notify.privacy_of(int(number))
    if kind == HOOK:
        return config.webhooks[int(number)].privacy
    return config.digest.privacy if config.digest is not None else Privacy.FULL


def level_of(config: Config, target: str) -> Severity:
    """How urgent something has to be for a target to hear of it at once."""
    kind, _, number = target.partition(":")
    if kind == NOTICE:
        return config.notify.level_of(int(number))
    own = config.webhooks[int(number)].level if kind == HOOK else None
    return own if own is not None else config.notify.level


def least_level(config: Config) -> Severity:
    """The least urgent of what somebody is told at once."""
    levels = {level_of(config, target) for target in notice_targets(config)}
    return max(levels or {config.notify.level}, key=list(Severity).index)


def ping_url(config: Config) -> str | None:
    """The address that misses us when we are silent; CredentialProblem when it cannot be had."""
    kept = config.health.ping_url
    if isinstance(kept, SecretSource):
        return resolve(kept, where="health.ping_url", environ=os.environ)
    return kept


def recipient(config: Config, target: str) -> str | None:
    """The address behind a target; None when it is none, or not configured any more."""
    kind, _, number = target.partition(":")
    recipients = config.digest.recipients if config.digest is not None else ()
    place = int(number or 0)
    return recipients[place] if kind == MAIL and place < len(recipients) else None


def send(
    setting: Setting, config: Config, entry: OutboxEntry, hand_over: HandOver
) -> Failure | None:
    """Send one notification; None, or why it did not go."""
    from watchdog.delivery.delivery import DeliveryProblem

    notice = entry.notification
    try:
        failure = _hand_over(setting, config, entry, hand_over)
    except DeliveryProblem as problem:
        failure = Failure(
            said=str(problem), permanent=problem.permanent, maybe_sent=problem.maybe_sent
        )
    except CredentialProblem as problem:
        failure = Failure(said=str(problem))
    if failure is None:
        log.info("sent: %s", named(notice))
    else:
        log.warning("%s: %s: %s", _fate(entry, failure), named(notice), failure.said)
    return failure


def _fate(entry: OutboxEntry, failure: Failure) -> str:
    if failure.maybe_sent:
        return "nobody knows whether it was sent"
    return "not sent yet" if pause_after_failure(entry, failure) is not None else "given up"


def _hand_over(
    setting: Setting, config: Config, entry: OutboxEntry, hand_over: HandOver
) -> Failure | None:
    """By mail or to one notification URL; a target that is gone is no success."""
    notice = entry.notification
    if notice.target.partition(":")[0] == NOTICE:
        return _notify(config, notice, hand_over)
    if notice.target.partition(":")[0] == HOOK:
        return _post(config, notice, hand_over, setting.now())
    to = recipient(config, notice.target)
    if config.digest is None or to is None:
        return Failure(said=f"[digest]: {_UNCONFIGURED}")
    send_mail(
        setting,
        key=notice.key,
        to=to,
        subject=notice.subject,
        text=notice.body,
        html=notice.html,
        attempt=1 + entry.resent,
        hand_over=hand_over,
    )
    return None


def _notify(config: Config, notice: Notification, hand_over: HandOver) -> Failure | None:
    from watchdog.delivery.delivery import send_notification

    number = int(notice.target.partition(":")[2])
    where = f"notify.urls[{number}]"
    if number >= len(config.notify.urls):
        return Failure(said=f"{where}: {_UNCONFIGURED}")
    kept = config.notify.places[number]
    url = kept if isinstance(kept, str) else resolve(kept, where=where, environ=os.environ)
    hand_over()
    send_notification([url], notice.subject, notice.body, first=number)
    return None


def _post(
    config: Config, notice: Notification, hand_over: HandOver, now: datetime
) -> Failure | None:
    """To one webhook: the same words as a message, and what tells the same notice again."""
    from watchdog.delivery.webhook import send_webhook

    number = int(notice.target.partition(":")[2])
    where = f"webhooks[{number}]"
    if number >= len(config.webhooks):
        return Failure(said=f"{where}: {_UNCONFIGURED}")
    hook = config.webhooks[number]
    secret = resolve(hook.secret, where=f"{where}.secret", environ=os.environ)
    said: dict[str, object] = {
        "version": 1,
        "id": letter_name(notice.key),
        # It is made of the merchant's name, which somebody could try out.
        "finding": (notice.finding_id or None) if hook.privacy is not Privacy.NONE else None,
        "title": notice.subject,
        "text": notice.body,
    }
    hand_over()
    send_webhook(hook.url, secret, said, timestamp=int(now.timestamp()), where=where)
    return None


def look(setting: Setting, config: Config, entry: OutboxEntry) -> Sight:
    """Whether a letter lies in a mailbox that we watch: its recipient's, or its sender's."""
    to = recipient(config, entry.notification.target)
    if config.digest is None or to is None:
        return Sight.BLIND
    own = [account for account in config.accounts if belongs(to, account)]
    if own:
        return _look_into(setting, config.digest, entry, own[0], as_sender=False)
    sender = config.digest.sender.rpartition("<")[2].strip("> ")
    senders = [account for account in config.accounts if belongs(sender, account)]
    if (
        senders
        and _look_into(setting, config.digest, entry, senders[0], as_sender=True) is Sight.ARRIVED
    ):
        return Sight.ARRIVED
    return Sight.BLIND  # not every server keeps what it has sent: absence proves nothing


def belongs(address: str, account: Account) -> bool:
    """Whether mail to an address arrives in an account's mailbox."""
    return address.lower() in {each.lower() for each in (account.user, *account.addresses)}


def _look_into(
    setting: Setting,
    digest: DigestSettings,
    entry: OutboxEntry,
    account: Account,
    *,
    as_sender: bool,
) -> Sight:
    from watchdog.mailbox.search import holds

    message_id = message_id_of(digest, entry.notification.key)
    try:
        now = setting.now().timestamp()
        secret = credential_of(account, setting.tokens(), environ=os.environ, now=now)
        there = holds(
            endpoint_of(account), secret, account.folders, message_id, as_sender=as_sender
        )
    except (MailboxProblem, CredentialProblem) as problem:
        log.warning("cannot look whether %s arrived: %s", named(entry.notification), problem)
        return Sight.UNREACHABLE
    said = "it has arrived" if there else "it is not there"
    log.info("looked for %s in %s: %s", named(entry.notification), account.name, said)
    return Sight.ARRIVED if there else Sight.ABSENT
