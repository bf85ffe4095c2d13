// Facts of reports upward. The picture holds none of it: what shows reports asks anew when one arrives.
import type { AnyFact } from '@/wire/generated'

const TYPES = [
  'SitrepAsked',
  'SitrepRetimed',
  'SitrepHandedIn',
  'SitrepReminded',
  'SitrepCut',
  'SitrepItems',
  'SitrepLate',
  'SitrepSent',
  'SitrepDropped',
  'SitrepChainClosed',
] as const
const known: ReadonlySet<string> = new Set(TYPES)

export type SitrepFact = Extract<AnyFact, { type: (typeof TYPES)[number] }>

export const isSitrep = (fact: AnyFact): fact is SitrepFact => known.has(fact.type)
