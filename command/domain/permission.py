"""Who may do what: the table of the outside contract, as pure functions over a person.

The same table is walked, role by role, by one test. Ownership ("own offers") is checked where the thing is
known, in the decisions; here only what can be said from the person alone.
"""

from command.domain.picture import Incident, Person

_STAFF = {"worker", "supervisor", "operator", "coordinator"}
_ASIDE = {"director", "observer"}
"""Who sees the whole of a drill and decides nothing in it that its players decide."""
_METHODS: dict[str, set[str]] = {
    "report.submit": _STAFF,
    "offer.answer": _STAFF | {"unit"},
    "assignment.advance": _STAFF | {"unit"},
    "assignment.confirm": _STAFF | {"unit"},
    "duty.check_in": _STAFF,
    "duty.check_out": _STAFF,
    "position.update": _STAFF,
    "staff.get": _STAFF | {"device", "unit", *_ASIDE},
    "picture.get": {"supervisor", "operator", "coordinator", "auditor", "kiosk", *_ASIDE},
    "statistics.get": {"worker", "supervisor", "operator", "coordinator", "auditor", "kiosk", *_ASIDE},
    "statistics.open": {"worker", "supervisor", "operator", "coordinator", "auditor", *_ASIDE},
    "picture.age": {"supervisor", "operator", "coordinator", "auditor", "kiosk", *_ASIDE},
    "button.press": {"device"},
    "incident.dispatch": {"operator", "coordinator"},
    "incident.refer": {"operator", "coordinator"},
    "incident.close": {"supervisor", "operator", "coordinator"},
    "incident.void": {"operator", "coordinator"},
    "incident.reassign": {"operator", "coordinator"},
    "incident.extend": _STAFF | {"unit"},
    "incident.suspend": _STAFF | {"unit"},
    "incident.rule": {"supervisor", "operator", "coordinator"},
    "incident.resume": {"operator", "coordinator"},
    "incident.feedback": _STAFF | {"unit"},
    "incident.rework": {"supervisor", "operator", "coordinator"},
    "incident.return": _STAFF | {"unit"},
    "incident.reopen": {"operator", "coordinator"},
    "incident.supervise": {"supervisor", "operator", "coordinator"},
    "supervision.reply": _STAFF | {"unit"},
    "incident.call_back": {"operator", "coordinator"},
    "referral.move": {"operator", "coordinator"},
    "handover.answer": {"operator", "coordinator"},
    "limits.change": {"coordinator"},
    "need.change": {"coordinator"},
    "unit.set": {"coordinator", "admin"},
    "rights.change": {"admin"},
    "incident.call": {"supervisor", "operator", "coordinator"},
    "slot.release": {"supervisor", "operator", "coordinator"},
    "incident.seen": {"supervisor", "operator", "coordinator"},
    "incident.route": {"supervisor", "operator", "coordinator"},
    "incident.urge": {"supervisor", "operator", "coordinator"},
    "task.close": {"operator", "coordinator"},
    "alert.send": {"coordinator"},
    "alert.withdraw": {"coordinator"},
    "alert.read": _STAFF,
    "alerts.readers": {"supervisor", "operator", "coordinator", "auditor"},
    "round.start": {"worker"},
    "round.finish": {"worker"},
    "visit.record": {"worker"},
    "care.order": {"supervisor", "operator", "coordinator"},
    "day.get": {"worker"},
    "team.get": {"supervisor"},
    "days.get": {"supervisor", "operator", "coordinator", "auditor", *_ASIDE},
    "rollcall.open": {"supervisor", "operator", "coordinator"},
    "rollcall.answer": _STAFF,
    "sos.raise": _STAFF,
    "sos.acknowledge": _STAFF,
    "sos.cancel": _STAFF,
    "timer.start": _STAFF,
    "timer.answer": _STAFF,
    "contact.report": {"supervisor", "operator", "coordinator"},
    "call.finish": {"supervisor", "operator", "coordinator"},
    "rollcall.close": {"supervisor", "operator", "coordinator"},
    "roster.set_group": {"supervisor", "coordinator"},
    "roster.dissolve": {"supervisor", "coordinator"},
    "roster.plan": {"supervisor", "coordinator"},
    "roster.import": {"supervisor", "coordinator"},
    "roster.override": {"supervisor", "coordinator"},
    "roster.withdraw": {"supervisor", "coordinator"},
    "swap.ask": _STAFF,
    "swap.answer": _STAFF,
    "swap.decide": {"supervisor", "coordinator"},
    "swap.withdraw": _STAFF,
    "leave.ask": _STAFF,
    "leave.decide": {"supervisor", "coordinator"},
    "leave.withdraw": _STAFF,
    "relief.sign": _STAFF,
    "warning.receive": {"device", "operator", "coordinator"},
    "proposal.take": {"operator", "coordinator"},
    "proposal.dismiss": {"operator", "coordinator"},
    "bulletin.draft": {"operator", "coordinator"},
    "bulletin.release": {"coordinator"},
    "bulletin.drop": {"operator", "coordinator"},
    "evacuation.open": {"supervisor", "operator", "coordinator"},
    "evacuation.close": {"supervisor", "operator", "coordinator"},
    "evacuee.add": _STAFF,
    "evacuee.assign": _STAFF,
    "evacuee.remove": _STAFF,
    "evacuee.mark": _STAFF,
    "evacuee.arrive": _STAFF,
    "evacuee.amend": _STAFF,
    "evacuee.correct": _STAFF,
    "evacuees.get": _STAFF,
    "evacuations.get": _STAFF | {"auditor", "kiosk", *_ASIDE},
    "shelter.set": {"supervisor", "operator", "coordinator"},
    "shelter.count": _STAFF,
    "shelter.close": {"supervisor", "operator", "coordinator"},
    "storm.track": {"operator", "coordinator"},
    "storm.confirm": {"coordinator"},
    "storm.end": {"coordinator"},
    "storm.lift": {"coordinator"},
    "incident.send_out": {"coordinator"},
    "storm.get": {"worker", "supervisor", "operator", "coordinator", "auditor", "kiosk", "unit", *_ASIDE},
    "mode.propose": {"operator", "coordinator"},
    "mode.approve": {"coordinator"},
    "mode.refuse": {"coordinator"},
    "mode.withdraw": {"operator", "coordinator"},
    "mode.switch_alone": {"coordinator"},
    "mode.countersign": {"coordinator"},
    "mode.review": {"coordinator"},
    "mode.superior": {"operator", "coordinator"},
    "mode.get": _STAFF | {"auditor", *_ASIDE},
    "mode.dry_run": {"operator", "coordinator"},
    "response_plan.draft": {"operator", "coordinator"},
    "response_plan.publish": {"coordinator"},
    "response_plan.drop": {"operator", "coordinator"},
    "grid_task.finish": _STAFF,
    "summons.answer": _STAFF | {"unit"},
    "attention.get": {"operator", "coordinator", "auditor", "kiosk", *_ASIDE},
    "attention.take": {"operator", "coordinator"},
    "attention.give_back": {"operator", "coordinator"},
    "attention.shelve": {"operator", "coordinator"},
    "attention.close": {"operator", "coordinator"},
    "drill.evaluate": {"coordinator", "auditor"},
    "drill.test": {"coordinator"},
    "sitreps.get": {"supervisor", "operator", "coordinator", "auditor", *_ASIDE},
    "sitrep.hand_in": {"supervisor", "operator", "coordinator"},
    "sitrep.cut": {"operator", "coordinator"},
    "sitrep.send": {"coordinator"},
    "sitrep.correct": {"coordinator"},
    "sitrep.drop": {"coordinator"},
    "drill.hold": {"director"},
    "drill.release": {"director"},
    "drill.skip": {"director"},
    "drill.repeat": {"director"},
    "drill.add": {"director"},
    "drill.pause": {"director"},
    "drill.resume": {"director"},
    "drill.stop": {"director"},
    "drill.take": {"director"},
    "drill.readmit": {"director"},
    "drill.note": {"director", "observer"},
    "drill.improve": {"director", "observer"},
    "drill.conclude": {"director"},
    "drill.answer": _STAFF | {"unit"},
}
WHOLE_DISTRICT = {"operator", "coordinator", "auditor", "director", "observer"}


def may_call(roles: list[str], method: str) -> bool:
    """Whether any of the roles may call the socket's `method` at all."""
    return bool(_METHODS.get(method, set()).intersection(roles))


def may_subscribe(person: Person, channel: str, district: str) -> bool:
    """Whether the person may subscribe to `channel` in `district` (six digits)."""
    if not person.active:
        return False
    if channel == f"staff:{person.id}":
        return bool((_STAFF | _ASIDE | {"device", "unit"}).intersection(person.roles))
    if channel in (f"picture:{district}", f"positions:{district}"):
        return may_call(list(person.roles), "picture.get")
    return False


def sees_whole_district(person: Person) -> bool:
    """Operators, coordinators and auditors."""
    return bool(WHOLE_DISTRICT.intersection(person.roles))


def answers_for(person: Person, grid: str) -> bool:
    """Whether the grid (15 digits) lies in one of the person's areas."""
    return any(grid.startswith(area) for area in person.areas)


def covers(person: Person, area: str) -> bool:
    """Whether an area (its code) is the person's to steer: anywhere for operators and coordinators, else inside
    a supervisor's own."""
    if {"operator", "coordinator"}.intersection(person.roles):
        return True
    return "supervisor" in person.roles and answers_for(person, area)


def may_read_incident(person: Person, incident: Incident) -> bool:
    """Own incidents and those of the own grid for a worker, own areas for a supervisor, else the district."""
    if not person.active:
        return False
    if sees_whole_district(person):
        return True
    if "unit" in person.roles:
        return _is_own(person, incident)
    if "supervisor" in person.roles or "worker" in person.roles:
        return answers_for(person, incident.place.grid) or _is_own(person, incident)
    return False


def may_supervise(person: Person, incident: Incident) -> bool:
    """Whether the person may close, void or reassign it as far as its place goes: having reported it is not enough."""
    if {"operator", "coordinator"}.intersection(person.roles):
        return True
    return "supervisor" in person.roles and answers_for(person, incident.place.grid)


def _is_own(person: Person, incident: Incident) -> bool:
    involved = (*incident.reporters, incident.handler, *incident.tried, *incident.crew)
    return person.id in involved or (person.unit is not None and person.unit in involved)


def may_act_for(person: Person, other: Person) -> bool:
    """Whether `person` may answer and advance for `other`, given a reason.

    A supervisor for the workers of their areas, an operator or coordinator for anyone.
    """
    if {"operator", "coordinator"}.intersection(person.roles):
        return True
    return "supervisor" in person.roles and any(answers_for(person, area) for area in other.areas)


def may_list_people(person: Person) -> bool:
    """Whether the person may ask for accounts at all; which ones, `may_see_person` says."""
    return person.active and bool(
        {"supervisor", "operator", "coordinator", "admin", "auditor", *_ASIDE}.intersection(person.roles)
    )


def may_see_person(person: Person, other: Person) -> bool:
    """The district's accounts for those who see or keep the whole of it; a supervisor those in their areas."""
    if sees_whole_district(person) or "admin" in person.roles:
        return True
    return "supervisor" in person.roles and any(answers_for(person, area) for area in other.areas)
