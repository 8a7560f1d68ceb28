"""What mail servers found about a sender: Authentication-Results (RFC 8601), read tolerantly."""

import re

import msgspec

from parsers.domains import organisation

_METHOD = re.compile(r"\s*([\w-]+)(?:\s*/\s*\d+)?\s*=\s*(\w+)")
_PROPERTY = re.compile(r'\b(?:header|smtp|policy)\.([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s;]+))')
_INSTANCE = re.compile(r"^\s*i\s*=\s*(\d+)\s*;")
_SEALER = re.compile(r"(?:^|;)\s*d\s*=\s*([\w.-]+)")
_IDLESS_PROVIDERS = ("protection.outlook.com",)  # Microsoft names no server of its own
_PIECE = re.compile(r'\\.|[^\\()"]+|.', re.DOTALL)
_MAX = 20_000


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One method ("dkim", "dmarc", "arc"), its result, and the domains that it is about."""

    method: str
    result: str
    domains: tuple[str, ...]


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """One header: who says so ("" when it does not say), and what was found."""

    server: str
    checks: tuple[Check, ...]

    def passed(self, method: str, domain: str | None = None) -> bool:
        """Whether a method passed; with a domain: for that domain's organisation and no other."""
        return any(
            one.method == method
            and one.result == "pass"
            and (domain is None or _is_aligned(one.domains, domain))
            for one in self.checks
        )

    def signer(self) -> str:
        """The organisation whose DKIM signature holds, the first in the alphabet; "" without."""
        good = (one for one in self.checks if one.method == "dkim" and one.result == "pass")
        return min((organisation(name) for one in good for name in one.domains), default="")

    def failed(self, method: str, domain: str) -> bool:
        """Whether a method failed for a domain's organisation."""
        return any(
            one.method == method and one.result == "fail" and _is_aligned(one.domains, domain)
            for one in self.checks
        )


def read_results(value: str) -> Results:
    """One Authentication-Results header; what cannot be read is left out, never guessed."""
    first, *rest = _without_comments(value[:_MAX]).split(";")
    server = first.split()[0].lower() if first.split() else ""
    if "=" in first:  # Outlook begins with its first result
        server, rest = "", [first, *rest]
    return Results(server=server, checks=tuple(_checks(rest)))


def believed(
    headers: dict[str, tuple[str, ...]], servers: tuple[str, ...], forwarders: tuple[str, ...] = ()
) -> Results | None:
    """What the user's own server found: its topmost header, and no other; None when it is silent.

    `servers` are authserv-ids (a domain stands for its hosts as well). When the server vouches for
    an ARC chain of one of the `forwarders`, what the forwarder found when the mail reached it.
    """
    top = next(iter(headers.get("authentication-results", ())), None)
    if top is None or not servers:
        return None
    results = read_results(top)
    if not _is_own(results.server, headers, servers):
        return None
    return _forwarded(results, headers, forwarders) or results


def _is_own(server: str, headers: dict[str, tuple[str, ...]], servers: tuple[str, ...]) -> bool:
    own = [one.lower() for one in servers]
    if server:
        return any(server == one or server.endswith(f".{one}") for one in own)
    hop = next(iter(headers.get("received", ())), "").lower()
    wrote = re.search(r"\bby\s+[\w.-]+\.outlook\.com\b", hop)
    return wrote is not None and any(one in own for one in _IDLESS_PROVIDERS)


def _forwarded(
    own: Results, headers: dict[str, tuple[str, ...]], forwarders: tuple[str, ...]
) -> Results | None:
    """The results of the newest seal (RFC 8617), if the user trusts whoever sealed."""
    seals, sealed = headers.get("arc-seal", ()), headers.get("arc-authentication-results", ())
    if not (forwarders and own.passed("arc") and seals and sealed):
        return None
    newest = max(seals, key=_instance)
    sealer = _SEALER.search(newest)
    trusted = {organisation(one) for one in forwarders}
    if sealer is None or organisation(sealer[1]) not in trusted:
        return None
    said = [one for one in sealed if _instance(one) == _instance(newest)]
    return read_results(_INSTANCE.sub("", said[0])) if len(said) == 1 else None


def _instance(value: str) -> int:
    found = re.search(r"(?:^|;)\s*i\s*=\s*(\d{1,3})\b", value)
    return int(found[1]) if found else 0


def _checks(parts: list[str]) -> list[Check]:
    found = []
    for part in parts:
        if method := _METHOD.match(part):
            named = [quoted or bare for _, quoted, bare in _properties(part, method[1].lower())]
            domains = tuple(name.rpartition("@")[2].lower().rstrip(".") for name in named)
            found.append(Check(method=method[1].lower(), result=method[2].lower(), domains=domains))
    return found


def _properties(part: str, method: str) -> list[tuple[str, str, str]]:
    """What names the author: header.from, header.d, header.i; a selector names nobody.

    SPF is about the envelope's sender alone.
    """
    wanted = ("mailfrom",) if method == "spf" else ("from", "d", "i")
    return [one for one in _PROPERTY.findall(part) if one[0].lower() in wanted]


def _is_aligned(domains: tuple[str, ...], domain: str) -> bool:
    return bool(domains) and all(organisation(one) == organisation(domain) for one in domains)


def _without_comments(value: str) -> str:
    """The value without RFC 5322 comments, which nest; quoted text keeps its brackets."""
    kept: list[str] = []
    depth, quoted = 0, False
    for piece in _PIECE.findall(value):
        if piece == '"' and not depth:
            quoted = not quoted
        if quoted or piece not in ("(", ")"):
            kept.append("" if depth else piece)
        else:
            depth = max(0, depth + (1 if piece == "(" else -1))
    return "".join(kept)
