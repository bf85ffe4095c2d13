// What a phone holds: its own duty, offers and assignments, folded from the facts of its own channel.
import type { AnyFact, AssignmentMade, OfferMade, ReportMerged, StaffAnswer } from '@/wire/generated'
import type { StaffAssignment, StaffOffer } from '@/wire/replies'

export interface Staff {
  readonly me: string
  readonly onDuty: boolean
  readonly since: string | null
  readonly offers: readonly StaffOffer[]
  readonly assignments: readonly StaffAssignment[]
}

export const emptyStaff = (me: string): Staff => ({
  me,
  onDuty: false,
  since: null,
  offers: [],
  assignments: [],
})

export const staffOf = (me: string, snapshot: StaffAnswer): Staff => ({
  me,
  onDuty: snapshot.duty.on_duty,
  since: snapshot.duty.since ?? null,
  offers: snapshot.offers as StaffOffer[],
  assignments: snapshot.assignments as StaffAssignment[],
})

export const applyToStaffAll = (staff: Staff, facts: readonly AnyFact[]): Staff =>
  facts.reduce(applyToStaff, staff)

export function applyToStaff(staff: Staff, fact: AnyFact): Staff {
  switch (fact.type) {
    case 'DutyStarted':
      return fact.person === staff.me ? { ...staff, onDuty: true, since: fact.at } : staff
    case 'DutyEnded':
      return fact.person === staff.me ? { ...staff, onDuty: false, since: null } : staff
    case 'OfferMade':
      return fact.person === staff.me
        ? { ...staff, offers: [...without(staff, fact.offer), offerOf(fact)] }
        : staff
    case 'OfferClosed':
      return { ...staff, offers: without(staff, fact.offer) }
    case 'AssignmentMade':
      return assigned(staff, fact)
    case 'AssignmentChanged':
      return changed(staff, fact.assignment, fact.to)
    case 'AssignmentEnded':
      return { ...staff, assignments: staff.assignments.filter((a) => a.assignment !== fact.assignment) }
    case 'IncidentClosed':
    case 'IncidentVoided':
      return {
        ...staff,
        offers: staff.offers.filter((o) => o.incident !== fact.incident),
        assignments: staff.assignments.filter((a) => a.incident !== fact.incident),
      }
    case 'ReportMerged':
      return fact.raised ? raised(staff, fact) : staff
    case 'PersonRegistered':
    case 'RightsChanged':
    case 'IncidentFiled':
    case 'ButtonPressed':
    case 'DispatchOrdered':
    case 'IncidentReferred':
    case 'ReportStored':
    case 'RequestRefused':
    case 'NobodyAvailable':
    case 'IncidentEscalated':
    case 'IncidentReassigned':
    case 'EntrySetAside':
    case 'TaskDone':
    case 'RollCallOpened':
    case 'RollCallAnswered':
    case 'RollCallEscalated':
    case 'RollCallClosed':
      return staff
    default:
      return ignored(fact, staff)
  }
}

/** Does not compile while a fact is unhandled above. */
const ignored = (_fact: never, staff: Staff): Staff => staff

const without = (staff: Staff, offer: string) => staff.offers.filter((o) => o.offer !== offer)
const offerOf = (fact: OfferMade): StaffOffer => ({
  ...fact,
  text: fact.text ?? '',
  photos: fact.photos ?? [],
})

function assigned(staff: Staff, fact: AssignmentMade): Staff {
  const offers = fact.offer ? without(staff, fact.offer) : staff.offers
  if (fact.person !== staff.me) return { ...staff, offers }
  const made: StaffAssignment = {
    ...fact,
    text: fact.text ?? '',
    photos: fact.photos ?? [],
    status: 'assigned',
  }
  const others = staff.assignments.filter((a) => a.assignment !== fact.assignment)
  return { ...staff, offers, assignments: [...others, made] }
}

function changed(staff: Staff, id: string, to: NonNullable<StaffAssignment['status']>): Staff {
  const over = to === 'done' || to === 'failed'
  const assignments = staff.assignments.flatMap((a) => {
    if (a.assignment !== id) return [a]
    return over ? [] : [{ ...a, status: to }]
  })
  return { ...staff, assignments }
}

function raised(staff: Staff, { incident, priority, next }: ReportMerged): Staff {
  const answerBy = next?.kind === 'answer' ? { answer_by: next.due } : {}
  return {
    ...staff,
    offers: staff.offers.map((one) => (one.incident === incident ? { ...one, priority, ...answerBy } : one)),
    assignments: staff.assignments.map((one) => (one.incident === incident ? { ...one, priority } : one)),
  }
}
