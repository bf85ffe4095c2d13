// Offers, assignments and escalations: the same steps as command/domain/fold/work.py.
import type {
  AssignmentChanged,
  AssignmentEnded,
  AssignmentMade,
  Deadline,
  IncidentEscalated,
  IncidentReassigned,
  NobodyAvailable,
  OfferClosed,
  OfferMade,
} from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'
import { changeIncident, type Draft } from './draft'
import { LASTING, shown, unasked } from './loop'
import { slotAdvanced, slotAssigned, slotOffered, slotVacant } from './slots'
import { risen } from './tiers'

/** In a later round who declined or was silent may be asked again; who failed or was taken off may not. */
function triedInRound(incident: PictureIncident, next: Deadline | null | undefined): Record<string, string> {
  const tried = incident.tried ?? {}
  if (!incident.next || !next || next.round <= incident.next.round) return tried
  return Object.fromEntries(Object.entries(tried).filter(([, why]) => LASTING.includes(why)))
}

export function offered(p: Draft, fact: OfferMade): void {
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
  changeIncident(p, fact.incident, (i) => ({
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

export function offerClosed(p: Draft, fact: OfferClosed): void {
  p.offers.delete(fact.offer)
  if (fact.slot) return slotVacant(p, fact, fact.slot, fact.why)
  changeIncident(p, fact.incident, (i) =>
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
}

export function assigned(p: Draft, fact: AssignmentMade): void {
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
  changeIncident(p, fact.incident, (i) => ({
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

export function advanced(p: Draft, fact: AssignmentChanged): void {
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
  changeIncident(p, fact.incident, (before) => {
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

export function ended(p: Draft, fact: AssignmentEnded): void {
  p.assignments.delete(fact.assignment)
  if (fact.slot) return slotVacant(p, fact, fact.slot, fact.why)
  changeIncident(p, fact.incident, (i) => ({
    ...unasked(i),
    assignment: null,
    handler: null,
    status: 'filed',
    changed_at: fact.at,
    ...(fact.next ? { next: fact.next } : {}),
    ...(LASTING.includes(fact.why) ? { tried: { ...i.tried, [fact.person]: fact.why } } : {}),
  }))
}

export function nobody(p: Draft, fact: NobodyAvailable): void {
  changeIncident(p, fact.incident, (i) => ({
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
}

export function escalated(p: Draft, fact: IncidentEscalated): void {
  changeIncident(p, fact.incident, (i) => ({
    level: fact.level,
    skipped: fact.skipped ?? [],
    ...risen(i, fact.level),
    changed_at: fact.at,
    next: fact.next,
  }))
}

export function reassigned(p: Draft, fact: IncidentReassigned): void {
  changeIncident(p, fact.incident, () => ({
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
}
