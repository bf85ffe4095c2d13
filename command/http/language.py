"""The reader's language: what the request asks for, else the account's, else Chinese."""

from typing import Any

from litestar.connection import ASGIConnection

DEFAULT = "zh-CN"
ACCOUNT_LANGUAGE = "account_language"
"""Where signing in leaves the account's language in the connection's state."""


def language_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """`en` or `zh-CN`."""
    asked = preferred(connection.headers.get("accept-language", ""))
    if asked is not None:
        return asked
    language: str = connection.state.get(ACCOUNT_LANGUAGE, DEFAULT)
    return language


def preferred(header: str) -> str | None:
    """The language with the highest weight in an Accept-Language header that we speak, or None."""
    best: tuple[float, str] | None = None
    for part in header.split(",")[:20]:
        tag, _, weight = part.strip().partition(";q=")
        spoken = "en" if tag[:2].lower() == "en" else "zh-CN" if tag[:2].lower() == "zh" else None
        quality = _number(weight)
        if spoken is not None and quality > 0 and (best is None or quality > best[0]):
            best = (quality, spoken)
    return best[1] if best else None


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
