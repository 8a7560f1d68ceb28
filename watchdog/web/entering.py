"""Signing in by a link, signing out, and the calendar, which has a secret address of its own."""

import hmac
from collections.abc import Mapping
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from watchdog.calendar import build_calendar
from watchdog.language import translated
from watchdog.web.gate import cookie_name
from watchdog.web.passes import SESSION_FOR, new_session
from watchdog.web.problems import Refused
from watchdog.web.site import Site
from watchdog.web.static import static_files

_YEAR = int(timedelta(days=365).total_seconds())


def sign_in(site: Site, request: Request) -> Response:
    """A session for who has the link; the page leads on by itself, from our own address."""
    if "prefetch" in request.headers.get("sec-purpose", ""):
        raise Refused(
            403,
            "This link works once and is not for a look ahead: use it yourself",
        )
    keys, now = site.keys(), site.setting.now()
    if not site.links.spend(keys, request.query_params.get("pass", ""), now=now):
        raise Refused(401, "This link is used up or too old; make another one")
    answer = site.page(request, "web_entered.html.j2", {})
    url = site.settings.url
    answer.set_cookie(
        cookie_name(url),
        new_session(keys, now=now),
        max_age=int(SESSION_FOR.total_seconds()),
        secure=url.startswith("https://"),
        httponly=True,
        samesite="strict",
    )
    return answer


def sign_out(site: Site, request: Request, form: Mapping[str, str]) -> Response:
    """Forget this browser."""
    del form
    refused = Refused(401, "You have signed out here; sign in again by a new link")
    answer = refusal(site, request, refused)
    url = site.settings.url
    answer.delete_cookie(
        cookie_name(url), secure=url.startswith("https://"), httponly=True, samesite="strict"
    )
    return answer


def calendar(site: Site, request: Request) -> Response:
    """The calendar, for who knows its address."""
    given = request.path_params["secret"].encode("utf-8", "replace")
    if not hmac.compare_digest(given, site.keys().calendar.encode()):
        raise Refused(404, "There is nothing here; see the overview for what there is")
    books = site.desk.books()
    titles = site.settings.calendar == "titles"
    content = build_calendar(
        books.subscriptions, books.ahead, today=site.today(), titles_only=titles
    )
    return Response(content, media_type="text/calendar; charset=utf-8")


def static(site: Site, request: Request) -> Response:
    """The style and the script."""
    del site
    file = static_files().get(request.path_params["file"])
    if file is None:
        raise Refused(404, "There is nothing here; see the overview for what there is")
    headers = {"Cache-Control": f"private, max-age={_YEAR}, immutable"}
    return Response(file.content, headers=headers, media_type=file.kind)


def refusal(site: Site, request: Request, refused: Refused) -> Response:
    """Why there is no page, in words."""
    content = {"status": refused.status, "words": f"{translated(refused.words)}."}
    return site.page(request, "web_refused.html.j2", content, status=refused.status)
