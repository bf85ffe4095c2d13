"""The report on a drill, read as a reader reads it: page by page, in Word's own XML, in both languages."""

import re
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from lxml import etree

from command.domain.drill.evaluation.comparing import compare, summary
from command.domain.drill.evaluation.said import Outstanding, said_of
from command.domain.facts import drill as d
from command.domain.figures import Cell, Period
from command.service.evaluation import charts
from command.service.evaluation.document import Document, Heading
from command.service.evaluation.setting import set_report
from command.service.evaluation.telling import Source, tell
from command.service.evaluation.words import Speech
from command.service.setting import FontsMissing, has_fonts
from tests.domain.drilled import Drilled, expect, report
from tests.domain.storied import storied
from tests.service.paper import pages

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
printed = pytest.mark.usefixtures("fonts")


@pytest.fixture(scope="module")
def fonts() -> None:
    """Paper needs letters: nothing here is skipped where they are missing."""
    assert has_fonts(), "the print's fonts come with the screens: `make web-built` first"


def source(told: Drilled, *, english: bool = False, frozen: bool = True) -> Source:
    made = told.evaluation()
    before = msgspec.structs.replace(
        summary(made), name="九月桌面推演", started_at=made.started_at - timedelta(days=60)
    )
    real = {("to_accept", 0): Cell(of=812, value=41.0, p90=170.0), ("to_help", 0): Cell(of=640, value=600.0, p90=900.0)}
    period = Period(made.started_at - timedelta(days=30), made.started_at)
    promised = Outstanding(
        exercise="e0",
        drill="九月桌面推演",
        started_at=before.started_at,
        id="i0",
        text="补充夜间照明",
        owner_name="后勤科",
        due=made.started_at - timedelta(days=3),
        overdue=True,
    )
    return Source(
        made=made,
        said=said_of(told.entries),
        outstanding=[promised],
        comparison=compare(made, [before], real, period),  # type: ignore[arg-type]
        hash="ab" * 32,
        frozen=frozen,
        made_at=told.now,
        zone=ZoneInfo("Asia/Shanghai"),
        district="海甸区指挥中心",
        area=lambda code: f"〔{code}〕",
        say=Speech(english=english),
    )


@pytest.fixture(scope="module")
def document() -> Document:
    return tell(source(storied()))


@printed
async def test_every_page_says_that_it_was_an_exercise_and_the_chapters_come_in_their_order(document: Document) -> None:
    read = pages(await set_report(document, "pdf"))
    assert len(read) >= 8
    assert all(page.startswith("【演练】海甸区指挥中心") for page in read)
    whole = "".join(read)
    chapters = [
        "一、演练概况",
        "二、演练目标",
        "三、演练过程",
        "四、情景处置",
        "五、评估数据",
        "六、人员响应",
        "七、观察记录",
    ]
    chapters += ["八、存在的问题", "九、改进措施", "十、评估结论", "附录一", "附录二", "附录三"]
    places = [whole.index(one) for one in chapters]
    assert places == sorted(places)
    assert "未见正文" in read[0], "whose order it is, is said on the first page"
    assert "GB/T 46792-2025" in read[0]


@printed
async def test_what_happened_is_on_paper_with_who_when_and_how_long(document: Document) -> None:
    whole = "".join(pages(await set_report(document, "pdf")))
    assert "老屋屋顶铁皮被掀起" in whole
    assert "陈八" in whole
    assert "总体达到演练目标" in whole
    assert "为坐席印发台风期间并案口径卡片席一2026-12-06进行中" in whole
    assert "情景4“地下车库雨水倒灌”：接单，时限内及演练结束时均未完成" in whole
    assert "尚未完成的改进措施1项，其中逾期1项" in whole.replace(" ", "")
    assert "补充夜间照明后勤科2026-11-19逾期" in whole, "what an earlier drill was to make better, and nobody has"
    assert "九月桌面推演" in whole, "an earlier drill stands beside it"
    assert "2026-10-23 至 2026-11-22" in whole, "and so does real work, of which period is said"


@printed
async def test_the_word_file_is_whole_headings_tables_pictures_and_the_mark_on_every_page(document: Document) -> None:
    made = await set_report(document, "docx")
    with zipfile.ZipFile(BytesIO(made)) as folder:
        assert folder.testzip() is None
        parts = {name: folder.read(name) for name in folder.namelist()}
    body = etree.fromstring(parts["word/document.xml"])
    text = "".join(body.itertext(f"{W}t"))
    assert "补充夜间照明" in text
    headings = [
        "".join(one.itertext(f"{W}t"))
        for one in body.iter(f"{W}p")
        if (style := one.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") == "Heading1"
    ]
    assert headings == [one.text for one in document.blocks if isinstance(one, Heading) and one.level == 1]
    pictures = [name for name in parts if name.startswith("word/media/")]
    assert len(pictures) == len(document.charts()) == 5
    assert all(parts[one].startswith(b"\x89PNG") for one in pictures)
    assert "老屋屋顶铁皮被掀起" in text
    (section,) = body.iter(f"{W}sectPr")
    assert section.find(f"{W}titlePg") is None, "the first page has the same header as the others"
    (header,) = [parts[name] for name in parts if re.fullmatch(r"word/header\d*\.xml", name)]
    assert "【演练】海甸区指挥中心" in "".join(etree.fromstring(header).itertext(f"{W}t"))
    (footer,) = [parts[name] for name in parts if re.fullmatch(r"word/footer\d*\.xml", name)]
    assert [one.text for one in etree.fromstring(footer).iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]


def test_every_row_of_every_table_is_as_wide_as_its_head(document: Document) -> None:
    for block in document.blocks:
        if hasattr(block, "head"):
            assert len(block.head) == len(block.widths)
            assert {len(row) for row in block.rows} <= {len(block.head)}


@printed
async def test_the_english_report_says_everything_in_english(document: Document) -> None:
    made = tell(source(storied(), english=True))
    assert [type(one) for one in made.blocks] == [type(one) for one in document.blocks]
    read = pages(await set_report(made, "pdf"))
    assert all(page.startswith("EXERCISE: ") for page in read)
    theirs = {one.text for one in made.blocks if isinstance(one, Heading)}
    assert not any("\u4e00" <= letter <= "\u9fff" for one in theirs for letter in one)


def test_a_drill_that_is_still_running_says_that_its_figures_are_not_final() -> None:
    assert tell(source(storied(), frozen=False)).draft == "演练进行中，数据未冻结"
    assert tell(source(storied())).draft == ""


@printed
async def test_nobodys_words_can_break_the_report() -> None:
    told = Drilled(d.DrillPlan(name="<b>&\"'#{}$", goal='#import "x"\n\\', participants=[]))
    told.plan(report(1, expect("offered", 60), text="x"))
    odd = msgspec.structs.replace(report(2, expect("done")), title="<svg>&amp;]]>\x01 #pagebreak() {0}")
    told.plan(odd)
    told.give(1, "n1")
    told.wait(70)
    told.offer("n1", "w1")
    told.tell(d.ObserverNoted(id="n", text="</w:t>{n}", by="obs"))
    told.end()
    made = tell(source(told))
    for form in ("pdf", "docx"):
        assert len(await set_report(made, form)) > 10_000  # type: ignore[arg-type]
    for svg in (one.svg for one in made.charts()):
        etree.fromstring(svg.encode())


def test_a_drill_without_anything_has_no_charts_and_still_a_report() -> None:
    told = Drilled(d.DrillPlan(name="空", participants=[]))
    told.end()
    made = told.evaluation()
    say = Speech(english=False)
    assert (charts.course(made, say), charts.outcomes(made, say), charts.times(made, say)) == (None, None, None)
    assert tell(source(told)).blocks


async def test_without_fonts_nothing_is_set(document: Document, tmp_path: Path) -> None:
    with pytest.raises(FontsMissing):
        await set_report(document, "docx", tmp_path)
