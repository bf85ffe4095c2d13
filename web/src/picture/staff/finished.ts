// What was finished here and nobody has verified yet.
import type { AssignmentChanged, FeedbackGiven, FinishedView } from '@/wire/generated'
import type { Staff } from './staff'

export const unfinished = (staff: Staff, { incident }: { incident: string }) =>
  staff.finished.filter((one) => one.incident !== incident)

/** The lead is done: until somebody has verified it, more can be said and shown of it. */
export function finishing(staff: Staff, fact: AssignmentChanged): Staff {
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

export function fedBack(one: FinishedView, fact: FeedbackGiven): FinishedView {
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
