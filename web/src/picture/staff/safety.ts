// Of roll-calls, calls for help, timers, people called by name and warnings a phone keeps what concerns it.
import type { Timer, TimerMissed } from '@/wire/generated'
import { safetyStep, type SafetyFact } from '../safety'
import { introduced, isAsked, joined, summonsStep, type SummonsFact } from '../summons'
import { warningStep, type WarningFact } from '../warnings'
import type { Staff } from './staff'

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
export function concerning(staff: Staff, fact: SafetyFact): Staff {
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

/** Of people called by name a phone keeps what waits for its own answer. */
export function called(staff: Staff, fact: SummonsFact): Staff {
  const draft = { summonses: new Map(staff.summonses) }
  const mine = [staff.me, ...(staff.unit ? [staff.unit] : [])]
  if (fact.type === 'SummonsWidened' && !draft.summonses.has(fact.summons))
    draft.summonses.set(fact.summons, joined(fact))
  const known = draft.summonses.get(fact.summons)
  if (fact.type === 'SummonsWidened' && known) draft.summonses.set(fact.summons, introduced(known, fact))
  summonsStep(draft, fact)
  for (const [id, one] of draft.summonses)
    if (!mine.some((who) => isAsked(one, who))) draft.summonses.delete(id)
  return { ...staff, ...draft }
}

export function warned(staff: Staff, fact: WarningFact): Staff {
  const draft = { warnings: new Map(staff.warnings), proposals: new Map() }
  warningStep(draft, fact)
  return { ...staff, warnings: draft.warnings }
}
