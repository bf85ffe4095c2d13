// The response level and the drill that a phone is in.
import { DRILL, drillStep, laterBy, undrilled, type DrillFact } from '../drill'
import { MODE, modeStep, unmoded, type ModeFact } from '../modes'
import type { Staff } from './staff'

/** Of a response level a phone keeps that it is, whether I am called in, and my grids' tasks. */
export function moded(staff: Staff, fact: ModeFact): Staff {
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

/** How a drill stands, and of its notices those that are for me; when it goes on, everything is due later. */
export function drilled(staff: Staff, fact: DrillFact): Staff {
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
