"""Access tokens for a mailbox: from what is kept, renewed at four fifths of their life."""

from pathlib import Path
from typing import Any

import msgspec

from watchdog.config.accounts import OAuth
from watchdog.known_types import known
from watchdog.oauth.microsoft import cached_token
from watchdog.oauth.problems import consent_gone, told
from watchdog.oauth.providers import places_of
from watchdog.oauth.store import Store, locked

_LIFE_USED = 0.8
_HOUR = 3600.0


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a sign-in; moments are seconds since 1970."""

    access_token: str
    refresh_token: str
    got_at: float
    expires_in: float = _HOUR

    def __repr__(self) -> str:
        """Without the tokens: they are secrets."""
        return "Kept(...)"

    def is_fresh(self, now: float) -> bool:
        """Whether a fifth of its life is still ahead; a clock that was set back makes it stale."""
        return 0 <= now - self.got_at < self.expires_in * _LIFE_USED


def access_token(
    account: str,
    oauth: OAuth,
    folder: Path,
    *,
    now: float,
    client_secret: str | None = None,
    renew: bool = False,
) -> str:
    """An access token, renewed when it is old, or when `renew`; CredentialProblem otherwise.

    A new refresh token is on disk before anything is done with the new access token.
    """
    with locked(folder, account) as store:
        if oauth.provider == "microsoft":
            return cached_token(account, oauth, store, renew=renew)
        kept = _kept(account, store)
        if not renew and kept.is_fresh(now):
            return kept.access_token
        fresh = _renewed(account, oauth, kept, client_secret, now)
        keep(store, fresh)
        return fresh.access_token


def forget(account: str, folder: Path) -> bool:
    """Forget the tokens of an account; False when there were none."""
    with locked(folder, account) as store:
        return store.remove()


def keep(store: Store, kept: Kept) -> None:
    """Write them down."""
    store.save(msgspec.json.encode(kept).decode())


def kept_from(answer: dict[str, Any], *, refresh_token: str = "", now: float) -> Kept:
    """What a token server answered; many send a new refresh token each time, some only once."""
    return Kept(
        access_token=str(answer["access_token"]),
        refresh_token=str(answer.get("refresh_token") or refresh_token),
        got_at=now,
        expires_in=float(answer.get("expires_in", _HOUR)),
    )


def _kept(account: str, store: Store) -> Kept:
    content = store.load()
    if content is None:
        raise consent_gone(account, "nobody has signed in yet")
    try:
        return msgspec.json.decode(content, type=known(Kept))
    except msgspec.DecodeError:
        raise consent_gone(account, "what was kept of it cannot be read") from None


def _renewed(account: str, oauth: OAuth, kept: Kept, client_secret: str | None, now: float) -> Kept:
    from requests_oauthlib import OAuth2Session

    more = {"client_secret": client_secret} if client_secret else {}
    session = OAuth2Session(oauth.client_id)
    with told(account):
        answer = session.refresh_token(
            places_of(oauth).token,
            refresh_token=kept.refresh_token,
            client_id=oauth.client_id,
            timeout=30,
            **more,
        )
    return kept_from(answer, refresh_token=kept.refresh_token, now=now)
