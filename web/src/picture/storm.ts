// Facts of a storm. Tracks and arrivals are asked for over HTTP, and anew when one of these comes; what the peak holds
// back is folded into the incident, as in command/domain/fold/storm.py.
import type { AnyFact, DispatchHeld, Held, OutdoorOverridden } from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'

const TYPES = [
  'StormProposed',
  'StormTracked',
  'StormRejected',
  'StormEnded',
  'StormWatched',
  'OutdoorPeakBegan',
  'OutdoorPeakOver',
] as const
const known: ReadonlySet<string> = new Set(TYPES)

export type StormFact = Extract<AnyFact, { type: (typeof TYPES)[number] }>

export const isStorm = (fact: AnyFact): fact is StormFact => known.has(fact.type)

export const held = (incident: PictureIncident, fact: DispatchHeld): Partial<PictureIncident> => ({
  status: 'held',
  tally: null,
  next: fact.next,
  changed_at: fact.at,
  held: {
    storm: fact.storm,
    since: incident.status === 'held' && incident.held ? incident.held.since : fact.at,
    until: fact.until ?? null,
    sent_by: '',
    sent_by_name: '',
    reason: '',
  },
})

export const sentOut = (incident: PictureIncident, fact: OutdoorOverridden): Partial<PictureIncident> => ({
  next: fact.next,
  changed_at: fact.at,
  held: {
    ...(incident.held ?? ({ since: fact.at, until: null } as Held)),
    storm: fact.storm,
    sent_by: fact.by,
    sent_by_name: fact.by_name ?? '',
    reason: fact.reason ?? '',
  },
})
