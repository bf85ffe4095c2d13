// Who helps beside the lead: the same fold as command/domain/fold/slots.py. Nothing here touches the incident's status
// or deadline, which are the lead's.
import type {
  ArrivalAnswered,
  ArrivalAsked,
  Assignment,
  AssignmentChanged,
  AssignmentMade,
  Offer,
  OfferMade,
  Slot,
  SlotOpened,
  SlotUnfilled,
} from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'
import { change } from './change'
import { changeIncident } from './draft'
import { LASTING } from './loop'

interface Draft {
  incidents: Map<string, PictureIncident>
  offers: Map<string, Offer>
  assignments: Map<string, Assignment>
  slots: Map<string, Slot>
}

const slotChanged = (p: Draft, id: string, how: (one: Slot) => Partial<Slot>) => change(p.slots, id, how)
const without = (crew: PictureIncident['crew'], person: string) =>
  Object.fromEntries(Object.entries(crew ?? {}).filter(([one]) => one !== person))

export function slotOpened(p: Draft, fact: SlotOpened): void {
  if (!p.incidents.has(fact.incident)) return
  p.slots.set(fact.slot, {
    id: fact.slot,
    incident: fact.incident,
    part: fact.part,
    why: fact.why,
    kind: fact.kind ?? null,
    unit: fact.unit ?? null,
    to: fact.to ?? null,
    skills: fact.skills ?? [],
    leader: fact.leader ?? false,
    status: 'open',
    offer: null,
    assignment: null,
    handler: null,
    tried: {},
    tally: null,
    lacking: '',
    skipped: [],
    level: 0,
    opened_at: fact.at,
    changed_at: fact.at,
    due: fact.due,
  })
  changeIncident(p, fact.incident, (i) => ({
    slots: [...(i.slots ?? []), fact.slot],
    changed_at: fact.at,
  }))
}

export function slotOffered(p: Draft, fact: OfferMade, id: string): void {
  const slot = p.slots.get(id)
  if (!slot) return
  changeIncident(p, fact.incident, (i) => ({
    crew: { ...i.crew, [fact.person]: slot.part },
    changed_at: fact.at,
  }))
  const again = fact.person in slot.tried
  slotChanged(p, id, () => ({
    tried: again
      ? Object.fromEntries(Object.entries(slot.tried).filter(([, why]) => LASTING.includes(why)))
      : slot.tried,
    status: 'offered',
    offer: fact.offer,
    tally: null,
    lacking: '',
    skipped: [],
    changed_at: fact.at,
    due: fact.answer_by,
  }))
}

export function slotAssigned(p: Draft, fact: AssignmentMade, id: string): void {
  const slot = p.slots.get(id)
  if (!slot) return
  changeIncident(p, fact.incident, (i) => ({
    crew: { ...i.crew, [fact.person]: slot.part },
    changed_at: fact.at,
  }))
  slotChanged(p, id, () => ({
    status: 'assigned',
    offer: null,
    assignment: fact.assignment,
    handler: fact.person,
    tally: null,
    lacking: '',
    skipped: [],
    level: 0,
    changed_at: fact.at,
    due: fact.due ?? null,
  }))
}

export function slotAdvanced(p: Draft, fact: AssignmentChanged, id: string): void {
  const { to, at } = fact
  if (to === 'failed') return slotVacant(p, fact, id, to)
  if (to === 'done') return slotRemoved(p, fact, id)
  if (!p.slots.has(id)) return
  slotChanged(p, id, () => ({
    status: to,
    changed_at: at,
    ...(to === 'on_scene' || fact.due ? { due: fact.due ?? null } : {}),
  }))
  changeIncident(p, fact.incident, () => ({ changed_at: at }))
}

export function slotVacant(
  p: Draft,
  fact: { incident: string; person: string; at: string },
  id: string,
  why: string,
): void {
  changeIncident(p, fact.incident, (i) => ({ crew: without(i.crew, fact.person), changed_at: fact.at }))
  slotChanged(p, id, (slot) => ({
    status: 'open',
    offer: null,
    assignment: null,
    handler: null,
    tried: why === 'drill_paused' ? slot.tried : { ...slot.tried, [fact.person]: why },
    changed_at: fact.at,
    due: fact.at,
  }))
}

export const slotUnfilled = (p: Draft, fact: SlotUnfilled): void =>
  slotChanged(p, fact.slot, () => ({
    status: 'unattended',
    tally: fact.tally,
    lacking: fact.lacking ?? '',
    skipped: fact.skipped ?? [],
    level: fact.level ?? 1,
    changed_at: fact.at,
    due: fact.due,
  }))

export function slotRemoved(p: Draft, fact: { incident: string; at: string }, id: string): void {
  const handler = p.slots.get(id)?.handler
  p.slots.delete(id)
  changeIncident(p, fact.incident, (i) => ({
    slots: (i.slots ?? []).filter((one) => one !== id),
    crew: handler ? without(i.crew, handler) : (i.crew ?? {}),
    changed_at: fact.at,
  }))
}

export function arrival(p: Draft, fact: ArrivalAsked | ArrivalAnswered): void {
  const held = p.assignments.get(fact.assignment)
  const asked = fact.type === 'ArrivalAsked'
  const due = asked ? fact.answer_by : fact.due
  if (held) {
    const confirmed = asked ? held.confirmed : true
    p.assignments.set(held.id, { ...held, asked_by: asked ? due : null, confirmed })
  }
  slotChanged(p, fact.slot ?? '', () => ({ changed_at: fact.at, due }))
  changeIncident(p, fact.incident, () => ({
    changed_at: fact.at,
    ...(fact.next ? { next: fact.next } : {}),
  }))
}
