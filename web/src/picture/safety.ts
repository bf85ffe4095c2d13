// The safety of workers, folded alike on walls, consoles and phones: roll-calls, calls for help, timers of people in
// danger. The same steps as command/domain/fold/safety.py and sos.py.
import type {
  AnyFact,
  RollCall,
  RollCallOpened,
  Sos,
  SosAcknowledged,
  SosRaised,
  SosRepeated,
  Timer,
  TimerStarted,
} from '@/wire/generated'
import { change } from './change'

export interface Safety {
  readonly rollcalls: ReadonlyMap<string, RollCall>
  readonly sos: ReadonlyMap<string, Sos>
  readonly timers: ReadonlyMap<string, Timer>
}
export interface SafetyDraft {
  rollcalls: Map<string, RollCall>
  sos: Map<string, Sos>
  timers: Map<string, Timer>
}
export type SafetyFact = Extract<
  AnyFact,
  { type: `RollCall${string}` } | { type: `Sos${string}` } | { type: `Timer${string}` }
>

export const isSafetyFact = (fact: AnyFact): fact is SafetyFact =>
  /^(RollCall|Sos|Timer)[A-Z]/.test(fact.type)

export function safetyStep(p: SafetyDraft, fact: SafetyFact): void {
  switch (fact.type) {
    case 'RollCallOpened':
      p.rollcalls.set(fact.rollcall, opened(fact))
      return
    case 'RollCallAnswered':
      return change(p.rollcalls, fact.rollcall, ({ answers }) => ({
        answers: { ...answers, [fact.person]: { at: fact.at, by: fact.by, reason: fact.reason ?? '' } },
      }))
    case 'RollCallEscalated':
      return change(p.rollcalls, fact.rollcall, () => ({ level: fact.level, due: fact.due }))
    case 'RollCallClosed':
      p.rollcalls.delete(fact.rollcall)
      return
    case 'SosRaised':
      p.sos.set(fact.sos, raised(fact))
      return
    case 'SosRepeated':
      return change(p.sos, fact.sos, () => repeated(fact))
    case 'SosAcknowledged':
      return change(p.sos, fact.sos, (sos) => acknowledged(sos, fact))
    case 'SosEscalated':
      return change(p.sos, fact.sos, () => ({ level: fact.level, due: fact.due, told: fact.told ?? [] }))
    case 'SosEnded':
      p.sos.delete(fact.sos)
      return
    case 'TimerStarted':
      p.timers.set(fact.timer, started(fact))
      return
    case 'TimerAsked':
      return change<Timer>(p.timers, fact.timer, () => ({ stage: 'asked', due: fact.due }))
    case 'TimerAnswered':
      return change<Timer>(p.timers, fact.timer, () => ({ stage: 'running', due: fact.due, told: [] }))
    case 'TimerMissed':
      return change<Timer>(p.timers, fact.timer, () => ({
        stage: 'missed',
        due: fact.due,
        told: fact.told ?? [],
      }))
    case 'TimerEnded':
      p.timers.delete(fact.timer)
  }
}

const opened = (fact: RollCallOpened): RollCall => ({
  id: fact.rollcall,
  number: fact.number,
  area: fact.area,
  reason: fact.reason ?? '',
  by: fact.by,
  by_name: fact.by_name ?? '',
  opened_at: fact.at,
  due: fact.due,
  people: fact.people,
  answers: {},
  level: 0,
})
const raised = (fact: SosRaised): Sos => ({
  id: fact.sos,
  number: fact.number,
  request: fact.request ?? null,
  person: fact.person,
  person_name: fact.person_name ?? '',
  area: fact.area ?? '',
  cause: fact.cause ?? 'hand',
  place: fact.place ?? null,
  whence: fact.whence ?? null,
  pressed_at: fact.pressed_at,
  raised_at: fact.at,
  last_at: fact.at,
  incident: fact.incident ?? null,
  told: fact.told ?? [],
  near: fact.near ?? [],
  answers: [],
  level: 0,
  due: fact.due,
})
const repeated = (fact: SosRepeated): Partial<Sos> => ({
  last_at: fact.at,
  due: fact.due,
  answers: [],
  level: 0,
  ...(fact.place ? { place: fact.place, whence: fact.whence ?? null } : {}),
})
const acknowledged = (sos: Sos, fact: SosAcknowledged): Partial<Sos> => ({
  due: fact.due,
  answers: [
    ...sos.answers.filter((one) => one.by !== fact.by),
    {
      by: fact.by,
      by_name: fact.by_name ?? '',
      at: fact.at,
      coming: fact.coming ?? false,
      above: fact.above ?? false,
    },
  ],
})
const started = (fact: TimerStarted): Timer => ({
  id: fact.timer,
  person: fact.person,
  person_name: fact.person_name ?? '',
  area: fact.area ?? '',
  cause: fact.cause ?? 'asked',
  assignment: fact.assignment ?? null,
  period_s: fact.period_s,
  note: fact.note ?? '',
  started_at: fact.at,
  stage: 'running',
  told: [],
  due: fact.due,
})

/** Somebody above has it. */
export const isTaken = (sos: Sos): boolean => sos.answers.some((one) => one.above)
/** What nobody above has yet comes first, the oldest of them on top. */
export const sosByNeed = (all: ReadonlyMap<string, Sos>): Sos[] =>
  [...all.values()].sort((a, b) => Number(isTaken(a)) - Number(isTaken(b)) || a.number - b.number)
export const missingOf = (rollcall: RollCall): [id: string, name: string][] =>
  Object.entries(rollcall.people).filter(([id]) => !(id in rollcall.answers))
