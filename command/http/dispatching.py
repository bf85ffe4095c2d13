"""`GET /api/incidents/{id}/candidates`: who could go, and who not, with reasons."""

from litestar import get
from litestar.params import FromPath

from command.domain.draft import Draft
from command.domain.permission import may_call, may_supervise
from command.domain.ranking import Ranking, rank
from command.http.context import Ctx
from command.http.problems import refused
from command.http.reader import Asker


@get("/api/incidents/{incident_id:str}/candidates", tags=["incidents"])
async def list_candidates(context: Ctx, reader: Asker, incident_id: FromPath[str]) -> Ranking:
    """Who could lead an open incident now, the fittest first, with reasons; who is left out, and why; what lacks."""
    person = reader.person
    if not may_call(list(person.roles), "incident.seen"):
        raise refused("not_allowed")

    def question(draft: Draft) -> Ranking | None:
        incident = draft.picture.incidents.get(incident_id)
        return rank(draft, incident) if incident is not None and may_supervise(person, incident) else None

    found = await context.desk.look(question)
    if found is None:
        raise refused("unknown_thing")
    return found
