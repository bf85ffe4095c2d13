"""Any script that can be written, for laws with Hypothesis."""

from hypothesis import strategies as st

from command.domain.category import CATEGORIES
from command.domain.drill.sheet.tidy import tidied
from command.domain.drill.sheet.words import EXPECTED
from command.domain.facts import Caller
from command.domain.facts import script as s
from command.domain.place import Place

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
LINE = st.text("积水 没过,;；\\脚踝\n\"'=+-@Aa1_x000D_{}", max_size=20)
TEXT = st.one_of(WORDS, LINE)
ID = st.text("abcwW019-_.;；\\张三", min_size=1, max_size=12)
OFFSET = st.integers(0, 7 * 86_400)
CODE = st.sampled_from(["460107", "460107001", "460107001001001"])
CATEGORY = st.sampled_from([*CATEGORIES, "event.9999"])
NUMBER = st.floats(-1e6, 1e6)
PLACE = st.one_of(
    st.builds(Place, grid=st.just("460107001001001")),
    st.builds(Place, building=ID),
    st.builds(Place, facility=ID),
    st.builds(
        Place,
        lat=st.floats(-90, 90),
        lon=st.floats(-180, 180),
        accuracy_m=st.none() | st.floats(0, 100_000),
        datum=st.sampled_from(["wgs84", "gcj02"]),
    ),
)
HAZARD = st.sampled_from(["life", "property", "none"])
CALLER = st.none() | st.builds(Caller, name=TEXT, phone=TEXT)
RADII = st.one_of(st.just([]), *(st.lists(st.none() | st.floats(1, 1500), min_size=n, max_size=n) for n in (1, 4)))
POINT = st.builds(
    s.TrackFix,
    offset_s=st.integers(-(10**6), 10**6),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    wind_ms=st.none() | st.floats(0, 120),
    pressure_hpa=st.none() | st.floats(850, 1080),
    r7_km=RADII,
    r10_km=RADII,
    r12_km=RADII,
    forecast=st.booleans(),
)
CONTENT = st.one_of(
    st.builds(
        s.ReportInject,
        category=CATEGORY,
        place=PLACE,
        text=TEXT,
        hazard=HAZARD,
        caller=CALLER,
        by=st.one_of(st.just(""), ID),
    ),
    st.builds(s.CallInject, text=TEXT, category=CATEGORY, place=PLACE, hazard=HAZARD, caller=CALLER),
    st.builds(
        s.WarningInject,
        event=st.sampled_from(["11B01", "11B03", "X"]),
        colour=st.sampled_from(["blue", "yellow", "orange", "red"]),
        areas=st.lists(CODE, min_size=1, max_size=4),
        headline=TEXT,
        description=TEXT,
        expires_s=OFFSET,
    ),
    st.builds(
        s.TrackInject,
        storm=TEXT,
        agency=TEXT,
        averaging=st.sampled_from(["1min", "2min", "10min"]),
        points=st.lists(POINT, min_size=1, max_size=45),
    ),
    st.builds(s.OrderInject, issuer=TEXT, number=TEXT, level=st.integers(0, 4), text=TEXT),
    st.builds(s.RoadInject, text=TEXT, place=PLACE, areas=st.lists(CODE, max_size=3), opens_s=st.none() | OFFSET),
    st.builds(
        s.SilentInject,
        people=st.lists(ID, max_size=4),
        area=st.none() | CODE,
        count=st.integers(0, 200),
        for_s=OFFSET,
    ),
    st.builds(s.MessageInject, text=TEXT, to=st.lists(ID | st.sampled_from(["worker", "operator"]), min_size=1)),
    st.builds(s.ContactInject, text=TEXT, to=st.lists(ID | st.sampled_from(["worker", "unit"]), max_size=4)),
)
EXPECTATION = st.builds(
    s.Expectation,
    what=st.sampled_from(sorted(EXPECTED)),
    within_s=OFFSET,
    who=st.one_of(st.just(""), ID, st.sampled_from(["worker", "coordinator"])),
    value=TEXT,
    note=TEXT,
)
INJECT = st.builds(
    s.Inject,
    number=st.integers(1, 9999),
    offset_s=OFFSET,
    title=TEXT,
    content=CONTENT,
    expected=st.lists(EXPECTATION, max_size=4),
    note=TEXT,
)
SCRIPTS = st.builds(
    s.Script,
    name=TEXT.map(lambda one: "演练" + one),
    scenario=TEXT,
    source=st.sampled_from(["hand", "risks", "ledger", "excel", "shipped"]),
    origin=TEXT,
    injects=st.lists(INJECT, max_size=4),
).map(tidied)
"""Tidy ones, as they are kept."""
