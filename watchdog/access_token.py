"""What a mail server is signed in to with: a password, or an OAuth access token."""

import msgspec


class AccessToken(msgspec.Struct, frozen=True):
    """An OAuth 2 access token (RFC 6750); `renew` is the command that gets a new sign-in."""

    value: str
    renew: str = ""

    def __repr__(self) -> str:
        """Without the token: it is a secret."""
        return "AccessToken(...)"


Credential = str | AccessToken
