"""Which file reads the mail of each service of the catalogue: its own, or that of who bills."""

import pytest

from parsers.readers import all_parsers
from tests.test_routing import mail
from tests.test_senders import FOLDER
from watchdog.catalog import load_catalog

# An address that a service's bills come from, and the file that reads them.
READ_BY = {
    "coursera": ("no-reply@t.learn.coursera.org", "coursera"),
    "netflix": ("info@account.netflix.com", "netflix"),
    "spotify": ("no-reply@spotify.com", "spotify"),
    "disney_plus": ("disneyplus@mail.disneyplus.com", "disney_plus"),
    "hulu": ("hulu@hulumail.com", "hulu"),
    "hbo_max": ("HBOMax@mail.hbomax.com", "hbo_max"),
    "paramount_plus": ("no-reply@paramountplus.com", "paramount_plus"),
    "youtube_premium": ("googleplay-noreply@google.com", "google_play"),
    "youtube_tv": ("payments-noreply@google.com", "google_payments"),
    "apple_music": ("no_reply@email.apple.com", "apple"),
    "apple_tv_plus": ("no_reply@email.apple.com", "apple"),
    "apple_one": ("no_reply@email.apple.com", "apple"),
    "icloud_plus": ("no_reply@email.apple.com", "apple"),
    "google_one": ("googleplay-noreply@google.com", "google_play"),
    "amazon_prime": ("account@primevideo.com", "amazon"),
    "audible": ("donotreply@audible.com", "audible"),
    "kindle_unlimited": ("digital-no-reply@amazon.com", "amazon"),
    "adobe_cc": ("message@adobe.com", "adobe_cc"),
    "microsoft_365": ("microsoft-noreply@microsoft.com", "microsoft"),
    "xbox_game_pass": ("microsoft-noreply@microsoft.com", "microsoft"),
    "dropbox": ("no-reply@dropbox.com", "dropbox"),
    "canva": ("no-reply@account.canva.com", "canva"),
    "grammarly": ("hello@notification.grammarly.com", "grammarly"),
    "openai_chatgpt": ("billing@tm1.openai.com", "openai_chatgpt"),
    "anthropic_claude": ("billing@anthropic.com", "anthropic_claude"),
    "github": ("noreply@github.com", "github"),
    "notion": ("team@mail.notion.so", "notion"),
    "zoom": ("billing@zoom.us", "zoom"),
    "slack": ("feedback@slack.com", "slack"),
    "nordvpn": ("no-reply@mail.nordvpn.com", "nordvpn"),
    "linkedin_premium": ("messages-noreply@linkedin.com", "linkedin_premium"),
    "duolingo": ("no-reply@duolingo.com", "duolingo"),
    "udemy": ("no-reply@e.udemymail.com", "udemy"),
    "edx": ("no-reply@edx.org", "edx"),
    "codecademy": ("hello@codecademy.com", "codecademy"),
    "datacamp": ("hello@datacamp.com", "datacamp"),
    "pluralsight": ("noreply@pluralsight.com", "pluralsight"),
    "nytimes": ("no-reply@nytimes.com", "nytimes"),
    "wsj": ("no-reply@dowjones.com", "wsj"),
    "medium": ("hello@medium.com", "medium"),
    "substack": ("no-reply@substack.com", "substack"),
    "patreon": ("no-reply@patreon.com", "patreon"),
    "twitch": ("no-reply@twitch.tv", "twitch"),
    "calm": ("no-reply@calm.com", "calm"),
    "strava": ("no-reply@strava.com", "strava"),
    "tinder": ("no-reply@gotinder.com", "tinder"),
    "playstation_plus": ("reply@txn-email.playstation.com", "playstation_plus"),
    "nintendo_switch_online": ("no-reply@accounts.nintendo.com", "nintendo_switch_online"),
    "aws": ("aws-globalreceivables@email.amazon.com", "aws"),
    "digitalocean": ("no-reply@digitalocean.com", "digitalocean"),
    "namecheap": ("support@namecheap.com", "namecheap"),
    "godaddy": ("renewals@godaddy.com", "godaddy"),
    "squarespace": ("customercare@squarespace.com", "squarespace"),
    "wix": ("billing@wix.com", "wix"),
    "shopify": ("billing@shopify.com", "shopify"),
}


@pytest.mark.parametrize("service", READ_BY)
def test_the_mail_of_a_service_has_its_reader(service: str) -> None:
    address, file = READ_BY[service]
    knows = [one.name.split(".")[1] for one in all_parsers() if one.knows(mail(address))]
    assert knows == [file]
    assert list((FOLDER / file).glob("*.eml"))


def test_a_file_named_like_a_service_reads_its_mail() -> None:
    """Of other services no address is known: the generic reader reads them."""
    services, files = set(load_catalog().services), {path.name for path in FOLDER.iterdir()}
    assert READ_BY.keys() <= services
    missing = sorted((services & files) - READ_BY.keys())
    assert not missing, f"give READ_BY an address from which these bill: {', '.join(missing)}"
    assert len(READ_BY) >= 50
