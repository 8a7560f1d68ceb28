"""Ways out besides mail and Apprise: webhooks, Home Assistant, Prometheus; quiet hours."""

import hashlib
import hmac
import json
import shutil
import socket
import subprocess
import threading
import time as clock
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.rigs.door import Door
from tests.test_telling import TODAY, wronged
from watchdog.config.config import Config, ConfigError, parse_config
from watchdog.config.outlets import NotifySettings, Webhook
from watchdog.config.tables import SecretSource
from watchdog.daemon.telling import queue_findings
from watchdog.delivery.home_assistant import Broker, messages, publish
from watchdog.delivery.problems import DeliveryProblem
from watchdog.ledger import Ledger, NotificationState, open_ledger
from watchdog.metrics import metrics_text
from watchdog.report import Report
from watchdog.rounds import make_report
from watchdog.sending import send
from watchdog.setting import Setting

MOSQUITTO = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        wronged(opened, "tunely")
        yield opened


@pytest.fixture
def report(ledger: Ledger, tmp_path: Path) -> Report:
    return make_report(Setting(home=tmp_path, settled=Config(timezone="UTC")), ledger, TODAY)[1]


class _Receiver(HTTPServer):
    """Keeps what it was sent, and answers with `answer`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = 204
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.url = f"http://127.0.0.1:{self.server_port}/hook"


class _Handler(BaseHTTPRequestHandler):
    server: _Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        self.send_response(self.server.answer)
        self.send_header("Location", self.server.url)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in http.server
        pass


@pytest.fixture
def receiver() -> Iterator[_Receiver]:
    with _Receiver() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _hooked(url: str, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("HOOK_SECRET", "s3cret")
    return Config(
        timezone="UTC", webhooks=(Webhook(url=url, secret=SecretSource(env="HOOK_SECRET")),)
    )


def test_a_webhook_gets_the_notice_signed_as_the_docs_say(
    ledger: Ledger, tmp_path: Path, receiver: _Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = _hooked(receiver.url, monkeypatch)
    setting = Setting(home=tmp_path, settled=config)
    queue_findings(setting, config, ledger, TODAY)
    (entry,) = ledger.outbox.entries(NotificationState.PENDING)
    assert send(setting, config, entry, lambda: None) is None
    headers, body = receiver.got[0]
    signed = headers["X-Watchdog-Timestamp"].encode() + b"." + body
    wanted = "v1=" + hmac.new(b"s3cret", signed, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(headers["X-Watchdog-Signature"], wanted)
    said = json.loads(body)
    assert said["title"] == "Charged after you cancelled: Tunely"
    assert said["finding"] == entry.notification.finding_id
    assert sorted(said) == ["finding", "id", "text", "title", "version"]


@pytest.mark.parametrize(
    ("answer", "permanent"), [(302, True), (404, True), (429, False), (503, False)]
)
def test_what_a_webhook_refuses_is_told(
    ledger: Ledger,
    tmp_path: Path,
    receiver: _Receiver,
    monkeypatch: pytest.MonkeyPatch,
    answer: int,
    permanent: bool,
) -> None:
    config = _hooked(receiver.url, monkeypatch)
    setting = Setting(home=tmp_path, settled=config)
    queue_findings(setting, config, ledger, TODAY)
    receiver.answer = answer
    (entry,) = ledger.outbox.entries(NotificationState.PENDING)
    failure = send(setting, config, entry, lambda: None)
    assert failure is not None
    assert failure.permanent is permanent
    assert f"webhooks[0]: it was answered by {answer};" in failure.said
    assert len(receiver.got) == 1  # no redirect is followed


# -- quiet hours --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "at", "quiet"),
    [
        ("22:00-07:00", "23:30", True),
        ("22:00-07:00", "06:59", True),
        ("22:00-07:00", "07:00", False),
        ("22:00-07:00", "21:59", False),
        ("13:00-14:00", "13:30", True),
        ("13:00-14:00", "12:59", False),
        (None, "03:00", False),
    ],
)
def test_quiet_hours(hours: str | None, at: str, quiet: bool) -> None:
    assert NotifySettings(quiet_hours=hours).is_quiet(time.fromisoformat(at)) is quiet


@pytest.mark.parametrize("hours", ["22-7", "22:00", "22:00-22:00", "24:00-07:00"])
def test_hours_that_are_none_are_refused_by_key(hours: str) -> None:
    with pytest.raises(ConfigError, match=r"notify\.quiet_hours: must be two times of day"):
        parse_config(f'[notify]\nquiet_hours = "{hours}"', Path("config.toml"))


def _same(moment: datetime) -> datetime:
    return moment


def test_in_quiet_hours_nothing_rings_and_after_them_it_does(
    ledger: Ledger, tmp_path: Path
) -> None:
    notify = NotifySettings(urls=("json://localhost/0",), quiet_hours="22:00-07:00")
    config = Config(timezone="Europe/Berlin", notify=notify)
    for hour, waiting in ((21, 0), (5, 0), (6, 1)):  # UTC: 22:00, 06:00 and 07:00 in Berlin
        moment = datetime(TODAY.year, TODAY.month, TODAY.day, hour, 30, tzinfo=UTC)
        setting = Setting(home=tmp_path, settled=config, clock=partial(_same, moment))
        queue_findings(setting, config, ledger, TODAY)
        assert len(ledger.outbox.entries(NotificationState.PENDING)) == waiting


# -- Prometheus ---------------------------------------------------------------------------------


def test_prometheus_reads_the_figures_and_no_merchant(report: Report) -> None:
    text = metrics_text(report)
    families = {one.name: one for one in text_string_to_metric_families(text)}
    urgent = families["watchdog_findings"].samples
    assert {one.labels["severity"]: one.value for one in urgent}["act_now"] == 1.0
    assert families["watchdog_mails"].type == "gauge"
    assert "tunely" not in text.lower()


def test_the_command_prints_them(door: Door) -> None:
    assert door("import", "fixtures/senders/coursera").code == 0
    assert "watchdog_mailboxes 0.0" in door("metrics").out


# -- Home Assistant -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    if MOSQUITTO is None:
        pytest.skip("needs Debian's mosquitto")
    folder = tmp_path_factory.mktemp("mosquitto")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    passwords = folder / "passwords"
    subprocess.run(  # noqa: S603 - Debian's own
        ["/usr/bin/mosquitto_passwd", "-b", "-c", str(passwords), "ha", "p4ss"], check=True
    )
    passwords.chmod(0o644)
    folder.chmod(0o755)
    (folder / "conf").write_text(
        f"listener {port} 127.0.0.1\nallow_anonymous false\npassword_file {passwords}\nuser root\n"
    )
    server = subprocess.Popen([MOSQUITTO, "-c", str(folder / "conf")], stderr=subprocess.DEVNULL)  # noqa: S603 - as above
    for _ in range(100):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                break
        clock.sleep(0.05)
    yield Broker(
        host="127.0.0.1",
        port=port,
        tls=False,
        user="ha",
        password="p4ss",
        ca_file=None,
        prefix="homeassistant",
    )
    server.terminate()
    server.wait()


def test_a_real_broker_keeps_what_home_assistant_discovers(broker: Broker, report: Report) -> None:
    from paho.mqtt import subscribe

    said = messages(report, broker.prefix, expires=3600)
    publish(broker, said)
    kept = subscribe.simple(  # type: ignore[no-untyped-call]  # paho types half of itself
        list(said),
        msg_count=len(said),
        hostname=broker.host,
        port=broker.port,
        auth={"username": "ha", "password": "p4ss"},
    )
    heard = {one.topic: json.loads(one.payload) for one in kept}
    assert heard == {topic: json.loads(one) for topic, one in said.items()}
    state = heard["billing_watchdog/state"]
    assert state["alarm"] == "ON"
    for topic, one in heard.items():
        if topic != "billing_watchdog/state":
            assert one["state_topic"] == "billing_watchdog/state"
            assert one["value_template"] == f"{{{{ value_json.{topic.split('/')[3]} }}}}"
            assert topic.split("/")[3] in state
    assert "tunely" not in json.dumps(heard).lower()


def test_a_wrong_password_is_told_with_its_key(broker: Broker, report: Report) -> None:
    from msgspec.structs import replace

    with pytest.raises(DeliveryProblem, match=r"check mqtt\.host, port, tls, user and password"):
        publish(replace(broker, password="wrong"), messages(report, "homeassistant", expires=60))
