"""Microsoft accounts by MSAL: a device code for the person, a token cache for us."""

from typing import Any

from watchdog.config.accounts import OAuth
from watchdog.credentials import CredentialProblem
from watchdog.language import say
from watchdog.oauth.problems import consent_gone, refused, told
from watchdog.oauth.providers import MICROSOFT_SCOPES
from watchdog.oauth.store import Store

_PUBLIC = "https://login.microsoftonline.com"


def cached_token(account: str, oauth: OAuth, store: Store, *, renew: bool) -> str:
    """An access token that is good for a while; kept before it comes back."""
    client, cache = _client(account, oauth, store.load())
    people = client.get_accounts()
    if not people:
        raise consent_gone(account, "nobody has signed in yet")
    scopes = list(oauth.scopes or MICROSOFT_SCOPES)
    with told(account):
        answer = client.acquire_token_silent_with_error(scopes, people[0], force_refresh=renew)
    if cache.has_state_changed:
        store.save(cache.serialize())
    return _token(account, answer)


def by_device_code(account: str, oauth: OAuth, store: Store, show: Any) -> None:
    """Let a person type a code on any device; what comes back is kept."""
    client, cache = _client(account, oauth, None)
    with told(account):
        flow = client.initiate_device_flow(list(oauth.scopes or MICROSOFT_SCOPES))
    if "user_code" not in flow:
        raise refused(account, str(flow.get("error") or "no code"))
    page, code = flow["verification_uri"], flow["user_code"]
    show(say("Open {page} on any device and type {code}", page=page, code=code))
    with told(account):
        answer = client.acquire_token_by_device_flow(flow)
    _token(account, answer)
    store.save(cache.serialize())


def _client(account: str, oauth: OAuth, kept: str | None) -> tuple[Any, Any]:
    try:
        import msal
    except ImportError:
        mend = "install billing-watchdog[outlook]"
        raise CredentialProblem(f"accounts.{account}.oauth: needs MSAL; {mend}") from None
    cache = msal.SerializableTokenCache()
    if kept is not None:
        cache.deserialize(kept)
    with told(account):
        client = msal.PublicClientApplication(
            oauth.client_id,
            authority=f"{oauth.authority or _PUBLIC}/{oauth.tenant}",
            token_cache=cache,
            instance_discovery=None if oauth.authority is None else False,
            timeout=30,
        )
    return client, cache


def _token(account: str, answer: dict[str, Any] | None) -> str:
    if answer and "access_token" in answer:
        return str(answer["access_token"])
    raise refused(account, str((answer or {}).get("error") or "no token"))
