"""What a password costs whoever guesses it: tests have cheaper ones of their own, the product never."""

from command.service.passwords import hash_password
from tests.filled import cheap_passwords


def test_a_password_is_hashed_at_owasps_price_and_again_after_a_test_that_had_cheap_ones() -> None:
    with cheap_passwords():
        assert "$m=8,t=1,p=1$" in hash_password("cheap")
    assert hash_password("dear").startswith("$argon2id$v=19$m=19456,t=2,p=1$")
