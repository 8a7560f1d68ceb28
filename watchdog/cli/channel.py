"""Asks where urgent news should go, sends some at once, and keeps what worked."""

from watchdog import text
from watchdog.cli.asking import Asker
from watchdog.cli.failures import UsageProblem
from watchdog.config.writing import set_notify_url
from watchdog.delivery.delivery import DeliveryProblem, send_notification
from watchdog.language import marked, say, translated
from watchdog.safekeeping import keep_secret
from watchdog.setting import Setting

_NAME = "notify"
_TITLE = marked("billing-watchdog can reach you here")
_TRIES = 3
_ALL_URLS = "https://appriseit.com/services/"


def offer_channel(setting: Setting, asker: Asker, news: str) -> None:
    """A notification URL, tried with `news`; nothing is kept of one that does not work."""
    if not asker.someone or setting.config().notify.urls:
        return
    asker.tell(
        say("Where should urgent news go? To your phone or a chat: ntfy, Telegram, Matrix ...")
    )
    asker.tell(
        say(
            "  Each has an address of its own, an Apprise URL. With the app ntfy it is "
            "ntfy://NAME: choose a NAME that nobody guesses, and subscribe to it there. "
            "All others: {page}",
            page=_ALL_URLS,
        )
    )
    asker.tell(say("  What you type is not shown. Enter: nowhere for now."))
    for _ in range(_TRIES):
        url = asker.ask(say("URL"), option="[notify] in config.toml", check=str, hidden=True)
        if not url:
            return
        try:
            keep_channel(setting, asker, url, news)
        except (UsageProblem, DeliveryProblem) as problem:
            asker.tell(f"  {text.safe(str(problem))}")
            continue
        return


def keep_channel(setting: Setting, asker: Asker, url: str, news: str) -> None:
    """Try a notification URL and keep it; UsageProblem or DeliveryProblem when it does not work."""
    file = setting.config_to_change()
    _tried(url, news)
    source = keep_secret(url, name=_NAME, folder=file.parent)
    if set_notify_url(file, source):
        asker.tell(say("It was taken; see whether it arrived. Kept for what cannot wait."))
    else:
        asker.tell(
            say(
                "It was taken. [notify] in {file} is not as it was: add urls there by hand.",
                file=file,
            )
        )


def _tried(url: str, news: str) -> None:
    if "://" not in url:
        raise UsageProblem("that is no URL; give one such as ntfy://ntfy.example.org/your-topic")
    send_notification([url], translated(_TITLE), news)
