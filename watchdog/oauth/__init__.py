"""OAuth 2 for mailboxes: a sign-in by a person once, and access tokens from then on.

A person signs in by `signing_in`, which loads a server for it: no scan needs one.
"""

from watchdog.oauth.problems import TokenServerProblem
from watchdog.oauth.tokens import access_token, forget

__all__ = ["TokenServerProblem", "access_token", "forget"]
