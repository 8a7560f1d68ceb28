"""The dashboard as an ASGI application: which address leads where, and what failures say."""

import logging
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from watchdog.config.config import WebSettings
from watchdog.ledger import Ledger, LedgerProblem
from watchdog.setting import Setting
from watchdog.usage import UsageProblem
from watchdog.web import answering, entering, searching, showing
from watchdog.web.gate import MAX_BODY, Gate, Visitor
from watchdog.web.passes import form_holds
from watchdog.web.problems import Refused
from watchdog.web.site import Answer, Handler, Site

log = logging.getLogger("watchdog")

_SHOWN: Mapping[str, Handler] = {
    "/": showing.overview,
    "/subscriptions": showing.subscriptions,
    "/subscriptions/{name}": showing.subscription,
    "/review": showing.review,
    "/fakes": showing.fakes,
    "/said": showing.said,
    "/mails/{fingerprint}": showing.mail,
    "/mails/{fingerprint}/raw": showing.raw_mail,
    "/catalog": showing.catalog,
    "/catalog/{name}": showing.service,
    "/search": searching.search,
    "/sign-in": entering.sign_in,
    "/calendar/{secret}.ics": entering.calendar,
    "/static/{file}": entering.static,
}
_ANSWERED: Mapping[str, Answer] = {
    "/findings/{id}/dismiss": answering.dismiss,
    "/findings/{id}/snooze": answering.snooze,
    "/subscriptions/{name}/cancelled": answering.cancelled,
    "/subscriptions/{name}/paused": answering.paused,
    "/subscriptions/{name}/paid": answering.paid,
    "/subscriptions/{name}/wanted": answering.wanted,
    "/subscriptions/{name}/none": answering.no_subscription,
    "/subscriptions/{name}/noted": answering.noted,
    "/subscriptions/{name}/merged": answering.merged,
    "/review/{fingerprint}": answering.reviewed,
    "/said/{number:int}/undo": answering.undo,
    "/sign-out": entering.sign_out,
}


def build_app(setting: Setting, ledger: Ledger, settings: WebSettings, keys_at: Path) -> ASGIApp:
    """The application over an open ledger."""
    site = Site(setting, ledger, settings, keys_at)
    site.desk.prepare()
    routes: list[BaseRoute] = [
        Route(path, partial(_show, site, handler)) for path, handler in _SHOWN.items()
    ]
    routes += [
        Route(path, partial(_answer, site, handler), methods=["POST"])
        for path, handler in _ANSWERED.items()
    ]

    async def other(request: Request, problem: Exception) -> Response:
        status = problem.status_code if isinstance(problem, HTTPException) else 500
        return entering.refusal(
            site,
            request,
            Refused(status, "There is no such page; see the overview for what there is"),
        )

    inner = Starlette(routes=routes, exception_handlers={HTTPException: other})
    return Gate(
        inner,
        url=settings.url,
        keys=site.keys,
        now=setting.now,
        refuse=partial(_refusing, site),
    )


def _show(site: Site, handler: Handler, request: Request) -> Response:
    return _told(site, request, lambda: handler(site, request))


async def _answer(site: Site, handler: Answer, request: Request) -> Response:
    """A form that bears the mark of this session; nothing is done for any other."""
    try:
        form = await _form(request)
        _check_mark(site, request, form)
    except Refused as refused:
        return entering.refusal(site, request, refused)
    act: Callable[[], Response] = partial(handler, site, request, form)
    answer = await run_in_threadpool(_told, site, request, act)
    site.desk.hear()
    return answer


def _check_mark(site: Site, request: Request, form: Mapping[str, str]) -> None:
    visitor: Visitor = request.state.visitor
    if not form_holds(site.keys(), visitor.session, form.get("mark", "")):
        raise Refused(403, "This form is of another session; load its page anew and try again")


def _told(site: Site, request: Request, act: Callable[[], Response]) -> Response:
    """What `act` answers; every failure is a page of words."""
    try:
        return act()
    except Refused as refused:
        return entering.refusal(site, request, refused)
    except UsageProblem as problem:
        return entering.refusal(site, request, Refused(400, str(problem)))
    except LedgerProblem as problem:
        return entering.refusal(site, request, Refused(503, str(problem)))
    except Exception:  # the last door: no trace reaches a browser
        log.exception("a page of the dashboard failed")
        fault = Refused(500, "An unexpected fault; see the log of the program for where")
        return entering.refusal(site, request, fault)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form; Refused when it is too long or something else."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise Refused(415, "This is no form of ours; use those on the pages of the dashboard")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY:
            raise Refused(413, "This form is too long; leave out some of its words")
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=50))
    except ValueError:
        raise Refused(400, "This form cannot be read; try it once more from its page") from None


def _refusing(site: Site, refused: Refused) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"]["visitor"] = Visitor(host="", session="")
        answer = entering.refusal(site, Request(scope), refused)
        await answer(scope, receive, send)

    return app
