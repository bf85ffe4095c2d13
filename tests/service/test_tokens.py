"""Session tokens."""

from datetime import UTC, datetime, timedelta

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.service.tokens import Claims, TokenExpired, TokenInvalid, Tokens

START = datetime(2026, 7, 18, 7, 30, tzinfo=UTC)
SECRET = b"s" * 32


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def test_a_token_is_good_for_twelve_hours_and_not_a_second_longer() -> None:
    clock = Clock()
    tokens = Tokens(SECRET, clock)
    token, ends = tokens.issue("p1", "s1")
    clock.now = ends - timedelta(seconds=1)
    assert tokens.verify(token) == Claims("p1", "s1", START + timedelta(hours=12))
    clock.now = ends
    with pytest.raises(TokenExpired):
        tokens.verify(token)


def test_a_token_of_another_key_or_without_signature_is_refused() -> None:
    tokens = Tokens(SECRET, Clock())
    claims = {"sub": "p1", "sid": "s1", "exp": int(START.timestamp()) + 60}
    for forged in (
        jwt.encode(claims, b"x" * 32, "HS256"),
        jwt.encode(claims, None, "none"),
        jwt.encode({"sub": "p1", "exp": claims["exp"]}, SECRET, "HS256"),
        jwt.encode({**claims, "exp": 10**18}, SECRET, "HS256"),
        jwt.encode({**claims, "sub": 7}, SECRET, "HS256"),
    ):
        with pytest.raises(TokenInvalid):
            tokens.verify(forged)


@given(st.text(max_size=200))
def test_rubbish_is_never_a_token(rubbish: str) -> None:
    with pytest.raises(TokenInvalid):
        Tokens(SECRET, Clock()).verify(rubbish)
