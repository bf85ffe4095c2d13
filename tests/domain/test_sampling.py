"""Whom an unannounced contact test asks."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from command.domain.drill.sampling import NOT_TWICE, Candidate, sample

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def crowd(sizes: dict[tuple[str, str], int]) -> list[Candidate]:
    return [
        Candidate(person=f"{area}-{role}-{n}", area=area, role=role)
        for (area, role), size in sizes.items()
        for n in range(size)
    ]


CANDIDATES = st.lists(
    st.builds(
        Candidate,
        person=st.uuids().map(str),
        area=st.sampled_from(["460107001", "460107002", "460107003"]),
        role=st.sampled_from(["worker", "supervisor"]),
        on_duty=st.booleans(),
        busy=st.booleans(),
        drilling=st.booleans(),
        asked_at=st.none() | st.integers(0, 14).map(lambda days: NOW - timedelta(days=days)),
    ),
    max_size=60,
    unique_by=lambda one: one.person,
)


@given(CANDIDATES, st.integers(0, 80), st.text(max_size=5))
def test_nobody_off_duty_at_real_work_in_a_drill_or_asked_lately_is_asked(
    people: list[Candidate], size: int, seed: str
) -> None:
    drawn = sample(people, size, seed, NOW)
    asked = [one for one in people if one.person in drawn.people]
    free = [one for one in people if one.on_duty and not one.busy and not one.drilling]
    free = [one for one in free if one.asked_at is None or NOW - one.asked_at >= NOT_TWICE]
    assert all(one in free for one in asked)
    assert len(drawn.people) == len(set(drawn.people)) == min(size, len(free)), "as many as there are"
    told = Counter[str]()
    for stratum in drawn.strata:
        told["there"] += stratum.there
        told["asked"] += stratum.asked
        told["passed over"] += sum(stratum.passed_over.values())
    assert told["asked"] == len(drawn.people)
    assert told["there"] + told["passed over"] == len(people), "everybody is accounted for"


@given(CANDIDATES, st.integers(0, 80), st.text(max_size=5))
def test_every_area_and_role_has_its_share_to_within_one(people: list[Candidate], size: int, seed: str) -> None:
    drawn = sample(people, size, seed, NOW, not_twice=timedelta())
    there = sum(one.there for one in drawn.strata)
    for one in drawn.strata:
        exact = one.there * min(size, there) / there if there else 0
        assert abs(one.asked - exact) < 1
        assert one.asked <= one.there


@given(CANDIDATES, st.integers(0, 80), st.randoms(use_true_random=False))
def test_the_same_seed_draws_the_same_people_in_whatever_order_they_come(
    people: list[Candidate], size: int, chance
) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert sample(people, size, "s", NOW) == sample(shuffled, size, "s", NOW)


def test_another_seed_draws_others_and_everybody_comes_up_about_as_often() -> None:
    people = crowd({("460107001", "worker"): 30, ("460107002", "worker"): 10})
    counts: Counter[str] = Counter()
    for n in range(400):
        counts.update(sample(people, 8, str(n), NOW).people)
    assert len(counts) == 40
    assert min(counts.values()) >= 50, "eighty times each on average: nobody is spared"
    assert max(counts.values()) <= 115, "nor picked on"


def test_somebody_asked_lately_is_asked_again_only_if_that_is_wanted() -> None:
    people = [Candidate(person="w1", area="a", role="worker", asked_at=NOW - timedelta(days=1))]
    assert sample(people, 1, "s", NOW).people == []
    assert sample(people, 1, "s", NOW).strata[0].passed_over == {"asked_lately": 1}
    assert sample(people, 1, "s", NOW, not_twice=timedelta()).people == ["w1"]
