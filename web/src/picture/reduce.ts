// The same fold as command/domain/fold.py: one fact, in order, changes the picture. Total and pure: a fact about
// something that is not held changes nothing. The golden messages go through both.
import type {
  AnyFact,
  AssignmentChanged,
  AssignmentMade,
  ButtonPressed,
  Deadline,
  IncidentFiled,
  OfferMade,
  ReportMerged,
} from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'
import { LASTING, owedStep, reopened, shown, turned, unasked } from './loop'
import { carried, drillStep, incidentLater, isDrillFact, laterBy, putOff, type DrillFact } from './drill'
import { isRoster } from './duty'
import { isModeFact, modeStep, retimedStep } from './modes'
import { isMoving } from './moving'
import { isSitrep } from './sitreps'
import { isPatrol } from './patrol'
import type { Picture } from './picture'
import { attentionStep, isAttention } from './attention'
import { held, isStorm, sentOut } from './storm'
import { isReachFact, reachStep } from './reach'
import { alertStep, isAlertFact } from './alerts'
import { isSafetyFact, safetyStep } from './safety'
import { isSummonsFact, summonsStep } from './summons'
import { bulletinStep, isBulletinFact } from './bulletins'
import { isWarningFact, warningStep } from './warnings'
import { deskRegistered, risen, routed, seen, unitRegistered } from './tiers'
import {
  arrival,
  slotAdvanced,
  slotAssigned,
  slotOffered,
  slotOpened,
  slotRemoved,
  slotUnfilled,
  slotVacant,
} from './slots'

const STAFF = new Set<string>(['worker', 'supervisor', 'operator', 'coordinator'])
type Draft = {
  -readonly [K in keyof Picture]: Picture[K] extends ReadonlyMap<infer A, infer B> ? Map<A, B> : Picture[K]
}

export const apply = (picture: Picture, fact: AnyFact): Picture => applyAll(picture, [fact])

/** Folds many facts at once: the maps are copied once, not once a fact. */
export function applyAll(picture: Picture, facts: readonly AnyFact[]): Picture {
  if (facts.length === 0) return picture
  const draft: Draft = {
    ...picture,
    incidents: new Map(picture.incidents),
    offers: new Map(picture.offers),
    assignments: new Map(picture.assignments),
    slots: new Map(picture.slots),
    units: new Map(picture.units),
    tasks: new Map(picture.tasks),
    duty: new Map(picture.duty),
    alerts: new Map(picture.alerts),
    rollcalls: new Map(picture.rollcalls),
    sos: new Map(picture.sos),
    timers: new Map(picture.timers),
    silences: new Map(picture.silences),
    contacts: new Map(picture.contacts),
    calls: new Map(picture.calls),
    ladders: new Map(picture.ladders),
    supervisions: new Map(picture.supervisions),
    callbacks: new Map(picture.callbacks),
    handovers: new Map(picture.handovers),
    attention: new Map(picture.attention),
    flow: new Map(picture.flow),
    warnings: new Map(picture.warnings),
    proposals: new Map(picture.proposals),
    bulletins: new Map(picture.bulletins),
    modes: new Map(picture.modes),
    switchproposals: new Map(picture.switchproposals),
    recalls: new Map(picture.recalls),
    gridtasks: new Map(picture.gridtasks),
    summonses: new Map(picture.summonses),
    drills: new Map(picture.drills),
    notices: new Map(picture.notices),
  }
  for (const fact of facts) {
    step(draft, fact)
    draft.number = fact.number
  }
  return draft
}

/** Of a drill, and what it moves of everything else. */
function drilled(p: Draft, fact: DrillFact): void {
  if (fact.type === 'CarriedOver') return carried(p.units, fact.kind, fact.things)
  if (fact.type === 'DrillResumed') {
    const later = laterBy(fact)
    putOff(p as unknown as Record<string, unknown>, later)
    for (const [id, one] of p.incidents) p.incidents.set(id, incidentLater(one, later))
    for (const [id, one] of p.offers) p.offers.set(id, { ...one, answer_by: later(one.answer_by) })
    for (const [id, one] of p.assignments) p.assignments.set(id, { ...one, asked_by: later(one.asked_by) })
  }
  drillStep(p, fact)
}

function step(p: Draft, fact: AnyFact): void {
  if (isRoster(fact) || isPatrol(fact) || isMoving(fact)) return
  if (isRoster(fact) || isSitrep(fact) || isStorm(fact)) return
  if (isSafetyFact(fact)) return safetyStep(p, fact)
  if (isReachFact(fact)) return reachStep(p, fact)
  if (isSummonsFact(fact)) return summonsStep(p, fact)
  if (isAlertFact(fact)) return alertStep(p, fact)
  if (isWarningFact(fact)) return warningStep(p, fact)
  if (isBulletinFact(fact)) return bulletinStep(p, fact)
  if (isModeFact(fact)) return modeStep(p, fact)
  if (isAttention(fact)) return attentionStep(p, fact)
  if (isDrillFact(fact)) return drilled(p, fact)
  switch (fact.type) {
    case 'IncidentFiled':
      p.incidents.set(fact.incident, filed(fact))
      return
    case 'ReportMerged':
      return merged(p, fact)
    case 'ButtonPressed':
      return pressed(p, fact)
    case 'DispatchOrdered':
      return change(p, fact.incident, () => ({ changed_at: fact.at, next: fact.next }))
    case 'IncidentReferred':
      return change(p, fact.incident, (i) => ({
        changed_at: fact.at,
        referrals: [
          ...(i.referrals ?? []),
          {
            to: fact.to,
            reference: fact.reference ?? '',
            by: fact.by,
            by_name: fact.by_name ?? '',
            at: fact.at,
            id: fact.referral ?? '',
            acknowledged_at: null,
            closed_at: null,
            outcome: '',
          },
        ],
      }))
    case 'OfferMade':
      return offered(p, fact)
    case 'OfferClosed':
      p.offers.delete(fact.offer)
      if (fact.slot) return slotVacant(p, fact, fact.slot, fact.why)
      return change(p, fact.incident, (i) =>
        i.offer !== fact.offer
          ? {}
          : {
              offer: null,
              status: 'filed',
              changed_at: fact.at,
              tried: fact.why === 'drill_paused' ? i.tried : { ...i.tried, [fact.person]: fact.why },
              ...(fact.next ? { next: fact.next } : {}),
            },
      )
    case 'AssignmentMade':
      return assigned(p, fact)
    case 'AssignmentChanged':
      return advanced(p, fact)
    case 'AssignmentEnded':
      p.assignments.delete(fact.assignment)
      if (fact.slot) return slotVacant(p, fact, fact.slot, fact.why)
      return change(p, fact.incident, (i) => ({
        ...unasked(i),
        assignment: null,
        handler: null,
        status: 'filed',
        changed_at: fact.at,
        ...(fact.next ? { next: fact.next } : {}),
        ...(LASTING.includes(fact.why) ? { tried: { ...i.tried, [fact.person]: fact.why } } : {}),
      }))
    case 'NobodyAvailable':
      return change(p, fact.incident, (i) => ({
        status: 'unattended',
        tally: fact.tally,
        skipped: fact.skipped ?? [],
        lacking: fact.lacking ?? '',
        level: fact.level ?? 1,
        ...risen(i, fact.level ?? 1),
        changed_at: fact.at,
        next: fact.next,
        tried: triedInRound(i, fact.next),
      }))
    case 'IncidentEscalated':
      return change(p, fact.incident, (i) => ({
        level: fact.level,
        skipped: fact.skipped ?? [],
        ...risen(i, fact.level),
        changed_at: fact.at,
        next: fact.next,
      }))
    case 'IncidentReassigned':
      return change(p, fact.incident, () => ({
        status: 'filed',
        level: 0,
        skipped: [],
        lacking: '',
        tally: null,
        tried: {},
        awaits: null,
        seen: null,
        handler: null,
        changed_at: fact.at,
        next: fact.next,
      }))
    case 'IncidentClosed':
    case 'IncidentVoided':
      p.incidents.delete(fact.incident)
      return
    case 'DutyStarted':
      p.duty.set(fact.person, {
        person: fact.person,
        name: fact.name || fact.person,
        roles: p.duty.get(fact.person)?.roles ?? [],
        areas: p.duty.get(fact.person)?.areas ?? [],
        since: fact.at,
        place: fact.place ?? null,
      })
      return
    case 'DutyEnded':
      p.duty.delete(fact.person)
      return
    case 'EntrySetAside': {
      const { task, method, sender, error, at } = fact
      p.tasks.set(task, { id: task, method, sender, error, at })
      return
    }
    case 'TaskDone':
      p.tasks.delete(fact.task)
      return
    case 'PersonRegistered':
      deskRegistered(p.units, fact)
      if (fact.roles.some((role) => STAFF.has(role))) p.staff += 1
      return
    case 'ExtensionAsked':
    case 'ExtensionGranted':
    case 'ExtensionRefused':
    case 'SuspensionAsked':
    case 'SuspensionRefused':
    case 'IncidentSuspended':
    case 'IncidentResumed':
    case 'FeedbackGiven':
    case 'ReworkOrdered':
    case 'IncidentReturned':
    case 'ReturnRuled':
    case 'VoidAsked':
    case 'VoidRefused':
    case 'IncidentSampled':
    case 'ReferralMoved':
      return change(p, fact.incident, (i) => turned(i, fact))
    case 'IncidentReopened':
      p.callbacks.delete(fact.incident)
      p.incidents.set(fact.incident, reopened(fact))
      return
    case 'SupervisionOrdered':
    case 'SupervisionReplied':
    case 'SupervisionEscalated':
    case 'SupervisionEnded':
    case 'CallBackDue':
    case 'CallBackMade':
    case 'CallBackMissed':
    case 'ReportHandedOver':
    case 'HandoverAnswered':
    case 'HandoverLate':
      return owedStep(p, fact)
    case 'UnitRegistered':
      return unitRegistered(p.units, fact)
    case 'EscalationSeen':
      return change(p, fact.incident, (i) => seen(i, fact))
    case 'IncidentRouted':
      return change(p, fact.incident, (i) => routed(i, fact))
    case 'IncidentUrged':
      return change(p, fact.incident, () => ({ changed_at: fact.at }))
    case 'SlotOpened':
      return slotOpened(p, fact)
    case 'SlotUnfilled':
      return slotUnfilled(p, fact)
    case 'SlotClosed':
      return slotRemoved(p, fact, fact.slot)
    case 'ArrivalAsked':
    case 'ArrivalAnswered':
      return arrival(p, fact)
    case 'DispatchHeld':
      return change(p, fact.incident, (i) => held(i, fact))
    case 'OutdoorOverridden':
      return change(p, fact.incident, (i) => sentOut(i, fact))
    case 'IncidentRetimed':
      return retimedStep(p, fact)
    case 'IncidentVerified':
    case 'LimitsChanged':
    case 'NeedChanged':
    case 'PasswordReset':
    case 'RightsChanged':
    case 'ReportStored':
    case 'RequestRefused':
      return
    default:
      return ignored(fact)
  }
}

/** Does not compile while a fact is unhandled above; at run time an unknown fact of a newer server is passed over. */
const ignored = (_fact: never): void => undefined

function change(p: Draft, id: string, how: (incident: PictureIncident) => Partial<PictureIncident>): void {
  const incident = p.incidents.get(id)
  if (incident) p.incidents.set(id, { ...incident, ...how(incident) })
}

/** In a later round who declined or was silent may be asked again; who failed or was taken off may not. */
function triedInRound(incident: PictureIncident, next: Deadline | null | undefined): Record<string, string> {
  const tried = incident.tried ?? {}
  if (!incident.next || !next || next.round <= incident.next.round) return tried
  return Object.fromEntries(Object.entries(tried).filter(([, why]) => LASTING.includes(why)))
}

const filed = (fact: IncidentFiled): PictureIncident => ({
  id: fact.incident,
  number: fact.number,
  category: fact.category,
  disposition: fact.disposition,
  priority: fact.priority,
  reasons: fact.reasons ?? [],
  status: 'filed',
  place: fact.place,
  text: fact.text ?? '',
  photos: fact.photos ?? [],
  reporters: fact.reporter ? [fact.reporter] : [],
  caller: fact.caller ?? null,
  reports: 1,
  filed_at: fact.at,
  last_report_at: fact.at,
  changed_at: fact.at,
  offer: null,
  assignment: null,
  handler: null,
  tried: {},
  tally: null,
  level: 0,
  next: fact.next ?? null,
  press: null,
  referrals: [],
  limits: fact.limits ?? null,
  need: fact.need ?? null,
  asked_grid: null,
  callers: [],
  skipped: [],
  lacking: '',
  handle_by: null,
  loop: null,
  held: null,
  slots: [],
  crew: {},
  awaits: null,
  tier: 'grid',
  seen: null,
})

function pressed(p: Draft, fact: ButtonPressed): void {
  change(p, fact.incident, () => ({
    press: {
      id: fact.press,
      device: fact.device ?? '',
      device_name: fact.device_name ?? '',
      button: fact.button,
      resident: fact.resident ?? null,
      resident_name: fact.resident_name ?? '',
      pressed_at: fact.pressed_at,
    },
  }))
}

const hasCalled = ({ caller, callers }: PictureIncident, phone: string): boolean =>
  [caller, ...(callers ?? [])].some((one) => one?.phone === phone)

function merged(p: Draft, fact: ReportMerged): void {
  const incident = p.incidents.get(fact.incident)
  if (!incident) return
  const reporters = incident.reporters ?? []
  change(p, fact.incident, () => ({
    reports: incident.reports + 1,
    last_report_at: fact.at,
    changed_at: fact.at,
    reporters:
      !fact.reporter || reporters.includes(fact.reporter) ? reporters : [...reporters, fact.reporter],
    ...(fact.caller?.phone && !hasCalled(incident, fact.caller.phone)
      ? { callers: [...(incident.callers ?? []), { name: fact.caller.name ?? '', phone: fact.caller.phone }] }
      : {}),
    ...(fact.raised
      ? {
          priority: fact.priority,
          reasons: fact.reasons ?? [],
          limits: fact.limits ?? incident.limits,
          need: fact.need ?? incident.need,
          handle_by: fact.handle_by ?? incident.handle_by,
        }
      : {}),
    ...(fact.next ? { next: fact.next } : {}),
  }))
  if (!fact.raised) return
  const { priority } = fact
  const answerBy = fact.next?.kind === 'answer' ? { answer_by: fact.next.due } : {}
  const offer = p.offers.get(incident.offer ?? '')
  if (offer) p.offers.set(offer.id, { ...offer, priority, ...answerBy })
  const assignment = p.assignments.get(incident.assignment ?? '')
  if (assignment) p.assignments.set(assignment.id, { ...assignment, priority })
  for (const id of incident.slots ?? []) {
    const slot = p.slots.get(id)
    const asked = p.offers.get(slot?.offer ?? '')
    if (asked) p.offers.set(asked.id, { ...asked, priority })
    const held = p.assignments.get(slot?.assignment ?? '')
    if (held) p.assignments.set(held.id, { ...held, priority })
  }
}

function offered(p: Draft, fact: OfferMade): void {
  if (!p.incidents.has(fact.incident)) return
  p.offers.set(fact.offer, {
    id: fact.offer,
    incident: fact.incident,
    person: fact.person,
    person_name: fact.person_name ?? '',
    priority: fact.priority,
    made_at: fact.at,
    answer_by: fact.answer_by,
    part: fact.part ?? 'lead',
    slot: fact.slot ?? null,
    unit: fact.unit ?? null,
    standby: fact.reason.standby ?? false,
  })
  if (fact.slot) return slotOffered(p, fact, fact.slot)
  change(p, fact.incident, (i) => ({
    status: 'offered',
    tried: triedInRound(i, fact.next),
    offer: fact.offer,
    ...(fact.unit && p.units.has(fact.unit) ? { awaits: p.units.get(fact.unit)!.kind } : {}),
    tally: null,
    skipped: [],
    lacking: fact.reason.lacking ?? '',
    changed_at: fact.at,
    ...(fact.next ? { next: fact.next } : {}),
  }))
}

function assigned(p: Draft, fact: AssignmentMade): void {
  if (fact.offer) p.offers.delete(fact.offer)
  if (!p.incidents.has(fact.incident)) return
  p.assignments.set(fact.assignment, {
    id: fact.assignment,
    incident: fact.incident,
    person: fact.person,
    person_name: fact.person_name ?? '',
    priority: fact.priority,
    status: 'assigned',
    made_at: fact.at,
    changed_at: fact.at,
    part: fact.part ?? 'lead',
    slot: fact.slot ?? null,
    unit: fact.unit ?? null,
    asked_by: null,
    confirmed: false,
  })
  if (fact.slot) return slotAssigned(p, fact, fact.slot)
  change(p, fact.incident, (i) => ({
    handle_by: fact.handle_by ?? i.handle_by,
    status: 'assigned',
    assignment: fact.assignment,
    offer: null,
    handler: fact.person,
    seen: null,
    ...(fact.unit ? {} : { awaits: null }),
    tally: null,
    skipped: [],
    lacking: '',
    level: 0,
    changed_at: fact.at,
    ...(fact.next ? { next: fact.next } : {}),
  }))
}

function advanced(p: Draft, fact: AssignmentChanged): void {
  const { to } = fact
  const over = to === 'done' || to === 'failed'
  const held = p.assignments.get(fact.assignment)
  if (over) p.assignments.delete(fact.assignment)
  else if (held) {
    const confirmed = held.confirmed || held.asked_by != null
    p.assignments.set(held.id, { ...held, status: to, changed_at: fact.at, asked_by: null, confirmed })
  }
  if (fact.slot) return slotAdvanced(p, fact, fact.slot)
  const steps = {
    changed_at: fact.at,
    level: 0,
    seen: null,
    skipped: [],
    ...(fact.next ? { next: fact.next } : {}),
  }
  change(p, fact.incident, (before) => {
    const i = { ...before, ...shown(before, fact) }
    const common = { ...steps, loop: i.loop }
    if (to === 'done') return { ...common, assignment: null, status: 'handled' }
    if (to !== 'failed') return { ...common, status: to }
    return {
      ...common,
      assignment: null,
      handler: null,
      status: 'filed',
      tried: { ...i.tried, [fact.person]: to },
    }
  })
}
