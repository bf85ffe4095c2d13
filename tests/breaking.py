"""Break each guarantee in a copy of the code and see its test fail: `python -m tests.breaking [NAME …]`.

A guarantee whose test passes on broken code is not tested. Each break is one replacement in one file; the list is also
what `docs/guarantees.md` is written from (`--write`).
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
COPIED = ("command", "realtime", "workers", "tests", "pyproject.toml")


@dataclass(frozen=True)
class Break:
    """One guarantee: what it promises, the code that keeps it, how it is broken, the test that must then fail."""

    name: str
    promise: str
    keeps: str
    path: str
    old: str
    new: str
    test: str


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
    Break(
        "recovery-skips",
        "P3",
        "Recovery begins right after the client's offset",
        "realtime/recovery.py",
        "            start = max(wish.offset or 0, read_upto)\n",
        "            start = max((wish.offset or 0) + 1, read_upto)\n",
        "tests/realtime/test_recovery.py::test_a_subscriber_that_comes_and_goes_sees_everything_once_and_in_order",
    ),
    Break(
        "hub-jumps",
        "P3",
        "A hub takes its position + 1 and fills anything else from the ledger",
        "realtime/hub.py",
        "        return item.number == self.position + 1 and chained(self._hash, item.body) == item.hash",
        "        return item.number > self.position",
        "tests/realtime/test_recovery.py",
    ),
    Break(
        "served-too-early",
        "P3",
        "A gateway serves nobody before ring and directory are both read, so that nothing is read under their eyes",
        "realtime/hub.py",
        "        if then is not None:\n            await then()\n        self._ready = True\n",
        "        self._ready = True\n        if then is not None:\n            await then()\n",
        "tests/realtime/test_recovery.py::test_nobody_is_served_before_the_directory_is_read_too",
    ),
    Break(
        "epoch-unchecked",
        "P3",
        "A changed epoch closes the sockets, so that nobody goes on from a history that never was",
        "realtime/hub.py",
        "        if head.epoch != self.epoch:\n",
        "        if False:\n",
        "tests/realtime/test_recovery.py::test_a_new_epoch_closes_the_sockets_so_that_they_come_back",
    ),
    Break(
        "rights-forgotten",
        "P4",
        "Who lost sight of something recovers nothing from before",
        "realtime/recovery.py",
        "wish.epoch != self._hub.epoch or wish.offset < wish.rights",
        "wish.epoch != self._hub.epoch",
        "tests/realtime/test_rights.py::test_who_loses_sight_is_unsubscribed_and_cannot_recover_from_before",
    ),
    Break(
        "kiosk-sees-texts",
        "P4",
        "A kiosk is sent no texts, callers or reporters",
        "command/domain/audience.py",
        "_without(body, _KIOSK_HIDES.get(type_, ()))",
        "body",
        "tests/realtime/test_rights.py::test_a_kiosk_sees_neither_texts_nor_callers",
    ),
    Break(
        "offers-to-the-unreachable",
        "P5",
        "Only who is reachable is asked",
        "command/domain/dispatch.py",
        "    if not draft.reachable(person.id):\n",
        "    if False:\n",
        "tests/domain/test_dispatch.py::test_who_cannot_be_reached_is_never_asked",
    ),
    Break(
        "holder-never-ended",
        "P1",
        "A writer that hangs with the lock is ended and replaced",
        "workers/writer.py",
        "    if holder.silent_s is None or holder.silent_s > SILENCE_S:\n",
        "    if holder.silent_s is None:\n",
        "tests/workers/test_takeover.py::test_a_writer_that_hangs_while_idle_is_replaced_too",
    ),
    Break(
        "pending-never-reread",
        "P1",
        "The pending list is re-read: entries that a woken reader took are found",
        "workers/intake.py",
        "            await _bounded(self._inbox.reread())\n",
        "            pass\n",
        "tests/workers/test_takeover.py::test_entries_that_a_woken_reader_took_are_found_in_the_pending_list",
    ),
    Break(
        "no-bisection",
        "P1, P10",
        "Only the entry that fails alone is set aside",
        "workers/intake.py",
        "        if len(batch) > 1:\n            half",
        "        if False:\n            half",
        "tests/workers/test_set_aside.py",
    ),
    Break(
        "routine-starves",
        "P1",
        "A tenth of each batch is kept for routine entries",
        "workers/inbox.py",
        'kept = {"routine": size // 10, "urgent": size // 5, "answers": 0}',
        'kept = {"routine": 0, "urgent": 0, "answers": 0}',
        "tests/workers/test_lanes.py",
    ),
    Break(
        "age-of-the-ping",
        "P7",
        "The picture's age is the time since it equalled the ledger's head",
        "realtime/hub.py",
        "        if self._claim is not None and self.position >= self._claim[0]:\n",
        "        if self._claim is not None:\n",
        "tests/realtime/test_inbox.py::test_the_age_of_the_picture_is_the_time_since_it_was_whole",
    ),
    Break(
        "page-after-answer",
        "P5",
        "Nothing is sent after the acknowledgement: it is asked once more right before a message leaves",
        "workers/courier/courier.py",
        "        if not await self._still(asked):",
        "        if False:",
        "tests/workers/test_courier.py::test_an_answer_between_the_lease_and_the_sending_stops_it",
    ),
    Break(
        "lease-for-all",
        "P5",
        "A rung is leased by one courier: it is sent once, however many run",
        "command/store/deliveries.py",
        "WHERE (delivery.state = 'leased' AND delivery.lease_until < clock_timestamp()) ",
        "WHERE delivery.state = 'leased' ",
        "tests/workers/test_courier.py::test_a_courier_that_dies_between_sending_and_recording_repeats_that_one_message_only",
    ),
    Break(
        "colleague-takes-it",
        "P6",
        "A call for help goes up until somebody above has it, whoever else is coming",
        "command/domain/safety/sos.py",
        "    taken = above or sos.taken",
        "    taken = True",
        "tests/domain/test_sos.py::test_an_operator_who_has_it_stops_the_calling_and_a_colleague_on_the_way_does_not",
    ),
    Break(
        "deaf-and-sure",
        "P7",
        "While nothing is heard at all, nobody is called out of contact",
        "realtime/reach.py",
        "now - self._since >= self._settle_s",
        "True",
        "tests/workers/test_contact.py::test_while_we_hear_nothing_ourselves_nobody_is_called_lost",
    ),
    Break(
        "own-work-verified",
        "P4",
        "A result is verified by somebody other than the handler",
        "command/domain/supervising.py",
        '    if took_part(incident, asked.sender):\n        return refuse("own_work")\n    handled',
        "    handled",
        "tests/domain/test_supervising.py::test_nobody_verifies_their_own_work",
    ),
    Break(
        "extended-when-overdue",
        "P10",
        "Nothing is extended once it is overdue, whoever asked when",
        "command/domain/loop/asking.py",
        "    if incident.handle_by is not None and incident.handle_by <= draft.now:\n",
        "    if False:\n",
        "tests/domain/test_loop.py::test_what_is_overdue_is_never_extended_not_even_when_it_was_asked_for_in_time",
    ),
    Break(
        "second-return-unruled",
        "P6",
        "A second return waits for the duty leader's ruling",
        "command/domain/loop/returning.py",
        "    ruling = count >= TO_LEADER\n",
        "    ruling = False\n",
        "tests/domain/test_loop.py::test_the_second_return_waits_for_the_duty_leader_whose_ruling_cannot_be_returned",
    ),
    Break(
        "suspended-clock-runs",
        "P6",
        "A suspended limit has left what it had when it stopped",
        "command/domain/worktime/arithmetic.py",
        "    return due if left < timedelta() or due < stopped else due_after(kind, started, left, calendar)\n",
        "    return due\n",
        "tests/domain/test_loop.py::test_a_suspended_incident_stands_still_and_runs_on_by_itself_with_what_was_left",
    ),
    Break(
        "limits-not-frozen",
        "P6",
        "The limits at filing stay the incident's own, whatever is changed later",
        "command/domain/fold/incidents.py",
        "        limits=fact.limits,\n",
        "        limits=None,\n",
        "tests/domain/test_loop.py::test_the_limits_at_filing_stay_the_incidents_own_whatever_is_changed_later",
    ),
    Break(
        "closed-without-feedback",
        "P10",
        "Nothing is closed as handled without feedback",
        "command/domain/supervising.py",
        "    if handled and not is_shown(incident):\n",
        "    if False:\n",
        "tests/domain/test_loop.py::test_nothing_is_closed_without_feedback_and_the_refusal_says_what_to_do",
    ),
    Break(
        "reopened-from-nowhere",
        "P11",
        "What is opened again carries all that is known of it",
        "command/domain/loop/calling.py",
        "            caller=closed.caller,\n",
        "",
        "tests/service/test_loop.py::test_an_unsatisfied_caller_opens_again_what_another_process_closed",
    ),
    Break(
        "freed-forgotten",
        "P5",
        "Whoever becomes free while many wait is settled with all of them before the transaction is kept",
        "command/service/desk.py",
        "            answered = await work(draft, connection, known)\n            finish(draft)\n",
        "            answered = await work(draft, connection, known)\n",
        "tests/service/test_life_cycle.py::test_whoever_comes_on_duty_while_many_wait_is_asked_in_the_same_transaction",
    ),
    Break(
        "asked-twice-in-a-draft",
        "P6",
        "An incident that was settled in this draft is not dispatched a second time in it",
        "command/domain/dispatch.py",
        "    if incident.offer is not None or hold(draft, incident):",
        "    if hold(draft, incident):",
        "tests/domain/test_surge.py::"
        "test_somebody_freed_in_the_transaction_in_which_a_retry_is_due_is_asked_about_it_once",
    ),
    Break(
        "life-pays",
        "P5",
        "Who is sent to what endangers a life does not depend on anything less urgent",
        "command/domain/surge/plan.py",
        "    for priority in (1, 2, 3, 4):",
        "    for priority in (4, 3, 2, 1):",
        "tests/domain/test_surge.py::test_who_gets_whom_about_life_does_not_depend_on_anything_less_urgent",
    ),
    Break(
        "sent-into-the-storm",
        "design 3.11",
        "At a grid's peak nobody is sent there; what is reported is held with a deadline after it",
        "command/domain/storm/peak.py",
        "    if storm is None or _is_sent_out(incident, storm):\n        return False\n    until",
        "    if storm is not None or _is_sent_out(incident, storm):\n        return False\n    until",
        "tests/domain/test_storm_peak.py::test_at_the_peak_a_report_is_filed_and_held_with_a_deadline_after_it",
    ),
    Break(
        "tasks-again",
        "P6",
        "Each grid has each task of a response once, however often the level goes up and down",
        "command/domain/mode/tasks.py",
        "    fresh = [one for one in wanted if known is None or one.template.id not in known.tasks]",
        "    fresh = list(wanted)",
        "tests/domain/test_modes.py::test_each_grid_has_each_task_once_however_often_the_level_goes_up_and_down",
    ),
    Break(
        "later-by-the-switch",
        "P6",
        "A graver level never makes a running deadline later",
        "command/domain/mode/retime.py",
        "    return min(present, max(start + limit, now + grace))",
        "    return max(start + limit, now + grace)",
        "tests/domain/test_mode_laws.py::test_the_written_rule_of_retiming",
    ),
    Break(
        "one-person-switches",
        "P4",
        "Nobody approves the level that they proposed",
        "command/domain/mode/deciding.py",
        '    if proposal.by == person.id:\n        return refuse("second_person")',
        '    if proposal.by == "":\n        return refuse("second_person")',
        "tests/domain/test_modes.py::"
        "test_nobody_approves_what_they_proposed_and_nobody_without_the_rank_for_that_level",
    ),
    Break(
        "exercise-proposes",
        "P8",
        "A warning that is an exercise, a test or a draft proposes nothing and ends nothing real",
        "command/domain/kept/warnings.py",
        '        return self.is_real and self.state == "active"',
        '        return self.state == "active"',
        "tests/domain/test_warnings.py::test_what_is_not_actual_is_kept_and_shown_but_proposes_and_ends_nothing_real",
    ),
    Break(
        "figures-thaw",
        "P10",
        "What is reported upward is what was counted at the cut and read, not what is so when it is sent",
        "command/domain/sitrep/making.py",
        "        figures=known.figures,\n        handed",
        "        figures=figures_of(\n            items_of(draft, chain, draft.situation.past.counted[chain.since]), "
        "chain.over_figures\n        ),\n        handed",
        "tests/domain/test_sitreps.py::test_figures_are_frozen_at_the_cut_and_later_changes_are_the_next_reports",
    ),
    Break(
        "late-in-silence",
        "P6",
        "A report upward that is not sent in time is told, again and again and to more people, until it is sent",
        "command/domain/fold/sitreps.py",
        "    known.due = known.due if late and known.times else known.send_by",
        "    known.due = None",
        "tests/domain/test_sitreps.py::test_a_report_that_is_not_sent_in_time_is_told_and_told_again_to_more",
    ),
    Break(
        "life-shelved",
        "design 3.11",
        "Nothing about life is shelved in the operators' queue",
        "command/domain/attention/desk.py",
        '    if item.life:\n        return refuse("attention_life")\n',
        "",
        "tests/domain/test_attention.py::"
        "test_nothing_about_life_is_shelved_and_nothing_without_a_reason_or_again_and_again",
    ),
    Break(
        "queue-without-a-limit",
        "P9",
        "In a flood an operator has at most ten new items in any ten minutes",
        "command/domain/attention/attend.py",
        "    if digits and now.left > 0:",
        "    if True:",
        "tests/domain/test_flood.py::test_one_operator_alone_gets_ten_and_life_beyond_that_widens_what_is_there",
    ),
    Break(
        "said-twice",
        "P2",
        "What became of somebody to be moved is recorded once, however often it is said",
        "command/domain/moving/marking.py",
        "    if entry.status == request.to and not _moves_on(entry, request):\n",
        "    if False:\n",
        "tests/domain/test_moving.py::test_said_twice_is_refused_as_said_and_changes_nothing",
    ),
    Break(
        "outdoors-forgotten",
        "design 3.11",
        "Whoever is outdoors as the peak comes in is called by name until they are heard to be indoors",
        "command/domain/storm/watching.py",
        "    call_indoors(draft, storm.id, set(fresh), out)\n",
        "",
        "tests/domain/test_summons.py",
    ),
    Break(
        "outdoors-once",
        "P6",
        "… called again and ever more widely, without an end",
        "command/domain/summons/outdoors.py",
        "    due = draft.now + draft.policy.indoors_again\n",
        "    due = None\n",
        "tests/domain/test_summons.py::"
        "test_who_does_not_say_that_they_are_indoors_is_called_again_with_all_who_lead_them_until_they_are_heard_of",
    ),
    Break(
        "set-out-at-the-peak",
        "design 3.11",
        "A job that was accepted and not set out on is taken back and held when the peak comes",
        "command/domain/storm/watching.py",
        "    _recall(draft, incident, incident.assignment)\n",
        "",
        "tests/domain/test_summons.py",
    ),
    Break(
        "set-out-anyway",
        "design 3.11",
        "Nobody sets out at the peak, whatever the clock has or has not done yet",
        "command/domain/advancing.py",
        'assignment.status == "assigned" and _is_held(draft, assignment):\n'
        '        return refuse("outdoor_peak_set_out")\n    if advance.to',
        "False:\n        pass\n    if advance.to",
        "tests/domain/test_summons.py::"
        "test_a_job_at_the_peak_cannot_be_set_out_on_even_if_the_clock_has_not_taken_it_back_yet",
    ),
    Break(
        "recall-unasked",
        "P6",
        "Whoever is called in is on the ladder until they answer",
        "command/domain/mode/switch.py",
        "    if fresh:\n        call_in(draft, draft.picture.recalls[MODE])\n",
        "",
        "tests/domain/test_summons.py",
    ),
    Break(
        "proposal-asleep",
        "P6",
        "A proposal that nobody answers wakes named people, off duty too",
        "command/domain/warning/proposing.py",
        "    wake(draft, proposal, named)\n",
        "",
        "tests/domain/test_summons.py",
    ),
    Break(
        "missing-unlooked-for",
        "P6",
        "Who was moved and has not arrived is looked for by name: the responsible, the keepers, the coordinators",
        "command/domain/moving/shelters.py",
        "    look_for(draft, known, late)\n",
        "",
        "tests/domain/test_summons.py",
    ),
    Break(
        "summons-without-turns",
        "P6",
        "Each turn of a summons is a ladder of its own",
        "command/store/deliveries.py",
        'about=f"summons:{summons.id}:{one.turn}"',
        'about=f"summons:{summons.id}:0"',
        "tests/domain/test_summons.py",
    ),
    Break(
        "storm-looked-at-last",
        "design 3.11",
        "After an outage the storm is looked at before anything that was due is offered to anybody",
        "command/service/deadlines.py",
        '        for member, id_ in [one for one in kept if one[0] == "storms"]:\n',
        "        for member, id_ in []:\n",
        "tests/service/test_desk.py::test_after_an_outage_the_storm_is_looked_at_before_anybody_is_sent_anywhere",
    ),
    Break(
        "ladder-begun-anew",
        "P6",
        "Many who come late one by one keep neither a ladder nor the next tier from their time",
        "command/domain/summons/arrivals.py",
        "    if not again:\n",
        "    if False:\n",
        "tests/domain/test_summons.py::"
        "test_many_who_come_late_one_by_one_keep_neither_the_ladder_nor_the_next_tier_from_their_time",
    ),
    Break(
        "late-report-called-once",
        "P6",
        "When nobody answers for a late report upward the next rung is called by name",
        "command/domain/summons/reports.py",
        "        _again(draft, summons, _all(draft), None)\n",
        "        pass\n",
        "tests/domain/test_summons.py::"
        "test_when_nobody_answers_for_a_late_report_the_next_rung_is_called_and_only_filing_ends_it",
    ),
    Break(
        "filed-and-called-still",
        "P6",
        "Once a report upward is filed nobody is called for it any more",
        "command/domain/sitrep/making.py",
        "asked.sender.id)\n    filed(draft, known)\n    if known.kind not in",
        "asked.sender.id)\n    if known.kind not in",
        "tests/domain/test_summons.py::"
        "test_when_nobody_answers_for_a_late_report_the_next_rung_is_called_and_only_filing_ends_it",
    ),
    Break(
        "level-not-felt",
        "design 3.11",
        "A level that holds at lesser winds is felt at once where they blow already",
        "command/domain/mode/switch.py",
        "    if policy.peak_force != before:\n",
        "    if False:\n",
        "tests/domain/test_storm_peak.py::"
        "test_a_level_that_keeps_people_indoors_at_lesser_winds_does_so_at_once_and_its_end_lets_them_out",
    ),
    Break(
        "drill-takes-any-request",
        "P8",
        "No universe takes the request of another: a drill's is part of it from the source",
        "command/domain/decide.py",
        "    if exercise != exercise_of(draft.situation.universe):",
        "    if False:",
        "tests/service/test_drills.py::test_no_universe_takes_the_requests_of_another",
    ),
    Break(
        "drill-without-stamp",
        "P8",
        "Every fact of a drill says so from its source",
        "command/service/seal.py",
        "    where = universe if exercise is None else",
        "    where = universe if True else",
        "tests/service/test_drills.py::test_a_drill_begins_with_its_people_its_script_and_what_the_district_has",
    ),
    Break(
        "drill-keeps-who-is-needed",
        "P8",
        "Whoever real work needs is asked nothing more in a drill",
        "command/domain/drill/taking.py",
        '        leave_duty(draft, person, "taken_out")',
        "        pass",
        "tests/domain/test_drill_rules.py::test_a_real_offer_takes_a_player_out_and_nobody_else",
    ),
    Break(
        "drill-takes-out-again",
        "P8",
        "… and who was let in again is not taken out for what was before, however often it is read",
        "command/domain/drill/lookout.py",
        " and known.since <= look.at:",
        ":",
        "tests/domain/test_drill_rules.py::test_nobody_is_taken_out_for_what_was_before_they_came_in",
    ),
    Break(
        "drill-gives-twice",
        "P2",
        "An inject comes once",
        "command/domain/fold/drill.py",
        'known.given_at, known.late_s = "given", None, at, fact.late_s',
        'known.given_at, known.late_s = "given", known.due, at, fact.late_s',
        "tests/domain/test_drill_rules.py::"
        "test_whatever_is_done_each_inject_comes_once_and_the_ledger_folds_into_the_same",
    ),
    Break(
        "drill-pause-not-kept",
        "P11",
        "When a drill goes on, everything is due later, in the tables as by its ledger",
        "command/store/rows.py",
        "    return any(isinstance(d.fact, EVERYTHING) for d in draft.facts)",
        "    return False",
        "tests/service/test_drills.py::test_when_it_goes_on_everything_is_due_as_much_later_exactly_once",
    ),
    Break(
        "drill-asks-while-paused",
        "P8",
        "While a drill stands still nothing comes and nobody is asked",
        "command/domain/drill/common.py",
        '    return drill is not None and drill.state != "running"',
        "    return False",
        "tests/service/test_drills.py::test_while_a_drill_stands_still_nothing_comes_and_nobody_is_asked",
    ),
    Break(
        "drill-tells-its-script",
        "P4",
        "Players do not learn what is still to come",
        "command/domain/audience.py",
        "    if type_ in _DIRECTED and not view.directs:",
        "    if False:",
        "tests/domain/test_audience.py::test_who_sees_the_whole_district_is_shown_every_fact_byte_for_byte",
    ),
    Break(
        "drill-position-lost",
        "P8",
        "The lookout of a drill begins where the district stood at STARTEX, and moves with what it led to",
        "command/service/drills.py",
        "        await exercises.follow(connection, beginning.exercise, await universe.head(connection, district))",
        "        pass",
        "tests/service/test_drills.py::test_a_drill_begins_with_its_people_its_script_and_what_the_district_has",
    ),
    Break(
        "pauses-count",
        "P8",
        "Time that a drill was paused is nobody's: it is taken out of what people took",
        "command/domain/drill/evaluation/entry.py",
        "(end - start).total_seconds() - self._stood_s(start, end))",
        "(end - start).total_seconds())",
        "tests/domain/test_assessing.py::test_time_stands_while_the_drill_is_paused",
    ),
    Break(
        "evaluation-thaws",
        "P8",
        "What a drill came to is frozen when it is over: who comes later changes nothing",
        "command/store/evaluations.py",
        'ON CONFLICT (exercise) DO NOTHING"',
        'ON CONFLICT (exercise) DO UPDATE SET made_at = EXCLUDED.made_at, number = 0"',
        "tests/service/test_evaluation.py::test_it_is_frozen_once_whoever_evaluates_it_at_the_same_time",
    ),
    Break(
        "evaluation-unread",
        "P8, P11",
        "… and is found out when it is not what the exercise's ledger says",
        "command/service/evaluation/evaluating.py",
        "    return frozen.version == VERSION and _through_json(again) == _through_json(frozen)",
        "    return frozen.version == VERSION",
        "tests/service/test_evaluation.py::test_a_ledger_or_a_frozen_evaluation_that_was_changed_is_found_out",
    ),
    Break(
        "names-in-a-script",
        "P8",
        "A script that is made from the real ledger holds nobody's name, number or caller",
        "command/domain/drill/making/past.py",
        "    said = scrub(fact.text).strip() or CATEGORIES[fact.category].name",
        "    said = fact.text.strip() or CATEGORIES[fact.category].name",
        "tests/domain/test_drill_making.py::test_no_name_number_photo_or_place_of_anybody_survives",
    ),
    Break(
        "drill-at-a-real-level",
        "P8",
        "At a real level above Ⅲ no drill starts without a written reason",
        "command/domain/drill/readiness.py",
        "    if weight(real.level) > weight(HIGHEST_LEVEL):",
        "    if False:",
        "tests/domain/test_drill_script.py::test_at_a_real_level_above_three_no_drill_starts_without_a_reason",
    ),
    Break(
        "drill-uses-real-messengers",
        "P8",
        "A drill uses no messenger that is not named for drills",
        "workers/courier/ways.py",
        "        return sender if sender.name in allowed else Nothing(sender.name)",
        "        return sender",
        "tests/workers/test_drill_courier.py::test_by_default_a_drill_sends_nothing_and_says_that_it_is_not_configured",
    ),
    Break(
        "drill-messages-unmarked",
        "P8",
        "Every message of a drill begins with 【演练】",
        "workers/courier/drilling.py",
        "        return marked_in(language, super()._words(asked, language))",
        "        return super()._words(asked, language)",
        "tests/workers/test_drill_courier.py::test_a_live_drill_goes_beyond_the_screen_by_the_ways_named_for_drills",
    ),
    Break(
        "table-top-rings",
        "P8",
        "A table-top exercise rings nobody's phone",
        "workers/courier/drilling.py",
        ' or drill.plan.form != "live":',
        ":",
        "tests/workers/test_drill_courier.py::test_a_table_top_exercise_never_sends_anything",
    ),
    Break(
        "drill-pages-the-taken",
        "P8",
        "A pause, the end or real work stops a drill's message right before it leaves",
        "workers/courier/courier.py",
        "        if not await self._may_reach(leased.person):",
        "        if False:",
        "tests/workers/test_drill_courier.py::test_real_work_between_the_lease_and_the_sending_stops_it",
    ),
]


def try_one(one: Break) -> bool:
    """True when the named test fails on the broken code."""
    with tempfile.TemporaryDirectory(prefix="gc-break-") as folder:
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, Path(folder, name), ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, folder)
        target = Path(folder, one.path)
        text = target.read_text(encoding="utf-8")
        if text.count(one.old) != 1:
            raise SystemExit(f"{one.name}: the code that keeps it is not where it was ({one.path})")
        target.write_text(text.replace(one.old, one.new), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", one.test]
        try:
            ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=240)
        except subprocess.TimeoutExpired:  # a test that waits for ever fails, too
            print(f"{one.name}: never ended", flush=True)
            return True
    print(f"{one.name}: {ran.stdout.strip().splitlines()[-1] if ran.stdout.strip() else ran.stderr[-200:]}", flush=True)
    return ran.returncode == 1


HEAD = """# Guarantees

Each promise, the code that keeps it, and the test that fails without that code. `python -m tests.breaking` breaks
them one by one in a copy and expects the named test to fail; `python -m tests.breaking --write` writes this table.
Beside these, `make chaos` kills processes under load and counts P1, P2, P3, P6 and P11 afterwards.

| guarantee | promise | kept by | fails without it |
|---|---|---|---|
"""


def write() -> None:
    """Write the table."""
    rows = [f"| {b.keeps} | {b.promise} | `{b.path}` | `{b.test}` |" for b in BREAKS]
    (ROOT / "docs/guarantees.md").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def main(names: list[str]) -> int:
    """Break the named ones, or all; the exit status says whether every break was noticed."""
    if names == ["--write"]:
        write()
        return 0
    unnoticed = [one.name for one in BREAKS if (not names or one.name in names) and not try_one(one)]
    print(f"not noticed: {', '.join(unnoticed)}" if unnoticed else "every break was noticed")
    return bool(unnoticed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
