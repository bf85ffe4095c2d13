"""CAP 1.2 is read into plain values, or refused with a sentence; nothing it is given makes it fail, fetch or expand."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command.domain.refusals import Refusal
from command.domain.warning.message import CapMessage
from command.domain.warning.reach import concerns, inside, spanning, trimmed
from command.domain.warning.reading import NAMESPACE, read_cap
from command.domain.warning.xml import MOST_BYTES
from tests.domain.builder import DISTRICT
from tests.domain.cap import cap, info, reference


def read(content: bytes) -> CapMessage:
    found = read_cap(content, DISTRICT)
    assert isinstance(found, CapMessage), found
    return found


def refused(content: bytes) -> str:
    found = read_cap(content, DISTRICT)
    assert isinstance(found, Refusal), found
    assert all("…" not in found.told(language).message for language in ("zh", "en")), "every blank is filled in"
    return found.code


def test_a_typhoon_signal_is_read_whole() -> None:
    message = read(cap())
    assert (message.colour, message.notice, message.event_code) == ("orange", None, "11B01")
    assert message.sent == datetime(2026, 7, 18, 7, 30, tzinfo=UTC)
    assert message.expires == datetime(2026, 7, 19, 7, 30, tzinfo=UTC)
    assert message.zh is not None
    assert message.zh.headline == "海口市气象台发布台风橙色预警"
    assert (message.zh.sender_name, message.codes) == ("海口市气象台", ["460107000000"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "cap_unreadable"),
        (b"<alert", "cap_unreadable"),
        (b"not xml at all", "cap_unreadable"),
        (cap()[:-20], "cap_unreadable"),
        (b"\xff\xfe<\x00a\x00", "cap_encoding"),
        (cap().replace(b"UTF-8", b"GB2312"), "cap_encoding"),
        (cap(namespace="urn:oasis:names:tc:emergency:cap:1.1"), "cap_namespace"),
        (b"<alert><identifier>x</identifier></alert>", "cap_namespace"),
        (f'<feed xmlns="{NAMESPACE}"/>'.encode(), "cap_namespace"),
        (cap(sent="2026-07-18T07:30:00Z"), "cap_time"),
        (cap(sent="2026-07-18T15:30:00"), "cap_time"),
        (cap(sent="2026-13-18T15:30:00+08:00"), "cap_time"),
        (cap(sent="0001-01-01T00:00:00+08:00"), "cap_time"),
        (cap(expires="2026-07-19T15:30:00"), "cap_time"),
        (cap(sent=""), "cap_missing"),
        (cap(status="Real"), "cap_value"),
        (cap(kind="Warn"), "cap_value"),
        (cap(severity="Terrible"), "cap_value"),
        (cap(kind="Ack"), "cap_not_a_warning"),
        (cap(kind="Error"), "cap_not_a_warning"),
        (cap(infos=[]), "cap_missing"),
        (cap(identifier="a b"), "cap_identifier"),
        (cap(identifier="a,b"), "cap_identifier"),
        (cap(sender="x" * 201), "cap_identifier"),
        (cap(kind="Update", references=["only-one-part"]), "cap_value"),
        (cap().replace(b"<scope>", b"<identifier>second</identifier><scope>"), "cap_repeated"),
    ],
)
def test_what_is_wrong_is_refused_by_name(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_ten_megabytes_are_refused_before_anything_is_parsed() -> None:
    begun = time.process_time()
    assert refused(cap().replace(b"</alert>", b"<!--" + b"x" * 10_000_000 + b"--></alert>")) == "cap_too_large"
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE alert [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE alert SYSTEM "http://127.0.0.1:9/evil.dtd">',
        '<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE alert [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>',
        "<!DOCTYPE alert>",
    ],
)
def test_a_dtd_is_refused_whatever_is_in_it(prolog: str) -> None:
    assert refused(cap().replace(b"<alert", prolog.encode() + b"<alert")) == "cap_dtd"


def test_an_entity_that_nobody_declared_is_refused() -> None:
    assert refused(cap(headline="x").replace(b"<headline>x", b"<headline>&evil;")) == "cap_unreadable"


def test_nesting_and_width_cannot_exhaust_us() -> None:
    deep = b"<a>" * 20_000 + b"</a>" * 20_000
    begun = time.process_time()
    assert refused(cap().replace(b"</alert>", deep + b"</alert>")) == "cap_unreadable"
    wide = cap().replace(b"</alert>", b"<b/>" * ((MOST_BYTES - 3000) // 4) + b"</alert>")
    assert read(wide).colour == "orange"
    assert time.process_time() - begun < 2


def test_unknown_elements_and_a_signature_are_left_alone() -> None:
    assert read(cap().replace(b"</alert>", b'<x:s xmlns:x="urn:x"><x:y/></x:s></alert>')).colour == "orange"


def test_both_languages_are_kept_and_neither_is_taken_for_the_other() -> None:
    message = read(cap(infos=[info("en-US", "Typhoon", headline="Orange typhoon signal"), info("zh-CN")]))
    assert message.zh is not None
    assert message.en is not None
    assert (message.zh.event, message.en.event) == ("台风", "Typhoon")
    assert read(cap(language="")).zh is not None, "Chinese text without a language is Chinese, whatever the default"
    english = read(cap(infos=[info("", "Typhoon", headline="Typhoon")]))
    assert (english.zh, english.en and english.en.event) == (None, "Typhoon")
    assert read(cap(infos=[info("fr", "Typhon", headline="Typhon")])).en is not None, "better French than nothing"


def test_of_blocks_that_contradict_each_other_the_gravest_and_the_longest_holds() -> None:
    mild = info(colour="BLUE", severity="Minor", expires="2026-07-20T15:30:00+08:00", headline="蓝色")
    grave = info(colour="RED", severity="Extreme", headline="红色")
    message = read(cap(infos=[mild, grave]))
    assert message.colour == "red"
    assert message.zh is not None
    assert message.zh.headline == "红色"
    assert message.expires == datetime(2026, 7, 20, 7, 30, tzinfo=UTC)


def test_a_block_for_another_district_says_nothing_about_ours() -> None:
    message = read(cap(infos=[info(colour="RED", geocode="460106000000"), info(colour="BLUE", severity="Minor")]))
    assert message.colour == "blue"


def test_colours_numbers_and_levels_stay_three_things() -> None:
    assert read(cap(colour="", severity="Extreme", headline="台风预警")).colour == "red", "by severity [S]"
    assert read(cap(colour="", headline="发布台风黄色预警")).colour == "yellow", "the headline before severity"
    notice = read(cap(colour="", severity="Severe", headline="省气象局发布台风三级预警"))
    assert (notice.notice, notice.colour) == ("grade3", None), "a numbered notice gets no colour by severity"
    named = "<parameter><valueName>预警级别</valueName><value>二级</value></parameter>"
    assert read(cap(parameters=named, headline="台风预警")).notice == "grade2"
    assert read(cap(headline="启动防汛防风Ⅲ级应急响应", colour="", severity="Unknown")).notice is None


def test_references_are_kept_as_keys() -> None:
    message = read(cap(kind="Update", references=[reference("one"), reference("two"), reference("one")]))
    assert message.references == ["hkqxt@46010041600000,one", "hkqxt@46010041600000,two"]


def test_layout_does_not_make_another_message_but_one_character_does() -> None:
    spaced = cap().replace(b"><", b">\n  <")
    assert read(spaced).digest == read(cap()).digest
    assert read(cap(headline="x")).digest != read(cap()).digest


@pytest.mark.parametrize(
    ("written", "means"),
    [
        (["460107000000"], ["460107"]),
        (["460107"], ["460107"]),
        (["460000"], ["460107"]),
        (["46"], ["460107"]),
        (["460100000000"], ["460107"]),
        (["460107002000", "460107001000"], ["460107001", "460107002"]),
        (["460107002000", "460107002003"], ["460107002"]),
        (["460107002003001"], ["460107002003001"]),
        (["460106000000"], []),
        (["4601"], ["460107"]),
        (["440000"], []),
        ([], []),
    ],
)
def test_areas_are_matched_by_prefix(written: list[str], means: list[str]) -> None:
    assert inside(written, DISTRICT) == means


def test_areas_by_hand() -> None:
    assert trimmed("460107001001000") == "460107001001"
    assert spanning(["460107001", "460107002"]) == "460107"
    assert spanning(["460107001001", "460107001002"]) == "460107001"
    assert spanning(["460107001"]) == "460107001"
    assert concerns(["460107"], ["460107001001001"])
    assert concerns(["460107001"], ["460107"])
    assert not concerns(["460107001"], ["460107002001001"])


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fail(content: bytes) -> None:
    assert isinstance(read_cap(content, DISTRICT), Refusal)


BASE = cap(kind="Update", references=[reference("one")])


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_damage_to_a_real_message_makes_the_reader_fail(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(BASE) - 1))
    length = data.draw(st.integers(0, 40))
    put = data.draw(st.one_of(st.binary(max_size=40), st.text(max_size=20).map(str.encode)))
    found = read_cap(BASE[:at] + put + BASE[at + length :], DISTRICT)
    assert isinstance(found, CapMessage | Refusal)


@settings(max_examples=200, deadline=None)
@given(
    identifier=st.text(max_size=30),
    sent=st.text(max_size=30),
    headline=st.text(max_size=60),
    geocode=st.text(max_size=20),
    code=st.text(max_size=20),
)
def test_no_text_in_any_field_makes_the_reader_fail(**fields: str) -> None:
    content = cap(**{name: value.replace("<", "").replace("&", "") for name, value in fields.items()})
    assert isinstance(read_cap(content, DISTRICT), CapMessage | Refusal)
