"""Shows the figures of a day where machines look: a Prometheus file, Home Assistant."""

import logging
import os
from pathlib import Path

from watchdog.config.config import Config
from watchdog.config.outlets import MqttSettings
from watchdog.credentials import CredentialProblem, resolve
from watchdog.delivery.problems import DeliveryProblem
from watchdog.ledger import Ledger
from watchdog.metrics import metrics_text
from watchdog.report import Report
from watchdog.rounds import make_brief
from watchdog.setting import Setting

_ROUNDS_MISSED = 4  # until Home Assistant calls a value unknown
_AT_LEAST = 3600

log = logging.getLogger("watchdog")


def show_figures(setting: Setting, config: Config, ledger: Ledger) -> None:
    """To whoever asked for them; what fails is logged, and tried again after the next round."""
    if config.health.metrics_file is None and config.mqtt is None:
        return
    _, report = make_brief(setting, ledger, setting.today())
    try:
        if config.health.metrics_file is not None:
            write_metrics(config.health.metrics_file, report)
        if config.mqtt is not None:
            tell_home(config.mqtt, report, poll_minutes=config.schedule.poll_minutes)
    except (DeliveryProblem, CredentialProblem) as problem:
        log.warning("%s", problem)
    except OSError as error:
        what = (error.strerror or "").lower()
        log.warning("health.metrics_file: %s: %s", config.health.metrics_file, what)


def write_metrics(file: Path, report: Report) -> None:
    """Replace the file as a whole, so that no collector reads half of it. Raises OSError."""
    draft = file.with_name(f".{file.name}.new")
    draft.write_text(metrics_text(report), encoding="utf-8")
    draft.replace(file)


def tell_home(mqtt: MqttSettings, report: Report, *, poll_minutes: int) -> None:
    """Tell Home Assistant; DeliveryProblem or CredentialProblem."""
    from watchdog.delivery.home_assistant import Broker, messages, publish

    password = None
    if mqtt.password is not None:
        password = resolve(mqtt.password, where="mqtt.password", environ=os.environ)
    broker = Broker(
        host=mqtt.host,
        port=mqtt.port,
        tls=mqtt.tls != "none",
        user=mqtt.user,
        password=password,
        ca_file=mqtt.ca_file,
        prefix=mqtt.prefix,
    )
    expires = max(_AT_LEAST, _ROUNDS_MISSED * poll_minutes * 60)
    publish(broker, messages(report, mqtt.prefix, expires=expires))
