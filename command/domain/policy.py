"""The district's limits, all our own defaults [D]: shown with their source, changed by settings and, later, modes."""

from datetime import time, timedelta, tzinfo

from msgspec import Struct

from command.domain.facts.base import Priority
from command.domain.facts.response import Pool
from command.domain.storm.track import Force
from command.domain.worktime.calendar import LOCAL, Calendar


def _seconds(*values: float) -> tuple[timedelta, ...]:
    return tuple(timedelta(seconds=v) for v in values)


class Policy(Struct, frozen=True):
    """Tuples are by priority 1-4. Source of each: domain facts §7 and §2, as noted."""

    answer: tuple[timedelta, ...] = _seconds(60, 120, 300, 600)  # §7: answer limit of an offer
    retry: tuple[timedelta, ...] = _seconds(30, 60, 120, 300)  # ours: 无人可派 is tried again
    arrive: tuple[timedelta, ...] = _seconds(900, 900, 1800, 3600)  # §1: the 15-minute service circle for 1 and 2
    finish: tuple[timedelta, ...] = _seconds(7200, 14400, 28800, 86400)  # §2: urgent hours of typical limits
    verify: timedelta = timedelta(minutes=30)  # §2: default of the stage
    press_hold: timedelta = timedelta(seconds=20)  # ours: a red button waits so long for an operator's key
    rounds_a_day: int = 2  # [P] 一日双巡
    day: tuple[time, time] = (time(6), time(22))  # [D] between these a worker's day is opened; it ends at the second
    evening: time = time(20)  # [D] then a leader hears who is behind, while two hours are left and nobody sleeps
    round_least: timedelta = timedelta(hours=2)  # [P] at least two hours each time
    rollcall_again: timedelta = timedelta(minutes=2)  # ours: who is missing is told upward again
    sos_again: timedelta = timedelta(seconds=20)  # ours: nobody above has a call for help: all of them again
    sos_open: timedelta = timedelta(minutes=10)  # ours: seen, but still open: all of them again
    sos_take_back: timedelta = timedelta(seconds=15)  # ours: so long the person takes their own call back
    sos_near: int = 5  # ours: so many of the nearest colleagues are told
    timer_period: timedelta = timedelta(minutes=15)  # ours: how often somebody in danger says that they are well
    timer_ask: timedelta = timedelta(seconds=60)  # ours: so long before the end they are asked
    timer_missed: timedelta = timedelta(seconds=60)  # ours: after so long, told upward, silence calls for help
    silent: timedelta = timedelta(seconds=120)  # ours: a grid of which nothing was heard for so long is out of contact
    silent_again: timedelta = timedelta(minutes=10)  # ours: and is told to the next tier after so long
    alert_rungs: tuple[timedelta, ...] = _seconds(60, 600, 3600)  # ours: unread so long, the next rung; by how urgent
    quiet_hours: tuple[int, int] = (22, 7)  # [D] the district's time; who is off duty then is rung for life only
    night: tuple[int, int] = (19, 6)  # ours: hours of the district's time in which flooding is dangerous
    zone: tzinfo = LOCAL  # the district's time, whose days and hours rosters are written in
    sampling: float = 1.0  # of the share of settled reports that a category says; 0: none is verified
    ruling: timedelta = timedelta(minutes=15)  # ours: so long the duty leader has to rule on a second return
    reply_overdue: timedelta = timedelta(minutes=30)  # ours: a 督办 demands a reply within
    reply_leader: timedelta = timedelta(hours=2)  # ours
    reply_important: timedelta = timedelta(hours=1)  # ours
    reply_again: timedelta = timedelta(minutes=30)  # ours: no reply is told upward again
    call_back: timedelta = timedelta(hours=24)  # ours: who reported is asked within
    call_back_again: timedelta = timedelta(hours=4)  # ours: who was not reached is called again
    handover: timedelta = timedelta(minutes=30)  # §2 [S]: Haikou's 12345: answered, or signed for, in 30 minutes
    merge_radius_m: float = 50.0  # §7
    merge_window: timedelta = timedelta(hours=24)  # §7
    clock_tolerance: timedelta = timedelta(minutes=5)  # §7
    calendar: Calendar = Calendar()  # working hours and days; the holidays are told from outside
    shift_early: timedelta = timedelta(minutes=30)  # ours: who comes so early comes for the shift
    absent_after: timedelta = timedelta(minutes=10)  # ours: who is not there then is absent (缺岗)
    left_early: timedelta = timedelta(minutes=5)  # ours: who goes so long before the end has left early (早退)
    handover_before: timedelta = timedelta(minutes=15)  # ours: the handover can be signed from then on
    handover_again: timedelta = timedelta(minutes=15)  # ours: an unsigned handover is told again
    gaps_ahead: timedelta = timedelta(hours=48)  # ours: gaps so far ahead are told
    swap_answer: timedelta = timedelta(hours=24)  # ours: an unanswered swap or unapproved one is over
    standby_answer: tuple[timedelta, ...] = _seconds(120, 240, 600, 1200)  # ours: twice that of people on duty
    unit_answer: tuple[timedelta, ...] = _seconds(180, 300, 900, 1800)  # §2: accept 15 min; ours for what is urgent
    unit_arrive: tuple[timedelta, ...] = _seconds(1800, 1800, 3600, 7200)  # ours: twice the grid worker's
    seen_for: tuple[timedelta, ...] = _seconds(300, 600, 1800, 3600)  # ours: so long "seen, mine" keeps a desk quiet
    surge_from: int = 8  # ours: so many wait for somebody that who goes where is settled for all together
    proposal_answer: timedelta = timedelta(minutes=10)  # ours: a proposed level is decided about within
    proposal_again: timedelta = timedelta(minutes=5)  # ours: and is told again after so long
    proposal_switch: timedelta = timedelta(minutes=30)  # [P] a response follows the warning by half an hour or more
    evacuee_arrives: timedelta = timedelta(hours=1)  # ours: who was sent to a shelter is registered there by then
    evacuee_again: timedelta = timedelta(minutes=15)  # ours: who is not safe in time is told upward again
    peak_force: Force | None = 10  # [D] at such winds nobody is sent outdoors; None: people always are
    attention_items: int = 10  # EEMUA 191: ten new ones in ten minutes are a flood for one operator
    attention_window: timedelta = timedelta(minutes=10)  # EEMUA 191
    attention_life: float = 0.2  # ours: the part of the new ones that is kept for life
    attention_open: int = 12  # ours: so many that are not about life stand open for each operator, no more
    attention_look: timedelta = timedelta(minutes=5)  # ours: an item that was empty at two looks is closed
    attention_pace: timedelta = timedelta(seconds=30)  # ours: what is held back is looked at so often
    attention_taken: tuple[timedelta, ...] = _seconds(600, 1800)  # ours: taken (life, else) and not over: everybody's
    attention_shelvings: int = 3  # ours: so often one item is shelved, no more
    flood_from: int = 60  # ours: reports a minute, over two minutes, from which a flood begins; 0: never
    flood_until: int = 30  # ours: and over ten minutes, below which it ends
    flood_auto: bool = True  # ours: in a flood nothing waits for an operator's key
    bulletin_wait: timedelta = timedelta(minutes=5)  # ours: a draft for the public is told again after so long
    public_real: bool = True  # whether what the public is told may be real; never in a demo
    public_sender: str = "gridcommand"  # who tells them, as CAP names it: unique in the world
    public_sender_name: str = "区网格化管理中心"  # and for people
    drill_ways: tuple[str, ...] = ()  # messengers and SMS that a live drill may use; none unless the settings say so
    top_level: int = 4  # community, street, district, coordinators
    level: int = 0  # the response level in force; what follows is what its overlay says
    pool: Pool = "on_shift"  # ours: who may be sent; the own grid's workers come first in any case
    helpers: dict[str, tuple[str, ...]] = {}  # skill → beginnings of categories: where volunteers are sent
    two_person: tuple[str, ...] = ()  # beginnings of categories to which nobody goes alone
    raised: dict[str, Priority] = {}  # category → the priority it has at least
    arrive_most: tuple[timedelta, ...] | None = None  # no category's own limit is longer, counted day and night
    handle_most: tuple[timedelta, ...] | None = None
    verify_most: timedelta | None = None
    report_every: timedelta | None = None  # figures go up so often
    not_done: frozenset[str] = frozenset()
    report_first: timedelta = timedelta(hours=1)  # ours: and for the first time within
    report_grace: timedelta = timedelta(minutes=30)  # ours: a graver level asks for a report no sooner than this
    report_final: timedelta = timedelta(hours=2)  # ours: 终报 within so long of the end of the response
    report_correction: timedelta = timedelta(minutes=30)  # ours: a correction that was begun is sent within
    report_again: timedelta = timedelta(minutes=10)  # ours: a report that is late is told again
    report_kept: timedelta = timedelta(hours=72)  # ours: so long after the last one a report can be corrected
    sitrep_issuer: str = "区防汛防风防旱指挥部"  # who reports upward
    sitrep_receiver: str = "市防汛防风防旱指挥部"  # and to whom
    recall_within: timedelta = timedelta(hours=1)  # ours: who is called in is here within
    recall_again: timedelta = timedelta(minutes=15)  # ours: who has not come is told again
    recall_answer: timedelta = timedelta(minutes=10)  # ours: then the leaders of those who have not answered are called
    indoors_answer: timedelta = timedelta(
        minutes=2
    )  # ours: who is outdoors at the peak says so by then, or is looked for
    indoors_again: timedelta = timedelta(minutes=5)  # ours: and is called again, and all above, after so long
    arrivals_answer: timedelta = timedelta(minutes=5)  # ours: nobody looks for who is missing: the next are called
    retime_grace: timedelta = timedelta(seconds=60)  # ours: a deadline is never re-timed to sooner than this from now
    switch_answer: timedelta = timedelta(minutes=10)  # ours: an unanswered proposal is told again
    switch_ends: timedelta = timedelta(hours=2)  # §4: a response follows the warning by half an hour to two hours
    review_again: timedelta = timedelta(minutes=30)  # ours
    countersign: timedelta = timedelta(minutes=30)  # ours: what one person did alone is countersigned within
    tasks_again: timedelta = timedelta(minutes=30)  # ours: tasks that were missed are told to the next tier


DEFAULT = Policy()
