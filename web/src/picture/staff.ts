// What a phone holds: its own duty, offers and assignments, folded from the facts of its own channel.
import type {
  AlertView,
  AnyFact,
  AssignmentChanged,
  AssignmentMade,
  FeedbackGiven,
  FinishedView,
  OfferMade,
  OrderView,
  ReportMerged,
  RollCall,
  Sos,
  StaffAnswer,
  Summons,
  Timer,
  SupervisionOrdered,
  TimerMissed,
  GridTasks,
  IncidentRetimed,
  Drill,
  Mode,
  Notice,
  Recall,
  Warning,
} from '@/wire/generated'
import type { StaffAssignment, StaffOffer } from '@/wire/replies'
import { isReachFact } from './reach'
import { isAlertFact, unreadOf } from './alerts'
import { isSafetyFact, safetyStep, type SafetyFact } from './safety'
import { DRILL, drillStep, isDrillFact, laterBy, undrilled, type DrillFact } from './drill'
import { isRoster } from './duty'
import { isModeFact, MODE, modeStep, unmoded, type ModeFact } from './modes'
import { isMoving } from './moving'
import { isSitrep } from './sitreps'
import { isPatrol } from './patrol'
import { isBulletinFact } from './bulletins'
import { isWarningFact, warningStep } from './warnings'
import { isAttention } from './attention'
import { isStorm } from './storm'
import { isAsked, isSummonsFact, joined, summonsStep, type SummonsFact } from './summons'

export interface Staff {
  readonly me: string
  /** The unit whose desk this is. */
  readonly unit: string | null
  readonly onDuty: boolean
  readonly since: string | null
  readonly offers: readonly StaffOffer[]
  readonly assignments: readonly StaffAssignment[]
  /** What was finished here and nobody has verified yet: feedback may still be added. */
  readonly finished: readonly FinishedView[]
  /** Alerts that I have not read. */
  readonly alerts: readonly AlertView[]
  /** Roll-calls that wait for my answer. */
  readonly rollcalls: ReadonlyMap<string, RollCall>
  /** My own call for help, and those I was told of. */
  readonly sos: ReadonlyMap<string, Sos>
  readonly timers: ReadonlyMap<string, Timer>
  /** Whom to call when nothing else goes through. */
  readonly centrePhone: string
  /** 督办 that wait for a reply of mine. */
  readonly orders: readonly OrderView[]
  /** Warnings from outside for where I work. */
  readonly warnings: ReadonlyMap<string, Warning>
  /** The response level, null before there ever was one; and until when I am called in. */
  readonly mode: Mode | null
  readonly recall: Recall | null
  /** The tasks of my grids, by grid. */
  readonly gridtasks: ReadonlyMap<string, GridTasks>
  /** 叫应 that wait for my answer. */
  readonly summonses: ReadonlyMap<string, Summons>
  /** In a drill: how it stands, and what it put on this screen. */
  readonly drill: Drill | null
  readonly notices: ReadonlyMap<string, Notice>
}

export const emptyStaff = (me: string): Staff => ({
  me,
  unit: null,
  onDuty: false,
  since: null,
  offers: [],
  assignments: [],
  finished: [],
  alerts: [],
  rollcalls: new Map(),
  sos: new Map(),
  timers: new Map(),
  centrePhone: '',
  orders: [],
  warnings: new Map(),
  mode: null,
  recall: null,
  gridtasks: new Map(),
  summonses: new Map(),
  drill: null,
  notices: new Map(),
})

export const staffOf = (me: string, snapshot: StaffAnswer): Staff => ({
  me,
  unit: snapshot.unit ?? null,
  onDuty: snapshot.duty.on_duty,
  since: snapshot.duty.since ?? null,
  offers: snapshot.offers as StaffOffer[],
  assignments: snapshot.assignments as StaffAssignment[],
  finished: snapshot.finished ?? [],
  alerts: snapshot.alerts ?? [],
  rollcalls: new Map((snapshot.rollcalls ?? []).map((one) => [one.rollcall, asked(me, one)])),
  sos: new Map((snapshot.sos ?? []).map((one) => [one.id, one])),
  timers: new Map((snapshot.timers ?? []).map((one) => [one.id, one])),
  centrePhone: snapshot.centre_phone ?? '',
  orders: snapshot.supervisions ?? [],
  warnings: new Map((snapshot.warnings ?? []).map((one) => [one.id, one])),
  mode: snapshot.mode ?? null,
  recall: snapshot.recall ?? null,
  gridtasks: new Map((snapshot.gridtasks ?? []).map((one) => [one.id, one])),
  summonses: new Map((snapshot.summonses ?? []).map((one) => [one.id, one])),
  drill: snapshot.drill ?? null,
  notices: new Map((snapshot.notices ?? []).map((one) => [one.id, one])),
})

/** How a drill stands, and of its notices those that are for me; when it goes on, everything is due later. */
function drilled(staff: Staff, fact: DrillFact): Staff {
  const draft = undrilled()
  if (staff.drill) draft.drills.set(DRILL, staff.drill)
  draft.notices = new Map(staff.notices)
  drillStep(draft, fact)
  for (const [id, one] of draft.notices) if (!one.to.includes(staff.me)) draft.notices.delete(id)
  const told = { drill: draft.drills.get(DRILL) ?? null, notices: draft.notices }
  if (fact.type !== 'DrillResumed') return { ...staff, ...told }
  const later = laterBy(fact)
  return {
    ...staff,
    ...told,
    assignments: staff.assignments.map((one) => ({ ...one, handle_by: later(one.handle_by) })),
    rollcalls: new Map([...staff.rollcalls].map(([id, one]) => [id, { ...one, due: later(one.due) }])),
    timers: new Map([...staff.timers].map(([id, one]) => [id, { ...one, due: later(one.due) }])),
  }
}

export const applyToStaffAll = (staff: Staff, facts: readonly AnyFact[]): Staff =>
  facts.reduce(applyToStaff, staff)

export function applyToStaff(staff: Staff, fact: AnyFact): Staff {
  if (isRoster(fact) || isPatrol(fact) || isMoving(fact)) return staff
  if (isRoster(fact) || isSitrep(fact) || isStorm(fact)) return staff
  if (isSafetyFact(fact)) return concerning(staff, fact)
  if (isReachFact(fact)) return staff
  if (isSummonsFact(fact)) return called(staff, fact)
  if (isModeFact(fact)) return moded(staff, fact)
  if (isDrillFact(fact)) return drilled(staff, fact)
  if (isAttention(fact)) return staff
  if (isBulletinFact(fact)) return staff
  if (isWarningFact(fact)) {
    const draft = { warnings: new Map(staff.warnings), proposals: new Map() }
    warningStep(draft, fact)
    return { ...staff, warnings: draft.warnings }
  }
  if (isAlertFact(fact)) return { ...staff, alerts: unreadOf(staff.me, staff.alerts, fact) }
  switch (fact.type) {
    case 'DutyStarted':
      return fact.person === staff.me ? { ...staff, onDuty: true, since: fact.at } : staff
    case 'DutyEnded':
      return fact.person === staff.me ? { ...staff, onDuty: false, since: null } : staff
    case 'OfferMade':
      return isMine(staff, fact)
        ? { ...staff, offers: [...without(staff, fact.offer), offerOf(fact)] }
        : staff
    case 'OfferClosed':
      return { ...staff, offers: without(staff, fact.offer) }
    case 'AssignmentMade':
      return assigned(staff, fact)
    case 'AssignmentChanged':
      return changed(finishing(staff, fact), fact.assignment, fact.to)
    case 'AssignmentEnded':
      return { ...staff, assignments: staff.assignments.filter((a) => a.assignment !== fact.assignment) }
    case 'ArrivalAsked':
      return awaited(staff, fact.assignment, fact.answer_by)
    case 'ArrivalAnswered':
      return awaited(staff, fact.assignment, null)
    case 'IncidentClosed':
    case 'IncidentVoided':
      return {
        ...staff,
        offers: staff.offers.filter((o) => o.incident !== fact.incident),
        assignments: staff.assignments.filter((a) => a.incident !== fact.incident),
        finished: unfinished(staff, fact),
      }
    case 'IncidentRetimed':
      return raised(staff, fact)
    case 'FeedbackGiven':
      return { ...staff, finished: staff.finished.map((one) => fedBack(one, fact)) }
    case 'ReworkOrdered':
    case 'IncidentReassigned':
      return { ...staff, finished: unfinished(staff, fact) }
    case 'ReportMerged':
      return fact.raised ? raised(staff, fact) : staff
    case 'ExtensionAsked':
      return turned(staff, fact.incident, { asked: 'extension' })
    case 'SuspensionAsked':
      return turned(staff, fact.incident, { asked: 'suspension' })
    case 'VoidAsked':
      return turned(staff, fact.incident, { asked: 'void' })
    case 'ExtensionRefused':
    case 'SuspensionRefused':
    case 'VoidRefused':
      return turned(staff, fact.incident, { asked: null })
    case 'ExtensionGranted':
      return turned(staff, fact.incident, { asked: null, handle_by: fact.handle_by, extensions: fact.count })
    case 'SupervisionOrdered':
      return fact.to.includes(staff.me)
        ? { ...staff, orders: [...unordered(staff, fact), orderOf(fact)] }
        : staff
    case 'SupervisionReplied':
    case 'SupervisionEnded':
      return { ...staff, orders: unordered(staff, fact) }
    case 'IncidentSuspended':
    case 'IncidentResumed':
    case 'IncidentReturned':
    case 'ReturnRuled':
    case 'IncidentSampled':
    case 'IncidentVerified':
    case 'IncidentReopened':
    case 'SupervisionEscalated':
    case 'CallBackDue':
    case 'CallBackMade':
    case 'CallBackMissed':
    case 'ReportHandedOver':
    case 'HandoverAnswered':
    case 'HandoverLate':
    case 'ReferralMoved':
    case 'LimitsChanged':
    case 'NeedChanged':
    case 'PersonRegistered':
    case 'PasswordReset':
    case 'RightsChanged':
    case 'IncidentFiled':
    case 'ButtonPressed':
    case 'DispatchOrdered':
    case 'IncidentReferred':
    case 'ReportStored':
    case 'RequestRefused':
    case 'NobodyAvailable':
    case 'IncidentEscalated':
    case 'EntrySetAside':
    case 'TaskDone':
    case 'UnitRegistered':
    case 'EscalationSeen':
    case 'IncidentRouted':
    case 'IncidentUrged':
    case 'SlotOpened':
    case 'SlotUnfilled':
    case 'SlotClosed':
    case 'DispatchHeld':
    case 'OutdoorOverridden':
      return staff
    default:
      return ignored(fact, staff)
  }
}

/** Does not compile while a fact is unhandled above. */
const ignored = (_fact: never, staff: Staff): Staff => staff

/** Of people called by name a phone keeps what waits for its own answer. */
function called(staff: Staff, fact: SummonsFact): Staff {
  const draft = { summonses: new Map(staff.summonses) }
  const mine = [staff.me, ...(staff.unit ? [staff.unit] : [])]
  if (fact.type === 'SummonsWidened' && !draft.summonses.has(fact.summons))
    draft.summonses.set(fact.summons, joined(fact))
  summonsStep(draft, fact)
  for (const [id, one] of draft.summonses)
    if (!mine.some((who) => isAsked(one, who))) draft.summonses.delete(id)
  return { ...staff, ...draft }
}

/** Of a response level a phone keeps that it is, whether I am called in, and my grids' tasks. */
function moded(staff: Staff, fact: ModeFact): Staff {
  const draft = unmoded()
  if (staff.mode) draft.modes.set(MODE, staff.mode)
  if (staff.recall) draft.recalls.set(MODE, staff.recall)
  draft.gridtasks = new Map(staff.gridtasks)
  modeStep(draft, fact)
  if ('area' in fact && fact.people && !fact.people.includes(staff.me) && !staff.gridtasks.has(fact.area))
    draft.gridtasks.delete(fact.area)
  const recall = draft.recalls.get(MODE)
  const waits = recall && staff.me in recall.people && !(staff.me in recall.come)
  return {
    ...staff,
    mode: draft.modes.get(MODE) ?? null,
    recall: waits ? recall : null,
    gridtasks: draft.gridtasks,
  }
}

/** A roll-call as a phone needs it: who else is asked is not its business. */
const asked = (me: string, one: StaffAnswer['rollcalls'][number]): RollCall => ({
  id: one.rollcall,
  number: 0,
  area: one.area,
  reason: one.reason,
  by: '',
  by_name: one.by_name,
  opened_at: one.opened_at,
  due: one.due,
  people: { [me]: '' },
  answers: {},
  level: 0,
})

/** Whoever is told of somebody's silence has not heard of their timer before. */
const missed = (fact: TimerMissed): Timer => ({
  id: fact.timer,
  person: fact.person,
  person_name: fact.person_name ?? '',
  area: fact.area ?? '',
  cause: 'asked',
  assignment: null,
  period_s: 0,
  note: '',
  started_at: fact.at,
  stage: 'missed',
  told: fact.told ?? [],
  due: fact.due,
})

/** Of roll-calls, calls for help and timers a phone keeps what it was told of. */
function concerning(staff: Staff, fact: SafetyFact): Staff {
  const draft = {
    rollcalls: new Map(staff.rollcalls),
    sos: new Map(staff.sos),
    timers: new Map(staff.timers),
  }
  if (fact.type === 'TimerMissed' && !draft.timers.has(fact.timer)) draft.timers.set(fact.timer, missed(fact))
  safetyStep(draft, fact)
  for (const [id, one] of draft.rollcalls)
    if (!(staff.me in one.people) || staff.me in one.answers) draft.rollcalls.delete(id)
  for (const [id, one] of draft.timers)
    if (one.person !== staff.me && !one.told.includes(staff.me)) draft.timers.delete(id)
  return { ...staff, ...draft }
}

const unfinished = (staff: Staff, { incident }: { incident: string }) =>
  staff.finished.filter((one) => one.incident !== incident)

/** The lead is done: until somebody has verified it, more can be said and shown of it. */
function finishing(staff: Staff, fact: AssignmentChanged): Staff {
  const done = staff.assignments.find((one) => one.assignment === fact.assignment)
  if (!done || fact.to !== 'done' || done.slot) return staff
  const one: FinishedView = {
    incident: fact.incident,
    number: 0,
    category: done.category ?? '',
    priority: done.priority,
    place: done.place as FinishedView['place'],
    grid: done.grid ?? '',
    text: done.text ?? '',
    photos: done.photos ?? [],
    since: fact.at,
    rework: done.rework ?? 0,
    feedback: { note: fact.note ?? '', before: [], after: fact.photos ?? [] },
  }
  return { ...staff, finished: [one, ...unfinished(staff, fact)] }
}

function fedBack(one: FinishedView, fact: FeedbackGiven): FinishedView {
  if (one.incident !== fact.incident) return one
  const { note = '', before = [], after = [] } = one.feedback ?? {}
  return {
    ...one,
    feedback: {
      note: fact.note || note,
      before: [...before, ...(fact.before ?? [])],
      after: [...after, ...(fact.after ?? [])],
    },
  }
}

const unordered = (staff: Staff, { supervision }: { supervision: string }) =>
  staff.orders.filter((one) => one.supervision !== supervision)
const orderOf = (fact: SupervisionOrdered): OrderView => ({
  supervision: fact.supervision,
  incident: fact.incident,
  incident_number: fact.incident_number,
  category: fact.category,
  kind: fact.kind,
  reason: fact.reason ?? '',
  by_name: fact.by_name ?? '',
  due: fact.due,
})

/** What became of something that was asked about my work. */
const turned = (staff: Staff, incident: string, change: Partial<StaffAssignment>): Staff => ({
  ...staff,
  assignments: staff.assignments.map((one) => (one.incident === incident ? { ...one, ...change } : one)),
})

/** Asked of me, or of the unit whose desk this is. */
const isMine = (staff: Staff, fact: { person: string; unit?: string | null }) =>
  fact.person === staff.me || (fact.unit != null && fact.unit === staff.unit)
const without = (staff: Staff, offer: string) => staff.offers.filter((o) => o.offer !== offer)
const offerOf = (fact: OfferMade): StaffOffer => ({
  ...fact,
  text: fact.text ?? '',
  photos: fact.photos ?? [],
  part: fact.part ?? 'lead',
  slot: fact.slot ?? null,
  unit: fact.unit ?? null,
})

function assigned(staff: Staff, fact: AssignmentMade): Staff {
  const offers = fact.offer ? without(staff, fact.offer) : staff.offers
  if (!isMine(staff, fact)) return { ...staff, offers }
  const made: StaffAssignment = {
    ...fact,
    text: fact.text ?? '',
    photos: fact.photos ?? [],
    reason: fact.rework ? fact.reason : '',
    status: 'assigned',
    part: fact.part ?? 'lead',
    slot: fact.slot ?? null,
    unit: fact.unit ?? null,
    asked_by: null,
  }
  const others = staff.assignments.filter((a) => a.assignment !== fact.assignment)
  return { ...staff, offers, assignments: [...others, made] }
}

function changed(staff: Staff, id: string, to: NonNullable<StaffAssignment['status']>): Staff {
  const over = to === 'done' || to === 'failed'
  const assignments = staff.assignments.flatMap((a) => {
    if (a.assignment !== id) return [a]
    return over ? [] : [{ ...a, status: to, asked_by: null }]
  })
  return { ...staff, assignments }
}

/** Whether they come is to be answered until then; null: answered. */
const awaited = (staff: Staff, id: string, until: string | null): Staff => ({
  ...staff,
  assignments: staff.assignments.map((a) => (a.assignment === id ? { ...a, asked_by: until } : a)),
})

function raised(staff: Staff, { incident, priority, next }: ReportMerged | IncidentRetimed): Staff {
  const answerBy = next?.kind === 'answer' ? { answer_by: next.due } : {}
  return {
    ...staff,
    offers: staff.offers.map((one) => (one.incident === incident ? { ...one, priority, ...answerBy } : one)),
    assignments: staff.assignments.map((one) => (one.incident === incident ? { ...one, priority } : one)),
  }
}
