"""Modes, tasks, reports upward and the peak of a storm."""

from tests.breaking.broken import Break

BREAKS = [
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
]
