"""A CSV of real reports: what can be read is used, what cannot is named by its line."""

from pathlib import Path

import pytest

from workers.simulator.reports import FileUnusable, parse, read_reports

HEAD = "reported_at_local,lat,lon,kind,channel,closed_at_local,limit_days"
GOOD = "2017-08-27 06:00:00,29.75,-95.40,Flooding,WEB,2017-08-28 06:00:00,4.0"


def lines(*rows: str, head: str = HEAD, end: str = "\n") -> bytes:
    return (end.join([head, *rows]) + end).encode()


def bad(content: bytes) -> dict[int, str]:
    return {one.line: one.why for one in parse(content)[1]}


def test_a_row_is_a_report_with_its_time_place_category_and_whether_it_was_a_call() -> None:
    rows, wrong = parse(lines(GOOD, GOOD.replace("WEB", "Voice In").replace("06:00:00,29", "05:00:00,29")))
    assert wrong == []
    assert [(row.line, row.at.hour, row.called) for row in rows] == [(3, 5, True), (2, 6, False)]
    assert (rows[0].lat, rows[0].lon, rows[0].category) == (29.75, -95.40, "event.0406")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_ending_and_a_byte_order_mark_are_read(end: str) -> None:
    rows, wrong = parse(b"\xef\xbb\xbf" + lines(GOOD, GOOD, end=end))
    assert (len(rows), wrong) == (2, [])


def test_a_file_in_utf_16_is_read() -> None:
    assert len(parse(lines(GOOD).decode().encode("utf-16"))[0]) == 1


def test_every_bad_row_is_named_by_its_line_and_the_rest_is_sent() -> None:
    wrong = [
        "2017-08-27 06:00:00,29.75,-95.40",
        "yesterday,29.75,-95.40,Flooding,WEB,,4.0",
        "2017-08-27 06:00:00,91,-95.40,Flooding,WEB,,4.0",
        "2017-08-27 06:00:00,nan,-95.40,Flooding,WEB,,4.0",
        "2017-08-27 06:00:00,,,Flooding,WEB,,4.0",
        "2017-08-27 06:00:00,0,0,Flooding,WEB,,4.0",
        "2017-08-27 06:00:00,29.75,-95.40,Alligator,WEB,,4.0",
        "1917-08-27 06:00:00,29.75,-95.40,Flooding,WEB,,4.0",
        '2017-08-27 06:00:00,29.75,-95.40,"Flooding,WEB,,4.0',
        GOOD + ",more",
    ]
    rows, told = parse(lines(GOOD, *wrong, GOOD))
    assert [row.line for row in rows] == [2, 13]
    assert [one.line for one in told] == list(range(3, 13))
    why = [one.why for one in told]
    assert why[0] == "3 columns instead of 7"
    assert "yesterday" in why[1]
    assert all("impossible coordinates" in one for one in why[2:5])
    assert "0, 0" in why[5]
    assert "Alligator" in why[6]
    assert "far from all others" in why[7]
    assert "quote" in why[8]


def test_a_line_that_is_no_utf_8_spoils_only_itself() -> None:
    broken = GOOD.encode().replace(b"WEB", b"\xb1\xa8")
    assert bad(lines(GOOD) + broken + b"\n" + GOOD.encode() + b"\n") == {3: "not UTF-8"}


def test_a_quoted_text_may_have_line_breaks_in_a_column_nobody_needs() -> None:
    rows, wrong = parse(lines(GOOD + ',"one\ntwo, ""three"""', GOOD + ",", head=HEAD + ",words"))
    assert ([row.line for row in rows], wrong) == ([2, 4], [])


def test_the_columns_may_come_in_any_order_and_empty_lines_are_nothing() -> None:
    rows, wrong = parse(b"kind,lon,lat,reported_at_local\n\nFlooding,-95.4,29.7,2017-08-27T06:00:00-05:00\n\n\n")
    assert wrong == []
    assert (rows[0].line, rows[0].at.hour, rows[0].called) == (3, 11, False)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"lat,lon\n1,2\n", b"\x00\x01\x02"])
def test_a_file_without_the_columns_is_refused_and_they_are_named(content: bytes) -> None:
    with pytest.raises(FileUnusable):
        parse(content)


def test_a_file_that_is_not_there_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable, match="cannot be read"):
        read_reports(tmp_path / "nothing.csv")
