"""What every page of the dashboard has at hand: the books, the ledger, and how a page is made."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from watchdog.config.config import WebSettings
from watchdog.language import marked
from watchdog.ledger import Ledger
from watchdog.pages import environment
from watchdog.reviews import in_words, names_of
from watchdog.setting import Setting
from watchdog.silence import last_chance
from watchdog.timeline.facts import Statement
from watchdog.web.desk import Desk
from watchdog.web.gate import Visitor
from watchdog.web.keys import Keys, load_keys
from watchdog.web.passes import Links, form_mark
from watchdog.web.static import names_of_files

if TYPE_CHECKING:
    from watchdog.catalog import Catalog

_WEEK = 7
_PATH = re.compile(r"/(?:[a-z-]+(?:/[A-Za-z0-9_-]+)?)?", re.ASCII)
PARTS = (
    ("/", marked("Overview")),
    ("/subscriptions", marked("Subscriptions")),
    ("/review", marked("Review")),
    ("/catalog", marked("Catalogue")),
    ("/said", marked("What you said")),
)


class Site:
    """One dashboard over one ledger."""

    def __init__(
        self, setting: Setting, ledger: Ledger, settings: WebSettings, keys_at: Path
    ) -> None:
        self.setting, self.ledger, self.settings = setting, ledger, settings
        self.desk = Desk(setting, ledger)
        self.links = Links()
        self._keys_at = keys_at

    def keys(self) -> Keys:
        """The keys as they are now: they may be renewed at any time."""
        return load_keys(self._keys_at)

    @property
    def catalog(self) -> "Catalog":
        """What is known of services."""
        return self.setting.catalog()

    def today(self) -> date:
        """The day where the user lives."""
        return self.setting.today()

    def page(
        self, request: Request, name: str, content: Mapping[str, Any], *, status: int = 200
    ) -> HTMLResponse:
        """A page for who is signed in, with what the last form has done."""
        visitor: Visitor = request.state.visitor
        mark = form_mark(self.keys(), visitor.session) if visitor.session else ""
        here = request.url.path
        told = (
            environment()
            .get_template(name)
            .render(
                files=names_of_files(),
                parts=PARTS if visitor.session else (),
                here=here,
                days_away=lambda finding: days_away(finding.deadline, self.today()),
                mark=mark,
                said=self._said(request) if visitor.session else None,
                **content,
            )
        )
        return HTMLResponse(told.encode("utf-8", "replace"), status_code=status)

    def _said(self, request: Request) -> tuple[Statement, str] | None:
        """The statement that the address names, if it stands, and its words."""
        number = request.query_params.get("said", "")
        if not number.isascii() or not number.isdigit():
            return None
        for one in self.ledger.statements():
            if one.id == int(number):
                return one, in_words(one, names_of([one], self.ledger, self.catalog))
        return None


def days_away(deadline: date | None, today: date) -> int:
    """For how many days a finding is put away: a week, or up to its last safe day; 0: for none."""
    last = last_chance(deadline, today + timedelta(days=_WEEK), today=today)
    return _WEEK if last is None else (last - today).days


def back(form: Mapping[str, str], statement: Statement | None) -> Response:
    """Where a form came from, with the number of what was said there."""
    given = form.get("back", "/")
    path = given if _PATH.fullmatch(given) else "/"
    return RedirectResponse(f"{path}?said={statement.id}" if statement else path, status_code=303)


Handler = Callable[[Site, Request], Response]
Answer = Callable[[Site, Request, Mapping[str, str]], Response]
