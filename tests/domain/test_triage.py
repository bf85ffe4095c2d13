"""Categories, priorities and what may be merged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.domain.category import CATEGORIES
from command.domain.triage import ANSWER_LIMIT_S, Hazard, is_urgent, may_merge, triage

categories = st.sampled_from(sorted(CATEGORIES))
hazards: st.SearchStrategy[Hazard] = st.sampled_from(["life", "property", "none"])


def test_every_kind_that_the_field_names_can_be_reported() -> None:
    named = "event.0401 event.0402 event.0403 event.0404 event.0406 event.0408 event.0205 component.0101 grid.medical"
    others = "grid.fire grid.gas grid.lost_person grid.dispute grid.hidden_danger grid.special_need grid.service"
    assert set(f"{named} {others}".split()) <= set(CATEGORIES)
    assert {c.group for c in CATEGORIES.values() if c.kind == "component"} == {
        "公用设施", "道路交通", "市容环境", "园林绿化", "其他部件",
    }  # fmt: skip


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_every_category_has_its_names_in_both_languages(category: str) -> None:
    one = CATEGORIES[category]
    assert one.code == category
    assert all([one.name, one.name_en, one.group, one.group_en])
    assert category.startswith(f"{one.kind}.")


@pytest.mark.parametrize(
    "category", ["grid.medical", "grid.fire", "grid.gas", "event.0403", "event.0401", "event.0602", "grid.lost_person"]
)
def test_medical_fire_gas_collapse_and_lost_persons_are_urgent_by_themselves(category: str) -> None:
    assert is_urgent(category, "none")
    assert triage(category, "none", "help") == (1, ["urgent_category"])


@given(categories, st.sampled_from(["help", "mine", "settled"]))
def test_a_hazard_to_life_is_always_first(category: str, disposition: str) -> None:
    assert is_urgent(category, "life")
    priority, reasons = triage(category, "life", disposition)  # type: ignore[arg-type]
    assert (priority, reasons[0]) == (1, "hazard_life")


@given(categories, hazards, st.booleans())
def test_nothing_urgent_ever_gets_a_lower_priority_than_something_routine(
    category: str, hazard: Hazard, need: bool
) -> None:
    priority, reasons = triage(category, hazard, "help", special_need=need)
    assert is_urgent(category, hazard) == (priority == 1)
    assert reasons
    assert priority in ANSWER_LIMIT_S


@given(categories, hazards)
def test_a_person_in_special_need_never_lowers_a_priority(category: str, hazard: Hazard) -> None:
    assert triage(category, hazard, "help", special_need=True)[0] <= triage(category, hazard, "help")[0]


def test_property_and_special_need_come_second_and_the_rest_is_ordinary() -> None:
    assert triage("event.0406", "property", "help") == (2, ["hazard_property"])
    assert triage("grid.special_need", "none", "help") == (2, ["special_need"])
    assert triage("event.0406", "none", "help") == (3, ["ordinary"])


def test_what_was_settled_on_the_spot_is_a_notice() -> None:
    assert triage("event.0101", "none", "settled") == (4, ["settled_on_the_spot"])
    assert triage("grid.notice", "none", "help") == (4, ["notice_category"])


def test_two_people_in_need_are_never_taken_for_one_thing() -> None:
    assert not any(map(may_merge, ("grid.medical", "grid.lost_person", "grid.dispute", "grid.call_button")))
    assert may_merge("event.0406")


def test_an_unknown_category_is_urgent_only_by_its_hazard() -> None:
    assert is_urgent("event.9999", "life")
    assert not is_urgent("event.9999", "none")
    with pytest.raises(KeyError):
        triage("event.9999", "none", "help")
