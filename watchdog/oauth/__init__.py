"""OAuth 2 for mailboxes: a sign-in by a person once, and access tokens from then on."""

from watchdog.oauth.problems import TokenServerProblem
from watchdog.oauth.signing_in import Show, sign_in_by_person
from watchdog.oauth.tokens import access_token, forget

__all__ = ["Show", "TokenServerProblem", "access_token", "forget", "sign_in_by_person"]
