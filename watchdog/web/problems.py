"""What keeps the dashboard from being served, or a request from being answered, in words."""


class WebProblem(Exception):  # noqa: N818 - a state, not an error of ours
    """The dashboard cannot be served; the text says why and what to do."""


class Refused(Exception):  # noqa: N818 - an answer, not an error of ours
    """A request that is not answered; the status, why and what now, without a full stop."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words
