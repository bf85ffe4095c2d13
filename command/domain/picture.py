"""The operating picture: what is open in a district now, made from facts and from nothing else.

`apply(picture, number, at, fact)` folds one fact in. Replaying the ledger from number 1 gives the same
picture as the tables hold (promise P11); the screens do the same fold in TypeScript.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from command.domain.facts import (
    Caller,
    Deadline,
    Disposition,
    Limits,
    Loop,
    Need,
    Part,
    Press,
    Priority,
    Rank,
    Referral,
    Role,
    Skip,
    Tally,
    Tier,
    UnitKind,
)
from command.domain.kept.alerts import Alert
from command.domain.kept.attention import AttentionItem, Flow
from command.domain.kept.bulletins import Bulletin
from command.domain.kept.dispatch import ChangedNeed, Slot, Unit
from command.domain.kept.drill import Drill, DrillInject, DrillParticipant, Notice
from command.domain.kept.duty import Calendar, Relief, Watch
from command.domain.kept.loop import CallBack, ChangedLimits, Handover, Supervision
from command.domain.kept.mode import (
    GridTasks,
    Mode,
    PlanDraft,
    PublishedPlan,
    Recall,
    Superior,
    Switching,
    SwitchProposal,
)
from command.domain.kept.moving import Evacuation, MoveList, Shelter
from command.domain.kept.patrol import Care, Evening, Visited, WorkDay
from command.domain.kept.reach import Call, ContactReport, Ladder, Silence
from command.domain.kept.safety import RollCall
from command.domain.kept.sitreps import Sitrep, SitrepChain
from command.domain.kept.sos import Sos, Timer
from command.domain.kept.storm import Storm
from command.domain.kept.summons import Summons
from command.domain.kept.warnings import Cancel, Proposal, Warning  # noqa: A004 - the field's word
from command.domain.place import Spot
from command.domain.roster.model import Group, Leave, Override, Plan, Swap

Status = Literal[
    "filed",
    "offered",
    "unattended",
    "held",
    "assigned",
    "en_route",
    "on_scene",
    "handled",
    "suspended",
    "returned",
    "closed",
    "voided",
]


class Person(Struct, kw_only=True):
    """An account of the district. `areas`: the codes of grids (worker) or divisions (supervisor) it answers for.

    `leaving`: their shift with this group is over, the work in hand is not: on duty, and offered nothing more.
    `skills`: what they can do besides (`leader` among them: may lead others); `unit`: whose desk it is (role `unit`).
    `rank`: which response levels they may order. `volunteer` and `assistant` are skills: who has one is sent to what a
    response plan names, and to nothing else.
    """

    id: str
    name: str
    roles: list[Role]
    areas: list[str]
    language: str = "zh-CN"
    watch_leader: bool = False
    active: bool = True
    on_duty: bool = False
    duty_since: datetime | None = None
    leaving: str | None = None
    last_place: Spot | None = None
    rights_number: int = 0
    simulated: bool = False
    skills: list[str] = field(default_factory=list)
    unit: str | None = None
    rank: Rank | None = None


class Offer(Struct, kw_only=True):
    """An open offer."""

    id: str
    incident: str
    person: str
    person_name: str
    priority: Priority
    made_at: datetime
    answer_by: datetime
    part: Part = "lead"
    slot: str | None = None
    unit: str | None = None
    standby: bool = False


class Assignment(Struct, kw_only=True):
    """A running assignment: somebody has the incident, or a part in it. Its status is its own, whatever else they hold.

    `asked_by`: whether they come must be answered until then (UTC); `confirmed`: they said that they do.
    """

    id: str
    incident: str
    person: str
    person_name: str
    priority: Priority
    status: Literal["assigned", "en_route", "on_scene", "done", "failed"] = "assigned"
    made_at: datetime
    changed_at: datetime
    part: Part = "lead"
    slot: str | None = None
    unit: str | None = None
    asked_by: datetime | None = None
    confirmed: bool = False


class Seen(Struct, kw_only=True):
    """已阅, 我来处理: somebody above has the matter in hand, and nothing rings for it until `until` (UTC)."""

    by: str
    by_name: str
    level: int
    at: datetime
    until: datetime


class Held(Struct, kw_only=True):
    """暂缓外派: at the peak of a storm nobody is sent there, since when and until when (UTC; None: not known).

    `sent_by`: who had somebody sent all the same, for a life, with a `reason`. It stays when the peak is over.
    """

    storm: str
    since: datetime
    until: datetime | None = None
    sent_by: str = ""
    sent_by_name: str = ""
    reason: str = ""


class Incident(Struct, kw_only=True):
    """An open incident. `number` is the ledger number of its filing: short enough to say over a radio.

    `offer`, `assignment`, `handler`, `tried` and `next` are its lead's, and its status follows the lead's alone.
    `slots`: the places beside the lead that are open or filled; `crew`: who is asked or at work there (id → part).
    `awaits`: the kind of unit that must lead; `tier`: whose desk it lies on (微/小/大循环); `seen`: who there has it.

    `limits` and `need` are its own since it was filed; `asked_grid`: whose people a desk wants asked first, by order;
    `callers`: who telephoned about it after `caller`; `skipped`: which tiers were passed over when it was told upward
    last, `lacking`: what should be sent and cannot be (`unit:water`). `handle_by`: when whoever has it must be done;
    `loop`: extensions, returns and what else is not the straight way, None while it is straight. `held`: at the peak of
    a storm (status `held`).
    """

    id: str
    number: int
    category: str
    disposition: Disposition
    priority: Priority
    reasons: list[str]
    status: Status
    place: Spot
    text: str = ""
    photos: list[str] = field(default_factory=list)
    reporters: list[str] = field(default_factory=list)
    caller: Caller | None = None
    reports: int = 1
    filed_at: datetime
    last_report_at: datetime
    changed_at: datetime
    offer: str | None = None
    assignment: str | None = None
    handler: str | None = None
    tried: dict[str, str] = field(default_factory=dict)
    tally: Tally | None = None
    level: int = 0
    next: Deadline | None = None
    press: Press | None = None
    referrals: list[Referral] = field(default_factory=list)
    slots: list[str] = field(default_factory=list)
    crew: dict[str, Part] = field(default_factory=dict)
    awaits: UnitKind | None = None
    tier: Tier = "grid"
    seen: Seen | None = None
    limits: Limits | None = None
    handle_by: datetime | None = None
    loop: Loop | None = None
    held: Held | None = None
    need: Need | None = None
    asked_grid: str | None = None
    callers: list[Caller] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)
    lacking: str = ""

    @property
    def way(self) -> Loop:
        """What happened to it in the closed loop; to be read only."""
        return self.loop if self.loop is not None else _STRAIGHT


_STRAIGHT = Loop()


class Task(Struct, kw_only=True):
    """Something an operator must look at: an entry that was set aside."""

    id: str
    method: str
    sender: str
    error: str
    at: datetime


class Picture(Struct, kw_only=True):
    """All that is open. Keys are ids."""

    number: int = 0
    at: datetime | None = None
    people: dict[str, Person] = field(default_factory=dict)
    incidents: dict[str, Incident] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    assignments: dict[str, Assignment] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    alerts: dict[str, Alert] = field(default_factory=dict)
    rollcalls: dict[str, RollCall] = field(default_factory=dict)
    sos: dict[str, Sos] = field(default_factory=dict)
    timers: dict[str, Timer] = field(default_factory=dict)
    silences: dict[str, Silence] = field(default_factory=dict)
    contacts: dict[str, ContactReport] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)
    ladders: dict[str, Ladder] = field(default_factory=dict)
    supervisions: dict[str, Supervision] = field(default_factory=dict)
    callbacks: dict[str, CallBack] = field(default_factory=dict)
    handovers: dict[str, Handover] = field(default_factory=dict)
    limits: dict[str, ChangedLimits] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    overrides: dict[str, Override] = field(default_factory=dict)
    swaps: dict[str, Swap] = field(default_factory=dict)
    leaves: dict[str, Leave] = field(default_factory=dict)
    watches: dict[str, Watch] = field(default_factory=dict)
    reliefs: dict[str, Relief] = field(default_factory=dict)
    calendars: dict[str, Calendar] = field(default_factory=dict)
    days: dict[str, WorkDay] = field(default_factory=dict)
    cares: dict[str, Care] = field(default_factory=dict)
    visited: dict[str, Visited] = field(default_factory=dict)
    evenings: dict[str, Evening] = field(default_factory=dict)
    slots: dict[str, Slot] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    warnings: dict[str, Warning] = field(default_factory=dict)
    cancels: dict[str, Cancel] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    bulletins: dict[str, Bulletin] = field(default_factory=dict)
    evacuations: dict[str, Evacuation] = field(default_factory=dict)
    movelists: dict[str, MoveList] = field(default_factory=dict)
    shelters: dict[str, Shelter] = field(default_factory=dict)
    storms: dict[str, Storm] = field(default_factory=dict)
    needs: dict[str, ChangedNeed] = field(default_factory=dict)
    modes: dict[str, Mode] = field(default_factory=dict)
    switchproposals: dict[str, SwitchProposal] = field(default_factory=dict)
    superiors: dict[str, Superior] = field(default_factory=dict)
    responseplans: dict[str, PublishedPlan] = field(default_factory=dict)
    plandrafts: dict[str, PlanDraft] = field(default_factory=dict)
    switchings: dict[str, Switching] = field(default_factory=dict)
    recalls: dict[str, Recall] = field(default_factory=dict)
    summonses: dict[str, Summons] = field(default_factory=dict)
    gridtasks: dict[str, GridTasks] = field(default_factory=dict)
    attention: dict[str, AttentionItem] = field(default_factory=dict)
    flow: dict[str, Flow] = field(default_factory=dict)
    sitrepchains: dict[str, SitrepChain] = field(default_factory=dict)
    sitreps: dict[str, Sitrep] = field(default_factory=dict)
    drills: dict[str, Drill] = field(default_factory=dict)
    participants: dict[str, DrillParticipant] = field(default_factory=dict)
    injects: dict[str, DrillInject] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
