"""Requests taken once, and the ledger they are written to."""

from tests.breaking.broken import Break

BREAKS = [
    Break(
        "no-fsync",
        "P1",
        "A Redis that would not fsync each write is not ready, and nothing is taken",
        "realtime/lane.py",
        "        if settings.get(name) != wanted:",
        "        if False:",
        "tests/realtime/test_inbox.py::test_redis_that_does_not_fsync_is_not_ready_and_takes_nothing",
    ),
    Break(
        "no-unique-key",
        "P1, P2",
        "A request is answered once: (sender, method, id) is looked up under the lock",
        "command/service/intake.py",
        "before = known.get(one.key) or answered.get(one.key)",
        "before = None",
        "tests/workers/test_worker.py::test_a_resend_is_decided_once_and_other_content_under_the_same_id_is_refused",
    ),
    Break(
        "no-primary-key",
        "P1",
        "… and the database itself keeps no second answer, whatever a program does",
        "command/store/tables.py",
        '    Column("universe", Text, primary_key=True),\n    Column("sender", Text, primary_key=True),\n'
        '    Column("method", Text, primary_key=True),\n    Column("id", Text, primary_key=True),\n'
        '    Column("content_hash"',
        '    Column("universe", Text),\n    Column("sender", Text),\n    Column("method", Text),\n'
        '    Column("id", Text),\n    Column("content_hash"',
        "tests/store/test_keys.py::test_the_database_keeps_one_answer_a_request",
    ),
    Break(
        "relay-out-of-turn",
        "P3",
        "The relay appends the very next number or nothing",
        "workers/relay.lua",
        "  if last < first - 1 then return {'GAP', last} end\n",
        "  if last < first - 1 then last = first - 1 end\n",
        "tests/workers/test_relay.py::test_a_relay_that_is_overtaken_leaves_no_hole_and_no_double",
    ),
    Break(
        "relay-another-history",
        "P3",
        "A stream that holds another history is never appended to",
        "workers/relay.lua",
        "    if hash_of(tail[1][2]) ~= expected then return {'FORK', last} end\n",
        "",
        "tests/workers/test_relay.py::test_another_history_at_the_same_number_is_a_fork_not_an_append",
    ),
    Break(
        "relay-hasty",
        "P3",
        "A stream ahead of what the relay saw is another history only after a second look",
        "workers/relay.py",
        "        if last > head.number:  # the writer",
        "        if False:  # the writer",
        "tests/workers/test_relay.py::test_a_writer_that_is_faster_than_a_relay_looks_is_not_another_history",
    ),
    Break(
        "acknowledged-before-commit",
        "P1",
        "An entry is acknowledged after its commit",
        "workers/intake.py",
        "        return await take_ahead(",
        "        async with self._telling.pipeline(transaction=False) as pipe:\n"
        "            self._inbox.acknowledge(pipe, batch)\n"
        "            await pipe.execute()\n"
        "        return await take_ahead(",
        "tests/outages/test_outages.py::test_an_entry_is_acknowledged_only_after_its_commit",
    ),
    Break(
        "lock-after-read",
        "P1, P5, P11",
        "State is read, or proved current, after the lock is taken",
        "command/service/desk.py",
        "            situation = await self._at(connection, counter)\n",
        "            situation = self._situation or await self._at(connection, counter)\n",
        "tests/service/test_desk_races.py",
    ),
    Break(
        "belief-unproved",
        "P1, P5, P11",
        "What was decided ahead of the lock is kept only if number, hash, writer and time are as believed",
        "command/store/universe.py",
        "THEN 1 ELSE 0 END), ",
        "THEN 1 ELSE 1 END), ",
        "tests/service/test_ahead.py",
    ),
]
