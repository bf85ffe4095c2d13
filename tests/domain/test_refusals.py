"""Every "no" has a code, a reason from the tree, and a sentence in both languages that a person can act on."""

import string

import pytest

from command.domain import facts as f
from command.domain.refusals import STATUS, TEMPLATES, refusal, refuse
from tests.domain.builder import only, small_world

CJK = range(0x4E00, 0x9FFF)


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", TEMPLATES)
def test_every_refusal_reads_in_both_languages_with_its_data(code: str) -> None:
    template = TEMPLATES[code]
    data = dict.fromkeys(names(template.zh) | names(template.en), 7)
    chinese, english = refusal(code, "zh-CN", **data), refusal(code, "en-GB", **data)
    assert any(ord(c) in CJK for c in chinese.message)
    assert not any(ord(c) in CJK for c in english.message)
    assert chinese.data == english.data == data
    assert "…" not in chinese.message + english.message
    assert "{" not in chinese.message + english.message


@pytest.mark.parametrize("code", TEMPLATES)
def test_every_refusal_has_a_reason_of_the_tree_and_its_status(code: str) -> None:
    one = refuse(code)
    assert one.status == STATUS[one.reason]
    assert 400 <= one.status < 600


@pytest.mark.parametrize("code", TEMPLATES)
def test_a_refusal_whose_data_is_missing_still_reads(code: str) -> None:
    assert "{" not in refusal(code, "zh-CN").message


def test_a_code_that_is_not_in_the_tree_cannot_be_used() -> None:
    with pytest.raises(KeyError):
        refuse("because")


def test_what_is_temporary_says_when_to_come_back() -> None:
    assert refusal("busy", "en", retry_after_s=5, seconds=5).retry_after_s == 5


@pytest.mark.parametrize(
    ("code", "data", "zh", "en"),
    [
        ("offer_closed", {"why": "expired"}, "这份派单已结束（超时未答复）", "(not answered in time)"),
        ("offer_closed", {"why": "off_duty"}, "这份派单已结束（已下岗）", "(off duty)"),
        ("offer_closed", {"why": "incident_closed"}, "（事件已结束）", "(the incident is over)"),
        ("step_backwards", {"status": "en_route"}, "“已出发”", "“on the way”"),
        ("incident_over", {"status": "closed"}, "这起事件已经结案", "already closed"),
    ],
)
def test_no_person_is_shown_a_programs_word(code: str, data: dict[str, str], zh: str, en: str) -> None:
    assert zh in refusal(code, "zh-CN", **data).message
    assert en in refusal(code, "en", **data).message
    assert refusal(code, "zh-CN", **data).data == data, "programs still get the code"


def test_a_refusal_is_told_in_the_senders_own_language() -> None:
    world = small_world()
    assert only(world.send("w1", "duty.check_out"), f.RequestRefused).refusal.message == "您不在岗"
    assert only(world.send("co", "duty.check_out"), f.RequestRefused).refusal.message == "You are not on duty"


def test_somebody_elses_thing_and_no_thing_at_all_are_refused_alike() -> None:
    world = small_world()
    world.on_duty("w1", "w2")
    world.report("w3")
    theirs = only(world.answer("w2", "accept", reason="我去"), f.RequestRefused).refusal
    nothing = only(world.answer("w2", "accept", "nothing", reason="我去"), f.RequestRefused).refusal
    assert theirs == nothing
