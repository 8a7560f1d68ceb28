"""Letters and notifications over real sockets: what arrives, and what is told when it does not."""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

import pytest
import trustme

from tests.rigs.post_office import PASSWORD, USER, Step, free_port, post_office
from watchdog.access_token import AccessToken, Credential
from watchdog.config.config import Config
from watchdog.config.outlets import DigestSettings, SmtpSettings
from watchdog.config.tables import SecretSource
from watchdog.delivery.delivery import (
    DeliveryProblem,
    Letter,
    build_email,
    send_email,
    send_notification,
)
from watchdog.mailing import send_mail
from watchdog.setting import Setting

Tls = Literal["implicit", "starttls", "none"]
LETTER = Letter(
    message_id="<digest.2026-W48@billing-watchdog.localhost>",
    sender="Billing watchdog <watchdog@example.org>",
    to="you@example.org",
    subject="Week 48: 43.98 € charged",
    text="Nothing renews this week.\n",
    html="<p>Nothing renews this week.</p>",
    written_at=datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def settings(
    port: int, *, tls: Tls = "starttls", ca_file: Path | None = None, host: str = "localhost"
) -> SmtpSettings:
    secret = SecretSource(env="UNUSED")
    return SmtpSettings(host=host, port=port, tls=tls, user=USER, password=secret, ca_file=ca_file)


def refused(
    smtp: SmtpSettings, secret: Credential = PASSWORD, letter: Letter = LETTER
) -> DeliveryProblem:
    with pytest.raises(DeliveryProblem) as raised:
        send_email(letter, smtp, secret)
    told = str(raised.value)
    assert told.startswith(f"{smtp.host}:{smtp.port}: ")
    assert "\n" not in told
    assert (secret if isinstance(secret, str) else secret.value) not in told
    return raised.value


def read(letter: Letter) -> EmailMessage:
    message = message_from_bytes(build_email(letter), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize("tls", ["implicit", "starttls", "none"])
def test_a_letter_arrives_signed_in_over_every_kind_of_wire(
    tls: Tls, authority: trustme.CA, ca_file: Path
) -> None:
    with post_office(tls=tls, authority=authority) as office:
        send_email(LETTER, settings(office.port, tls=tls, ca_file=ca_file), PASSWORD)
    (envelope,) = office.taken
    assert office.signed_in == [USER]
    assert envelope.mail_from == "watchdog@example.org"
    assert envelope.rcpt_tos == ["you@example.org"]
    assert isinstance(envelope.content, bytes)
    arrived = message_from_bytes(envelope.content, policy=policy.default)
    assert arrived["Subject"] == "Week 48: 43.98 € charged"


@pytest.mark.parametrize("mechanism", ["XOAUTH2", "OAUTHBEARER"])
def test_a_letter_arrives_signed_in_by_token(
    mechanism: str, authority: trustme.CA, ca_file: Path
) -> None:
    with post_office(authority=authority) as office:
        office.mechanism, office.tokens = mechanism, {"good-token": USER}
        smtp = settings(office.port, ca_file=ca_file)
        send_email(LETTER, smtp, AccessToken("good-token"))
        problem = refused(smtp, AccessToken("stale-token", "sign in again: do so"))
    assert len(office.taken) == 1
    assert office.signed_in == [USER]
    assert office.spoken == [mechanism] * 2
    assert problem.permanent
    assert problem.sign_in
    assert "sign in again: do so" in str(problem)


def test_a_server_that_takes_no_tokens_is_named(authority: trustme.CA, ca_file: Path) -> None:
    with post_office(authority=authority) as office:
        problem = refused(settings(office.port, ca_file=ca_file), AccessToken("good-token"))
    assert office.spoken == []
    assert "neither OAUTHBEARER nor XOAUTH2" in str(problem)


def test_a_relay_of_ones_own_needs_no_sign_in() -> None:
    with post_office(tls="none", auth=False) as office:
        smtp = SmtpSettings(host="127.0.0.1", port=office.port, tls="none")
        send_email(LETTER, smtp, None)
    assert len(office.taken) == 1
    assert office.signed_in == []


def test_a_letter_has_two_parts_of_equal_rank_and_says_that_a_machine_wrote_it() -> None:
    message = read(LETTER)
    assert message.get_content_type() == "multipart/alternative"
    parts = [part.get_content_type() for part in message.iter_parts()]
    assert parts == ["text/plain", "text/html"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"]
    assert message["X-Watchdog"]
    assert message["Message-ID"] == LETTER.message_id
    assert message["Date"].datetime == LETTER.written_at


def test_a_letter_without_html_is_plain_text() -> None:
    message = read(
        Letter(message_id="<a@b>", sender="a@b.c", to="d@e.f", subject="s", text="ä\ud800")
    )
    assert message.get_content_type() == "text/plain"
    assert message.get_content().strip() == "ä?"
    assert message["Date"] is None


def test_a_letter_may_add_headers_and_replace_ours() -> None:
    added = {"X-Watchdog": "home", "X-Watchdog-Attempt": "2"}
    message = read(
        Letter(message_id="<a@b>", sender="a@b.c", to="d@e.f", subject="s", text="", headers=added)
    )
    assert message.get_all("X-Watchdog") == ["home"]
    assert message["X-Watchdog-Attempt"] == "2"


def test_a_long_message_id_survives_unchanged() -> None:
    long_id = f"<{'a1' * 40}@billing-watchdog.localhost>"
    raw = build_email(Letter(message_id=long_id, sender="a@b.c", to="d@e.f", subject="s", text=""))
    assert long_id.encode() in raw


@pytest.mark.parametrize(
    "subject",
    [
        "Receipt\r\nBcc: eve@example.com",
        "Receipt\nBcc: eve@example.com",
        "Receipt\rBcc: eve@example.com",
        "Receipt\u2028Bcc: eve@example.com",
        "Receipt\x0b\x00\x1b[31m\x85Bcc: eve@example.com",
        "=?utf-8?Q?hi=0D=0ABcc:_eve=40example.com?=",
        "==??utf-8?Q?hi=0D=0ABcc:_eve=40example.com?=",
        "=\u200b?utf-8?Q?hi=0D=0ABcc:_eve=40example.com?=",
        "=?utf-8?B?aGkNCkJjYzogZXZlQGV4YW1wbGUuY29t?=",
        "ä" * 500 + "\r\nBcc: eve@example.com",
    ],
)
def test_words_of_a_mail_cannot_add_headers(subject: str) -> None:
    letter = Letter(
        message_id="<a@b.c>",
        sender=f"{subject[:40]} <a@b.c>",
        to="d@e.f",
        subject=subject,
        text="x",
    )
    message = read(letter)
    assert message["Bcc"] is None
    assert set(message.keys()) == {
        *("From", "To", "Subject", "Message-ID", "Auto-Submitted", "List-Id", "X-Watchdog"),
        *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
    }
    shown = str(message["Subject"])
    assert len(shown) <= 120
    assert shown.isprintable()


def test_a_header_given_twice_is_not_sent() -> None:
    twice = {"x-watchdog": "another"}
    letter = Letter(
        message_id="<a@b>", sender="a@b.c", to="d@e.f", subject="s", text="", headers=twice
    )
    with pytest.raises(DeliveryProblem, match="headers that were not meant"):
        build_email(letter)


# Apprise imports it for all its services at once, on Pythons that still have it.
old_imghdr = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

ANSWERS: list[tuple[Step, str, bool, str]] = [
    ("MAIL", "451 4.3.0 try later", False, "sender watchdog@example.org refused (451 4.3.0 try"),
    ("MAIL", "550 5.7.1 no", True, "sender watchdog@example.org refused (550 5.7.1 no)"),
    ("RCPT", "450 4.2.0 greylisted", False, "recipient you@example.org refused (450 4.2.0 grey"),
    ("RCPT", "550 5.1.1 who?", True, "recipient you@example.org refused (550 5.1.1 who?)"),
    ("DATA", "452 4.3.1 full", False, "letter refused (452 4.3.1 full)"),
    ("DATA", "552 5.3.4 too big\x1b[31m", True, "letter refused (552 5.3.4 too big[31m)"),
    ("AUTH", "454 4.7.0 later", False, "sign-in refused (454 4.7.0)"),
    ("AUTH", f"535 5.7.8 not {PASSWORD}", True, "sign-in refused (535 5.7.8)"),
    ("AUTH", f"550 {PASSWORD}", True, "sign-in refused (550)"),
]


@pytest.mark.parametrize("row", ANSWERS, ids=lambda row: f"{row[0]} {row[1][:3]}")
def test_what_a_server_refuses_is_told(
    row: tuple[Step, str, bool, str], authority: trustme.CA, ca_file: Path
) -> None:
    step, answer, permanent, what = row
    with post_office(authority=authority, answers={step: answer}) as office:
        problem = refused(settings(office.port, ca_file=ca_file))
    assert problem.what.startswith(what)
    assert problem.permanent is permanent
    assert not problem.maybe_sent
    assert office.taken == []


def test_a_wrong_password_is_permanent(authority: trustme.CA, ca_file: Path) -> None:
    with post_office(authority=authority) as office:
        problem = refused(settings(office.port, ca_file=ca_file), "swordfish")
    assert problem.permanent
    assert "app password" in problem.mend


def test_a_password_beyond_ascii_is_told(authority: trustme.CA, ca_file: Path) -> None:
    with post_office(authority=authority) as office:
        problem = refused(settings(office.port, ca_file=ca_file), "schlüssel")
    assert problem.permanent
    assert "not plain ASCII" in problem.what


def test_a_server_without_sign_in_gets_no_password(authority: trustme.CA, ca_file: Path) -> None:
    with post_office(authority=authority, auth=False) as office:
        problem = refused(settings(office.port, ca_file=ca_file))
    assert "takes no sign-in" in problem.what
    assert office.taken == []


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_certificate_of_a_stranger_is_refused(tls: Tls, ca_file: Path) -> None:
    with post_office(tls=tls, authority=trustme.CA()) as office:
        problem = refused(settings(office.port, tls=tls, ca_file=ca_file))
        without = refused(settings(office.port, tls=tls))
    assert problem.permanent
    assert without.permanent
    assert "certificate is not trusted" in problem.what
    assert office.signed_in == []


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_certificate_for_another_name_is_refused(
    tls: Tls, authority: trustme.CA, ca_file: Path
) -> None:
    with post_office(tls=tls, authority=authority, name="mail.example.net") as office:
        problem = refused(settings(office.port, tls=tls, ca_file=ca_file))
    assert problem.permanent
    assert "certificate is not trusted" in problem.what
    assert office.signed_in == []


def test_without_starttls_nothing_is_sent(ca_file: Path) -> None:
    with post_office(tls="none") as office:
        problem = refused(settings(office.port, ca_file=ca_file))
    assert problem.permanent
    assert "no STARTTLS" in problem.what
    assert office.signed_in == []
    assert office.taken == []


def test_tls_on_an_open_port_is_told(ca_file: Path) -> None:
    with post_office(tls="none") as office:
        problem = refused(settings(office.port, tls="implicit", ca_file=ca_file))
    assert problem.permanent
    assert problem.mend == "check port and tls"


def test_certificates_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("none")
    for ca_file in (tmp_path / "ca.pem", tmp_path / "nowhere.pem"):
        problem = refused(settings(1, ca_file=ca_file))
        assert problem.permanent
        assert str(ca_file) in problem.what


def test_a_server_that_is_away_is_tried_again() -> None:
    problem = refused(settings(free_port()))
    assert not problem.permanent
    assert not problem.maybe_sent
    assert "cannot be reached (connection refused)" in problem.what


def test_a_line_that_breaks_after_the_letter_may_have_delivered_it(
    authority: trustme.CA, ca_file: Path
) -> None:
    with post_office(authority=authority, dropping=True) as office:
        problem = refused(settings(office.port, ca_file=ca_file))
    assert len(office.taken) == 1
    assert not problem.permanent
    assert problem.maybe_sent


@contextmanager
def web_hook(status: int = 200) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """A web server on loopback that keeps what is posted to it."""
    taken: list[dict[str, Any]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Hook) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1], taken
        finally:
            server.shutdown()
            thread.join()


@old_imghdr
def test_a_notification_arrives() -> None:
    with web_hook() as (port, taken):
        url = f"json://127.0.0.1:{port}/path"
        send_notification([url, url], "Trial ends: Coursera", "Act by <2026-06-07>.\n1. *Go*")
    assert [each["title"] for each in taken] == ["Trial ends: Coursera"] * 2
    assert taken[0]["message"] == "Act by <2026-06-07>.\n1. *Go*"


@old_imghdr
def test_a_failed_notification_is_told_without_its_url(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with web_hook(500) as (port, taken), web_hook() as (other_port, others):
        urls = [f"json://127.0.0.1:{port}/hunter2", f"json://127.0.0.1:{other_port}"]
        with pytest.raises(DeliveryProblem) as raised:
            send_notification(urls, "title", "body")
    assert (len(taken), len(others)) == (1, 1)
    assert not raised.value.permanent
    assert raised.value.where == "notify.urls[0] (json://...)"
    assert_silent(raised.value, capfd, caplog)


@old_imghdr
@pytest.mark.parametrize("url", ["nonsense://hunter2", "hunter2", "tgram://hunter2", ""])
def test_what_is_no_url_is_permanent(
    url: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(DeliveryProblem) as raised:
        send_notification([url], "title", "body")
    assert raised.value.permanent
    assert_silent(raised.value, capfd, caplog)


@old_imghdr
def test_a_service_that_is_away_is_tried_again(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(DeliveryProblem) as raised:
        send_notification([f"json://127.0.0.1:{free_port()}/hunter2"], "title", "body")
    assert not raised.value.permanent
    assert_silent(raised.value, capfd, caplog)


def assert_silent(
    problem: DeliveryProblem,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    shown = capfd.readouterr()
    assert "hunter2" not in f"{problem}{shown.out}{shown.err}{caplog.text}"
    assert shown.err == ""


def test_weekly_letters_are_one_thread_and_an_alarm_is_none_of_it(tmp_path: Path) -> None:
    with post_office(tls="none", auth=False) as office:
        smtp = SmtpSettings(host="127.0.0.1", port=office.port, tls="none")
        digest = DigestSettings(to="you@example.org", sender="watchdog@example.org", smtp=smtp)
        setting = Setting(home=tmp_path, settled=Config(timezone="UTC", digest=digest))
        for key, html in (("digest:2026-W47", "<p>"), ("digest:2026-W48", "<p>"), ("a", None)):
            send_mail(setting, key=key, to="you@example.org", subject=key, text="", html=html)
    taken = [one.content for one in office.taken if isinstance(one.content, bytes)]
    letters = [message_from_bytes(one, policy=policy.default) for one in taken]
    assert letters[0]["References"]
    assert letters[0]["References"] == letters[1]["References"]
    assert letters[0]["Message-ID"] != letters[1]["Message-ID"]
    assert letters[2]["References"] is None
