// Facts of a grid worker's day. The picture holds none of it: what shows it asks anew when one of these arrives.
import type { AnyFact } from '@/wire/generated'

const TYPES = [
  'DayOpened',
  'RoundStarted',
  'RoundFinished',
  'VisitRecorded',
  'CareOrdered',
  'CareClosed',
  'DayEnded',
  'EveningTold',
  'EveningLooked',
] as const
const known: ReadonlySet<string> = new Set(TYPES)

export type PatrolFact = Extract<AnyFact, { type: (typeof TYPES)[number] }>

export const isPatrol = (fact: AnyFact): fact is PatrolFact => known.has(fact.type)
