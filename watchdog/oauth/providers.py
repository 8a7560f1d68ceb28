"""Where people sign in and where tokens come from, for each provider."""

import msgspec

from watchdog.config.accounts import OAuth

# As published by the providers: "OAuth 2.0 for desktop apps" of Google, "Authenticate an IMAP
# connection using OAuth" of Microsoft.
_GOOGLE_AUTHORIZE = "https://accounts.google.com/o/oauth2/v2/auth"
_GOOGLE_TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
_GOOGLE_SCOPES = ("https://mail.google.com/",)
MICROSOFT_SCOPES = ("https://outlook.office.com/IMAP.AccessAsUser.All",)


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """The addresses of a provider, and what is asked for."""

    authorize: str
    token: str
    scopes: tuple[str, ...]


def places_of(oauth: OAuth) -> Places:
    """Those of Google, or those that the configuration names."""
    if oauth.provider == "google":
        return Places(
            authorize=oauth.authorize_url or _GOOGLE_AUTHORIZE,
            token=oauth.token_url or _GOOGLE_TOKEN,
            scopes=oauth.scopes or _GOOGLE_SCOPES,
        )
    return Places(
        authorize=oauth.authorize_url or "", token=oauth.token_url or "", scopes=oauth.scopes
    )
