"""What the database refuses to hold, whatever a program tries."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.district import small_district

REQUEST = "INSERT INTO request VALUES ('460107', 's', 'report.submit', 'r', '', 1, '{}', now())"
OFFER = "INSERT INTO offer VALUES ('{}', '460107', 'i', 'p', now(), NULL, NULL, '', '{{}}')"
ASSIGNMENT = "INSERT INTO assignment VALUES ('{}', '460107', 'i', 'p', now(), NULL, 'assigned', '', '{{}}')"
DEADLINE = "INSERT INTO deadline VALUES ('460107', 'i', 1, {}, 'answer', now(), NULL)"


async def refused_the_second_time(url: str, *statements: str) -> bool:
    """Whether the last statement violates a key."""
    async with small_district(url) as district, district.engine.connect() as connection:
        for statement in statements[:-1]:
            await connection.execute(text(statement))
        with pytest.raises(IntegrityError):
            await connection.execute(text(statements[-1]))
    return True


async def test_the_database_keeps_one_answer_a_request(fresh_database: str) -> None:
    assert await refused_the_second_time(fresh_database, REQUEST, REQUEST)


async def test_the_database_keeps_one_open_offer_an_incident(fresh_database: str) -> None:
    assert await refused_the_second_time(fresh_database, OFFER.format("a"), OFFER.format("b"))


async def test_the_database_keeps_one_running_assignment_an_incident(fresh_database: str) -> None:
    assert await refused_the_second_time(fresh_database, ASSIGNMENT.format("a"), ASSIGNMENT.format("b"))


async def test_the_database_keeps_one_open_deadline_an_incident_and_each_step_once(fresh_database: str) -> None:
    assert await refused_the_second_time(fresh_database, DEADLINE.format(1), DEADLINE.format(2))
