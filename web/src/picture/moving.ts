// Facts of moving people. The picture holds none of it, and no names travel: what shows it asks anew when one arrives.
import type { AnyFact } from '@/wire/generated'

const TYPES = [
  'EvacuationOpened',
  'EvacueesListed',
  'EvacueesNamed',
  'RelativeNamed',
  'EvacueesAssigned',
  'EvacueeRemoved',
  'EvacueeAmended',
  'EvacueeTold',
  'EvacueeMoved',
  'EvacueeRefused',
  'EvacueeArrived',
  'EvacueeReturned',
  'EvacueeCorrected',
  'ArrivalsMissing',
  'EvacuationOverdue',
  'EvacuationClosed',
  'ShelterSet',
  'ShelterCounted',
  'ShelterClosed',
] as const
const known: ReadonlySet<string> = new Set(TYPES)

export type MovingFact = Extract<AnyFact, { type: (typeof TYPES)[number] }>

export const isMoving = (fact: AnyFact): fact is MovingFact => known.has(fact.type)
