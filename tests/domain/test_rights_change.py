"""Rights are changed by somebody else, whole, with a reason; what ends with them ends at once."""

from typing import Any

import pytest

from command.domain import facts as f
from command.domain.picture import Person
from tests.domain.builder import World, grid, none, only, refused, small_world


@pytest.fixture
def world() -> World:
    world = small_world()
    world.person("ad", "admin", "460107")
    world.person("ad2", "admin", "460107")
    world.on_duty("w1", "w2")
    return world


def change(world: World, who: str, whom: str, **more: Any) -> list[f.AnyFact]:
    known: Person = world.picture.people[whom]
    told = {
        "person": whom,
        "version": known.rights_number,
        "roles": known.roles,
        "areas": known.areas,
        "reason": "调整",
        **more,
    }
    return world.send(who, "rights.change", **told)


def test_all_rights_are_as_they_were_asked_for_and_who_did_it_why_is_kept(world: World) -> None:
    changed = only(change(world, "ad", "w1", areas=[grid(2), grid(3)], reason="调整网格"), f.RightsChanged)
    assert (changed.by, changed.by_name, changed.reason) == ("ad", "name of ad", "调整网格")
    assert world.picture.people["w1"].areas == [grid(2), grid(3)]
    assert world.picture.people["w1"].on_duty
    promoted = change(world, "ad", "w2", roles=["coordinator"], areas=["460107"], rank="deputy")
    assert only(promoted, f.RightsChanged).rank == "deputy"
    assert world.picture.people["w2"].rank == "deputy"
    change(world, "ad", "w2", roles=["operator"])
    assert world.picture.people["w2"].rank is None


def test_whose_rights_end_is_off_duty_at_once(world: World) -> None:
    assert only(change(world, "ad", "w1", active=False), f.DutyEnded).person == "w1"
    assert not world.picture.people["w1"].active
    assert only(change(world, "ad", "w2", roles=["auditor"], areas=["460107"]), f.DutyEnded).person == "w2"


def test_nobody_changes_their_own_rights_nor_the_last_administrators(world: World) -> None:
    assert refused(change(world, "ad", "ad", watch_leader=True)) == "own_rights"
    change(world, "ad", "ad2", roles=["auditor"])
    world.person("ad3", "admin", "460107")
    change(world, "ad3", "ad", active=False)
    world.person("co9", "coordinator", "460107")
    assert refused(change(world, "co9", "ad3", active=False)) == "not_allowed"
    assert [p.id for p in world.picture.people.values() if p.active and "admin" in p.roles] == ["ad3"]


def test_two_administrators_at_once_the_second_looks_again(world: World) -> None:
    before = world.picture.people["w1"].rights_number
    change(world, "ad", "w1", watch_leader=True)
    assert refused(change(world, "ad2", "w1", version=before, active=False)) == "rights_version"
    assert world.picture.people["w1"].active


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"areas": ["460107009009"]}, "rights_area"),
        ({"areas": ["460107001001"]}, "rights_grids"),
        ({"rank": "commander"}, "rights_rank"),
        ({"roles": ["kiosk"]}, "rights_kind"),
        ({"reason": "  "}, "reason_needed"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(world: World, more: dict[str, Any], code: str) -> None:
    done = change(world, "ad", "w1", **more)
    assert refused(done) == code
    assert none(done, f.RightsChanged)
