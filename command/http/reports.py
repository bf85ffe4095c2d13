"""`GET /api/reports/{id}`: how far a report has got, as the database knows it."""

from typing import Any

import msgspec
from litestar import get
from litestar.params import FromPath
from msgspec import Struct

from command.http.context import Context, Ctx
from command.http.reader import Asker
from command.store.requests import look_up


class ReportProgress(Struct, frozen=True, omit_defaults=True):
    """`status`: `stored` or `refused` with its outcome, or `unknown`: it never came, or still waits in the inbox."""

    id: str
    status: str
    report: str | None = None
    incident: str | None = None
    outcome: str | None = None
    refusal: dict[str, Any] | None = None


@get("/api/reports/{report_id:str}", tags=["reports"])
async def get_report(context: Ctx, reader: Asker, report_id: FromPath[str]) -> ReportProgress:
    """How far a report of the reader's own has got. Ids are those the reporter gave."""
    return await report_progress(context, reader.person.id, report_id)


async def report_progress(context: Context, sender: str, id_: str) -> ReportProgress:
    """The progress of the sender's report; for gateways, which know what else waits."""
    key = (sender, "report.submit", id_)
    known = (await look_up(context.engine, context.desk.universe, [key])).get(key)
    if known is None:
        return ReportProgress(id_, "unknown")
    return msgspec.convert({"id": id_, **msgspec.json.decode(known.outcome)}, ReportProgress)
