"""Tells Home Assistant, by MQTT discovery, what runs, what comes next and what needs you."""

import json
import ssl
from collections.abc import Mapping
from pathlib import Path

import msgspec

from watchdog.degrees import Severity
from watchdog.delivery.problems import DeliveryProblem
from watchdog.report import Report
from watchdog.timeline.subscriptions import Status

_SECONDS = 20
_PATIENCE = 5.0  # a broker is near
_LIVE = (Status.ACTIVE, Status.TRIALING, Status.PAST_DUE)
_NODE = "billing_watchdog"
_MEND = "check mqtt.host, port, tls, user and password"


class Broker(msgspec.Struct, frozen=True, kw_only=True):
    """Where the MQTT broker is and how it is signed in to; `password` is the secret itself."""

    host: str
    port: int
    tls: bool
    user: str | None
    password: str | None
    ca_file: Path | None
    prefix: str

    def __repr__(self) -> str:
        """Without the password."""
        return f"Broker({self.host}:{self.port})"


def messages(report: Report, prefix: str, *, expires: int) -> dict[str, str]:
    """Topic to payload, all to be retained; after `expires` seconds without news the values fade.

    No message names a merchant: a broker is often read by many.
    """
    state = f"{_NODE}/state"
    found = {state: json.dumps(_state(report))}
    for kind, name, more in _entities(report):
        topic = f"{prefix}/{kind}/{_NODE}/{name}/config"
        found[topic] = json.dumps(_described(name, state, expires) | more)
    return found


def _state(report: Report) -> dict[str, object]:
    days = [
        one.next_renewal_on
        for one in report.subscriptions
        if one.status in _LIVE and one.next_renewal_on and one.next_renewal_on >= report.as_of
    ]
    deadlines = [one.deadline for one in report.findings if one.deadline]
    urgent = sum(one.severity is Severity.ACT_NOW for one in report.findings)
    health = report.health
    return {
        "needs_you": urgent,
        "alarm": "ON" if urgent else "OFF",
        "deaf": "ON" if health.heard < len(health.mailboxes) else "OFF",
        "next_renewal": min(days).isoformat() if days else None,
        "act_by": min(deadlines).isoformat() if deadlines else None,
        **{f"month_{one.currency.lower()}": float(one.per_month) for one in report.totals},
    }


def _entities(report: Report) -> list[tuple[str, str, dict[str, object]]]:
    said: list[tuple[str, str, dict[str, object]]] = [
        ("sensor", "needs_you", {"name": "Needs you now", "icon": "mdi:alert"}),
        ("binary_sensor", "alarm", {"name": "Billing alarm", "device_class": "problem"}),
        ("binary_sensor", "deaf", {"name": "Mailbox unreadable", "device_class": "problem"}),
        ("sensor", "next_renewal", {"name": "Next renewal", "device_class": "date"}),
        ("sensor", "act_by", {"name": "Act by", "device_class": "date"}),
    ]
    said += [
        (
            "sensor",
            f"month_{one.currency.lower()}",
            {
                "name": f"A month in {one.currency}",
                "device_class": "monetary",
                "unit_of_measurement": one.currency,
            },
        )
        for one in report.totals
    ]
    return said


def _described(name: str, state: str, expires: int) -> dict[str, object]:
    return {
        "unique_id": f"{_NODE}_{name}",
        "object_id": f"{_NODE}_{name}",
        "state_topic": state,
        "value_template": f"{{{{ value_json.{name} }}}}",
        "expire_after": expires,
        "device": {
            "identifiers": [_NODE],
            "name": "Billing watchdog",
            "manufacturer": "billing-watchdog",
        },
    }


def publish(broker: Broker, said: Mapping[str, str]) -> None:
    """Publish all of it, retained and acknowledged; DeliveryProblem when that fails."""
    try:
        from paho.mqtt.client import Client
        from paho.mqtt.enums import CallbackAPIVersion
    except ImportError:
        raise _problem(
            broker, "MQTT needs an extra", "pip install 'billing-watchdog[mqtt]'", permanent=True
        ) from None
    client = Client(CallbackAPIVersion.VERSION2, reconnect_on_failure=False)
    if broker.user:
        client.username_pw_set(broker.user, broker.password)
    try:
        if broker.tls:
            client.tls_set_context(ssl.create_default_context(cafile=broker.ca_file))
        client.connect(broker.host, broker.port, keepalive=_SECONDS)
        client.loop_start()
        sent = [client.publish(topic, one, qos=1, retain=True) for topic, one in said.items()]
        sent[-1].wait_for_publish(_PATIENCE)
        taken = all(one.is_published() for one in sent)
    except (OSError, ValueError, RuntimeError) as error:
        what = f"the broker took nothing ({str(error).lower()})"
        raise _problem(broker, what, _MEND) from None
    finally:
        client.disconnect()
        client.loop_stop()
    if not taken:
        raise _problem(broker, "the broker acknowledged nothing", _MEND)


def _problem(broker: Broker, what: str, mend: str, *, permanent: bool = False) -> DeliveryProblem:
    where = f"mqtt, {broker.host}:{broker.port}"
    return DeliveryProblem(permanent=permanent, what=what, where=where, mend=mend)
