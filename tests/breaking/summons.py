"""Who is called by name, until they answer."""

from tests.breaking.broken import Break

BREAKS = [
    Break(
        "outdoors-forgotten",
        "design 3.11",
        "Whoever is outdoors as the peak comes in is called by name until they are heard to be indoors",
        "command/domain/storm/watching.py",
        "    call_indoors(draft, storm.id, fresh, out)\n",
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
]
