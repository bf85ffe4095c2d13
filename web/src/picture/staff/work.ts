// Offers and assignments as a phone folds them.
import type { AssignmentMade, IncidentRetimed, OfferMade, ReportMerged } from '@/wire/generated'
import type { StaffAssignment, StaffOffer } from '@/wire/replies'
import type { Staff } from './staff'

/** What became of something that was asked about my work. */
export const turned = (staff: Staff, incident: string, change: Partial<StaffAssignment>): Staff => ({
  ...staff,
  assignments: staff.assignments.map((one) => (one.incident === incident ? { ...one, ...change } : one)),
})

/** Asked of me, or of the unit whose desk this is. */
export const isMine = (staff: Staff, fact: { person: string; unit?: string | null }) =>
  fact.person === staff.me || (fact.unit != null && fact.unit === staff.unit)
export const without = (staff: Staff, offer: string) => staff.offers.filter((o) => o.offer !== offer)
export const offerOf = (fact: OfferMade): StaffOffer => ({
  ...fact,
  text: fact.text ?? '',
  photos: fact.photos ?? [],
  part: fact.part ?? 'lead',
  slot: fact.slot ?? null,
  unit: fact.unit ?? null,
})

export function assigned(staff: Staff, fact: AssignmentMade): Staff {
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

export function changed(staff: Staff, id: string, to: NonNullable<StaffAssignment['status']>): Staff {
  const over = to === 'done' || to === 'failed'
  const assignments = staff.assignments.flatMap((a) => {
    if (a.assignment !== id) return [a]
    return over ? [] : [{ ...a, status: to, asked_by: null }]
  })
  return { ...staff, assignments }
}

/** Whether they come is to be answered until then; null: answered. */
export const awaited = (staff: Staff, id: string, until: string | null): Staff => ({
  ...staff,
  assignments: staff.assignments.map((a) => (a.assignment === id ? { ...a, asked_by: until } : a)),
})

export function raised(staff: Staff, { incident, priority, next }: ReportMerged | IncidentRetimed): Staff {
  const answerBy = next?.kind === 'answer' ? { answer_by: next.due } : {}
  return {
    ...staff,
    offers: staff.offers.map((one) => (one.incident === incident ? { ...one, priority, ...answerBy } : one)),
    assignments: staff.assignments.map((one) => (one.incident === incident ? { ...one, priority } : one)),
  }
}
