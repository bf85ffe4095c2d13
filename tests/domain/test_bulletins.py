"""What the public is told: drafted by one, released by two others, valid CAP 1.2, never real from a drill or a demo."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from command.domain import facts as f
from command.domain.bulletin.releasing import status_of
from command.domain.bulletin.writing import write_cap, write_feed
from command.domain.facts.bulletins import PublicWords
from command.domain.kept.bulletins import Bulletin
from command.domain.policy import DEFAULT
from command.domain.warning.index import read_index
from command.domain.warning.message import CapMessage
from command.domain.warning.reading import NAMESPACE, read_cap
from command.domain.worktime import LOCAL
from tests.domain.builder import DISTRICT, START, World, addressed, kinds, only, refused, small_world

SCHEMA = etree.XMLSchema(etree.fromstring((files("command.domain.bulletin") / "CAP-v1.2.xsd").read_bytes()))
WORDS = {
    "event": "台风",
    "headline": "台风即将登陆，请留在室内",
    "description": "18 时前后风力最大",
    "instruction": "关好门窗",
}


def world() -> World:
    made = small_world()
    for name in ("co2", "co3"):
        made.person(name, "coordinator", DISTRICT)
    return made


def drafted(w: World, sender: str = "op", **data: Any) -> list[f.AnyFact]:
    given: dict[str, Any] = {
        "areas": [DISTRICT],
        "hazard": "typhoon",
        "zh": WORDS,
        "expires": w.now + timedelta(hours=6),
    }
    return w.send(sender, "bulletin.draft", **{**given, **data})


def public(w: World, **data: Any) -> Bulletin:
    made = only(drafted(w, **data), f.BulletinDrafted)
    for who in ("co", "co2"):
        w.send(who, "bulletin.release", bulletin=made.bulletin)
    return w.picture.bulletins[made.bulletin]


def name_of(code: str) -> tuple[str, str]:
    return f"区域{code}", f"area {code}"


def written(bulletin: Bulletin) -> Any:
    content = write_cap(bulletin, LOCAL, name_of)
    root = etree.fromstring(content)
    SCHEMA.assertValid(root)
    return root


def said(root: Any, name: str) -> str | None:
    return str(root.findtext(f".//{{{NAMESPACE}}}{name}"))


def test_one_drafts_two_others_release_and_only_then_it_is_public() -> None:
    w = world()
    made = only(drafted(w, "co"), f.BulletinDrafted)
    assert addressed(w, f.BulletinDrafted) >= {"co", "co2", "co3"}
    bulletin = w.picture.bulletins[made.bulletin]
    assert refused(w.send("co", "bulletin.release", bulletin=bulletin.id)) == "bulletin_own"
    assert kinds(w.send("co2", "bulletin.release", bulletin=bulletin.id)) == ["BulletinSigned"]
    assert not bulletin.is_public
    assert refused(w.send("co2", "bulletin.release", bulletin=bulletin.id)) == "bulletin_signed"
    assert kinds(w.send("co3", "bulletin.release", bulletin=bulletin.id)) == ["BulletinReleased"]
    assert bulletin.is_public
    assert refused(w.send("co2", "bulletin.release", bulletin=bulletin.id)) == "bulletin_released"
    assert [one.by for one in bulletin.signatures] == ["co2", "co3"]


def test_operators_draft_and_only_coordinators_release() -> None:
    w = world()
    made = only(drafted(w, "op"), f.BulletinDrafted)
    assert refused(w.send("wl", "bulletin.release", bulletin=made.bulletin)) == "not_allowed"
    assert refused(drafted(w, "s")) == "not_allowed"


def test_a_draft_that_nobody_releases_is_told_again_and_lapses_with_its_time() -> None:
    w = world()
    made = only(drafted(w, expires=w.now + timedelta(minutes=12)), f.BulletinDrafted)
    assert only(w.wait(300), f.BulletinWaits).told == ["op", "co", "co2", "co3"]
    assert only(w.wait(300), f.BulletinWaits).times == 2
    assert only(w.wait(120), f.BulletinDropped).why == "lapsed"
    assert w.picture.bulletins == {}
    assert refused(w.send("co", "bulletin.release", bulletin=made.bulletin)) == "bulletin_unknown"


def test_a_draft_is_dropped_with_a_reason_and_what_is_public_is_cancelled_instead() -> None:
    w = world()
    made = only(drafted(w), f.BulletinDrafted)
    assert refused(w.send("co", "bulletin.drop", bulletin=made.bulletin, reason=" ")) == "reason_needed"
    assert (
        only(w.send("co", "bulletin.drop", bulletin=made.bulletin, reason="写错了"), f.BulletinDropped).why == "dropped"
    )
    shown = public(w)
    assert refused(w.send("co", "bulletin.drop", bulletin=shown.id, reason="x")) == "bulletin_released"


def test_a_public_message_leaves_the_feed_when_its_time_is_over() -> None:
    w = world()
    public(w)
    assert kinds(w.wait(6 * 3600)) == ["BulletinOver"]
    assert w.picture.bulletins == {}
    assert w.wait(60) == []


def test_what_makes_no_sense_is_refused() -> None:
    w = world()
    assert refused(drafted(w, areas=["460106"])) == "bulletin_elsewhere"
    assert refused(drafted(w, zh={"event": "台风", "headline": " "})) == "bulletin_empty"
    assert refused(drafted(w, expires=w.now)) == "bulletin_time"
    assert refused(drafted(w, expires=w.now + timedelta(days=8))) == "bulletin_time"
    assert refused(drafted(w, kind="update")) == "bulletin_refers"
    assert refused(drafted(w, kind="cancel", refers="none")) == "bulletin_refers"
    draft = only(drafted(w), f.BulletinDrafted)
    assert refused(drafted(w, kind="update", refers=draft.bulletin)) == "bulletin_refers", "it is not public"


def test_an_alert_an_update_and_a_cancellation_are_valid_cap_and_refer_to_each_other() -> None:
    w = world()
    first = public(w, en={"event": "Typhoon", "headline": "Stay indoors"})
    root = written(first)
    assert (said(root, "status"), said(root, "msgType"), said(root, "scope")) == ("Actual", "Alert", "Public")
    assert said(root, "sent") == "2026-07-18T15:30:00+08:00"
    assert len(root.findall(f"{{{NAMESPACE}}}info")) == 2
    w.now += timedelta(minutes=10)
    second = public(w, kind="update", refers=first.id, severity="Extreme")
    assert first.ended_by == second.id
    triple = f"gridcommand,{DISTRICT}-{first.id},2026-07-18T07:30:00+00:00"
    assert said(written(second), "references") == triple
    w.now += timedelta(minutes=10)
    third = public(w, kind="cancel", refers=second.id)
    over = written(third)
    assert (said(over, "msgType"), said(over, "responseType")) == ("Cancel", "AllClear")
    assert len(str(said(over, "references")).split()) == 2, "a cancellation names the whole chain"
    assert refused(drafted(w, kind="update", refers=first.id)) == "bulletin_refers", "it was replaced"
    assert refused(drafted(w, kind="cancel", refers=third.id)) == "bulletin_refers"


def test_two_updates_of_one_message_cannot_both_go_out() -> None:
    w = world()
    first = public(w)
    a = only(drafted(w, kind="update", refers=first.id), f.BulletinDrafted).bulletin
    b = only(drafted(w, kind="cancel", refers=first.id), f.BulletinDrafted).bulletin
    for one in (a, b):
        w.send("co", "bulletin.release", bulletin=one)
    assert kinds(w.send("co2", "bulletin.release", bulletin=a)) == ["BulletinReleased"]
    assert refused(w.send("co2", "bulletin.release", bulletin=b)) == "bulletin_refers"


def test_our_own_reader_understands_what_we_tell_the_public() -> None:
    w = world()
    content = write_cap(public(w, areas=["460107001", "460107002"]), LOCAL, name_of)
    message = read_cap(content, DISTRICT)
    assert isinstance(message, CapMessage)
    assert (message.status, message.event_code) == ("Actual", "11B01")
    assert message.codes == ["460107001", "460107002"]


@pytest.mark.parametrize("real", [True, False])
def test_from_a_drill_or_a_demo_nothing_goes_out_as_real(real: bool) -> None:
    w = World(msgspec.structs.replace(DEFAULT, public_real=real))
    assert status_of(w.draft()) == ("Actual" if real else "Exercise")
    w.situation.universe = "exercise:0198f0a1"
    assert status_of(w.draft()) == "Exercise", "whatever the settings say"


def test_a_message_of_an_exercise_says_so_wherever_it_can_be_read() -> None:
    w = small_world(msgspec.structs.replace(DEFAULT, public_real=False))
    for name in ("co2", "co3"):
        w.person(name, "coordinator", DISTRICT)
    bulletin = public(w, en={"event": "Typhoon", "headline": "Stay indoors"})
    root = written(bulletin)
    assert said(root, "status") == "Exercise"
    headlines = [element.text for element in root.iter(f"{{{NAMESPACE}}}headline")]
    assert headlines == ["【演练】台风即将登陆，请留在室内", "[EXERCISE] Stay indoors"]
    feed = write_feed([bulletin], "https://x.example/api/public/cap", "区中心", DISTRICT, LOCAL, START)
    assert "【演练】台风即将登陆" in feed.decode()


def test_the_feed_lists_what_is_public_and_a_poller_like_ours_reads_it() -> None:
    w = world()
    shown, _hidden = public(w), drafted(w)
    base = "https://centre.example/api/public/cap"
    feed = write_feed(w.picture.bulletins.values(), base, "区中心", DISTRICT, LOCAL, w.now)
    entries = read_index(feed, base)
    assert isinstance(entries, list)
    assert [one.link for one in entries] == [f"{base}/{shown.identifier}.xml"]
    assert write_feed([], base, "区中心", DISTRICT, LOCAL, w.now).count(b"<entry") == 0


TEXT = st.text(max_size=80)


@settings(max_examples=300, deadline=None)
@given(
    event=TEXT,
    headline=TEXT,
    description=TEXT,
    name=TEXT,
    kind=st.sampled_from(["alert", "update", "cancel"]),
    severity=st.sampled_from(["Extreme", "Severe", "Moderate", "Minor", "Unknown"]),
    certainty=st.sampled_from(["Observed", "Likely", "Possible", "Unlikely", "Unknown"]),
    status=st.sampled_from(["Actual", "Exercise"]),
    hazard=st.sampled_from(["typhoon", "rainstorm", "flood", "other"]),
    sent=st.integers(946_684_800, 4_102_444_800).map(lambda s: datetime.fromtimestamp(s, UTC)),
)
def test_whatever_anybody_writes_the_message_is_valid_cap(
    event: str, headline: str, description: str, name: str, sent: datetime, **given: Any
) -> None:
    words = PublicWords(event=event, headline=headline, description=description)
    bulletin = Bulletin(
        id="b",
        number=1,
        area=DISTRICT,
        areas=[DISTRICT, "460107001"],
        urgency="Expected",
        zh=words,
        en=words,
        refers=None,
        expires=sent + timedelta(hours=1),
        by="x",
        by_name="x",
        drafted_at=sent,
        sent=sent,
        identifier="460107-b",
        sender="x@y",
        sender_name=name,
        **given,
    )
    SCHEMA.assertValid(etree.fromstring(write_cap(bulletin, LOCAL, lambda code: (name, name))))
