"""An evaluation read a second time, by other means: SQL over the bodies of the exercise's ledger, nothing of ours in
between. Of reports, calls, warnings' levels, messages, contact tests and observers' notes.
"""

from typing import Any

from sqlalchemy import text

from command.store.engine import Engine

_SQL = """
WITH f AS (
    SELECT number, at, type, body::jsonb AS b FROM ledger WHERE universe = :universe
), over AS (SELECT min(number) AS number, min(at) AS at FROM f WHERE type = 'DrillEnded'
), facts AS (SELECT f.* FROM f, over WHERE over.number IS NULL OR f.number <= over.number
), until AS (SELECT coalesce((SELECT at FROM over), max(at)) AS at FROM facts
), stood AS (   -- from each pause to the next resumption, or the end
    SELECT p.at AS start, coalesce((SELECT min(r.at) FROM facts r
        WHERE r.type = 'DrillResumed' AND r.number > p.number), (SELECT at FROM until)) AS stop
    FROM facts p WHERE p.type = 'DrillPaused'
), people AS (
    SELECT b->'participant'->>'person' AS id,
           coalesce(b->'participant'->'roles', '[]') ? 'operator' AS operator,
           coalesce(b->'participant'->'roles', '[]') AS roles
    FROM facts WHERE type = 'ParticipantJoined'
), given AS (
    SELECT b->>'inject' AS id, number, at, b->>'incident' AS incident, coalesce(b->'to', '[]') AS told
    FROM facts WHERE type = 'InjectGiven' AND b->>'failed' IS NULL
), planned AS (
    SELECT p.b->>'id' AS id, p.number AS line, (e.n - 1)::int AS n, e.one->>'what' AS what,
           (e.one->>'within_s')::float AS within_s, coalesce(e.one->>'who', '') AS who,
           coalesce(e.one->>'value', '') AS value, p.b->'inject'->'content' AS content
    FROM facts p, jsonb_array_elements(p.b->'inject'->'expected') WITH ORDINALITY AS e(one, n)
    WHERE p.type = 'InjectPlanned'
), tied AS (    -- a call's incident is what the operator who heard it filed of that kind in that grid, later
    SELECT g.*, coalesce(g.incident, (SELECT x.b->>'incident' FROM facts x
        WHERE x.type = 'IncidentFiled' AND x.number > g.number
          AND EXISTS (SELECT FROM people WHERE id = x.b->>'reporter' AND operator)
          AND p.content->>'kind' = 'call' AND x.b->>'category' = p.content->>'category'
          AND x.b->'place'->>'grid' = p.content->'place'->>'grid' ORDER BY x.number LIMIT 1)) AS about
    FROM given g JOIN LATERAL (SELECT content FROM planned q WHERE q.id = g.id LIMIT 1) p ON true
), doing AS (
    SELECT p.id, p.n, x.number, greatest(x.at, g.at) AS at, coalesce(x.b->>'unit', x.b->>'person', x.b->>'by', '') AS by
    FROM planned p JOIN tied g ON g.id = p.id JOIN facts x ON x.b->>'incident' = g.about
    WHERE CASE p.what
        WHEN 'stored' THEN x.type IN ('IncidentFiled', 'ReportMerged') AND x.at >= g.at
        WHEN 'offered' THEN x.type IN ('OfferMade', 'AssignmentMade')
        WHEN 'accepted' THEN x.type = 'AssignmentMade'
        WHEN 'set_out' THEN x.type = 'AssignmentChanged' AND x.b->>'to' IN ('en_route', 'on_scene', 'done')
        WHEN 'arrived' THEN x.type = 'AssignmentChanged' AND x.b->>'to' IN ('on_scene', 'done')
        WHEN 'done' THEN x.type = 'AssignmentChanged' AND x.b->>'to' = 'done'
        WHEN 'referred' THEN x.type = 'IncidentReferred' AND x.b->>'to' = p.value
        ELSE false END
      AND (p.who = '' OR p.what = 'stored' AND EXISTS (SELECT FROM people WHERE id = x.b->>'reporter' AND operator))
    UNION ALL
    SELECT p.id, p.n, x.number, x.at, coalesce(x.b->>'second', x.b->>'by') FROM planned p JOIN tied g ON g.id = p.id
    JOIN facts x ON x.type = 'ModeSwitched' AND x.number > g.number
    WHERE p.what = 'switched' AND x.b->>'level' = p.value
    UNION ALL
    SELECT p.id, p.n, x.number, x.at, '' FROM planned p JOIN tied g ON g.id = p.id
    JOIN facts x ON x.type = 'ProposalMade' AND x.at = g.at WHERE p.what = 'proposed'
    UNION ALL
    SELECT p.id, p.n, x.number, x.at, x.b->'told'->>0 FROM planned p JOIN tied g ON g.id = p.id
    JOIN facts x ON x.type = 'ContactLost' AND x.number > g.number WHERE p.what = 'noticed'
    UNION ALL
    SELECT p.id, p.n, x.number, x.at, x.b->>'by' FROM planned p JOIN tied g ON g.id = p.id
    JOIN facts x ON x.type = 'ObserverNoted' AND x.number > g.number AND x.b->>'inject' = p.id
        AND (x.b->>'expectation')::int = p.n AND x.b->>'seen' = 'true' WHERE p.what = 'noted'
    UNION ALL       -- a message: the first answer; a contact test: when all who were asked answered or were taken out
    SELECT p.id, p.n, x.number, x.at, (SELECT y.b->>'person' FROM facts y WHERE y.type = 'InjectAnswered'
        AND y.b->>'inject' = p.id AND y.number <= x.number ORDER BY y.number DESC LIMIT 1)
    FROM planned p JOIN tied g ON g.id = p.id
    JOIN facts x ON x.type = 'InjectAnswered' AND x.b->>'inject' = p.id
        OR x.type = 'ParticipantTaken' AND p.content->>'kind' = 'contact' AND x.number > g.number
    WHERE p.what = 'answered' AND (p.content->>'kind' = 'message' OR EXISTS (
        SELECT FROM facts y WHERE y.type = 'InjectAnswered' AND y.b->>'inject' = p.id AND y.number <= x.number
      ) AND NOT EXISTS (
        SELECT FROM jsonb_array_elements_text(g.told) AS asked(id)
        WHERE NOT EXISTS (SELECT FROM facts y WHERE y.type = 'InjectAnswered' AND y.b->>'inject' = p.id
                          AND y.b->>'person' = asked.id AND y.number <= x.number)
          AND NOT EXISTS (SELECT FROM facts y WHERE y.type = 'ParticipantTaken' AND y.b->>'person' = asked.id
                          AND y.number <= x.number)))
), first AS (SELECT DISTINCT ON (id, n) * FROM doing ORDER BY id, n, number
), timed AS (
    SELECT p.*, g.at AS given_at, d.at AS done_at, d.by,
           extract(epoch FROM coalesce(d.at, (SELECT at FROM until)) - g.at)
           - coalesce((SELECT sum(greatest(extract(epoch FROM least(s.stop, coalesce(d.at, (SELECT at FROM until)))
               - greatest(s.start, g.at)), 0)) FROM stood s), 0) AS ran_s
    FROM planned p LEFT JOIN tied g ON g.id = p.id LEFT JOIN first d ON d.id = p.id AND d.n = p.n
)
SELECT id, n, what, CASE WHEN given_at IS NULL THEN 'not_given'
    WHEN done_at IS NULL THEN CASE WHEN ran_s > within_s THEN 'missed' ELSE 'open' END
    WHEN ran_s <= within_s THEN 'met' ELSE 'late' END AS outcome,
    CASE WHEN done_at IS NOT NULL THEN ran_s::float END AS took_s, coalesce(by, '') AS by
FROM timed ORDER BY line, n
"""


async def outcomes(engine: Engine, exercise: str) -> list[dict[str, Any]]:
    """Of every expectation: id, n, what, outcome, took_s, by."""
    async with engine.connect() as connection:
        await connection.execute(text("SET LOCAL transaction_timeout = 0"))  # of a long ledger it takes its time
        rows = await connection.execute(text(_SQL), {"universe": f"exercise:{exercise}"})
        return [dict(row._mapping) for row in rows]
