// The day's figures and the last hour's reports. The figures are the server's (`/api/statistics`, the same formulas as the
// console's), and what was heard since they were made is added to them: so they are whole and of this second. Until the
// server has answered, the wall counts what it hears itself, and says "at least" when it missed some.
import { dayOf } from '@/ui/time'
import type { AnyFact } from '@/wire/generated'
import type { PictureIncident, Statistics } from '@/wire/replies'

const BUCKET_MS = 300_000
export const BUCKETS = 12
const TEN_MINUTES_MS = 600_000
const MISSED_MS = 60_000
const MOST_HEARD = 4_000
type Counted = 'filed' | 'handled' | 'settled'

export interface Today {
  district: string
  day: string
  /** Counted from then on (ms), by the server's clock. */
  since: number
  /** Last heard (ms). */
  heard: number
  /** The last fact that was counted. */
  number: number
  filed: number
  handled: number
  settled: number
  /** Some of the day was not heard. */
  atLeast: boolean
  /** Reports by five minutes since 1970. */
  reports: Record<string, number>
  /** When something was filed that is not settled already: the last ten minutes (ms). */
  alarms: number[]
  /** What was counted and may be younger than the server's figures: its number, and as what. */
  heardOf?: [number, Counted][]
}

export const newToday = (district: string, now: number): Today => ({
  district,
  day: dayOf(now),
  since: now,
  heard: now,
  number: 0,
  filed: 0,
  handled: 0,
  settled: 0,
  atLeast: false,
  reports: {},
  alarms: [],
})

function rolled(today: Today, at: number): Today {
  const bucket = Math.floor(at / BUCKET_MS)
  const reports = Object.fromEntries(
    Object.entries(today.reports).filter(([key]) => bucket - Number(key) < BUCKETS + 1),
  )
  const alarms = today.alarms.filter((time) => at - time < TEN_MINUTES_MS)
  const heardOf = [...(today.heardOf ?? [])]
  const kept = { ...today, reports, alarms, heardOf, heard: Math.max(today.heard, at) }
  const day = dayOf(at)
  if (day <= kept.day) return kept
  const midnight = Date.parse(`${day}T00:00:00+08:00`)
  return { ...kept, day, since: midnight, filed: 0, handled: 0, settled: 0, atLeast: false, heardOf: [] }
}

function reported(today: Today, at: number): void {
  const key = String(Math.floor(at / BUCKET_MS))
  today.reports[key] = (today.reports[key] ?? 0) + 1
}

/** A new picture: what is open and was not counted is counted now. */
export function withSnapshot(
  today: Today,
  incidents: Iterable<PictureIncident>,
  offset: number,
  now: number,
): Today {
  const missed = now - today.heard > MISSED_MS && offset > today.number
  const next = rolled(today, now)
  if (missed && next.number > 0) next.atLeast = true
  for (const one of incidents) {
    if (one.number <= next.number) continue
    const at = Date.parse(one.filed_at)
    if (dayOf(at) === next.day) note(next, one.number, 'filed')
    if (now - at < BUCKET_MS * BUCKETS) reported(next, at)
    if (now - at < TEN_MINUTES_MS) next.alarms.push(at)
  }
  next.number = Math.max(next.number, offset)
  return next
}

export function withFacts(today: Today, facts: readonly AnyFact[]): Today {
  const last = facts.at(-1)
  if (!last) return today
  const next = rolled(today, Date.parse(last.at))
  for (const fact of facts) {
    if (fact.number <= next.number) continue
    next.number = fact.number
    count(next, fact)
  }
  return next
}

/** The server's figures of today, with what was heard since they were made. Figures of another day, or from before what
 * is remembered, change nothing. */
export function withStatistics(today: Today, shown: Statistics): Today {
  const day = dayOf(Date.parse(shown.from))
  const heardOf = today.heardOf ?? []
  const upTo = shown.age.number
  const forgotten = heardOf.length >= MOST_HEARD && heardOf[0]![0] > upTo + 1
  if (day !== today.day || forgotten) return today
  const later = heardOf.filter(([number]) => number > upTo)
  const total = (figure: string, as: Counted) =>
    (shown.total[figure]?.n ?? 0) + later.filter(([, kind]) => kind === as).length
  return {
    ...today,
    since: Date.parse(shown.from),
    number: Math.max(today.number, upTo),
    filed: total('filed', 'filed'),
    handled: total('handled_now', 'handled'),
    settled: total('settled', 'settled'),
    atLeast: false,
    heardOf: later,
  }
}

function note(today: Today, number: number, as: Counted): void {
  today[as] += 1
  const heardOf = (today.heardOf ??= [])
  heardOf.push([number, as])
  if (heardOf.length > MOST_HEARD) heardOf.shift()
}

function count(today: Today, fact: AnyFact): void {
  const at = Date.parse(fact.at)
  const settled = fact.type === 'IncidentFiled' && fact.disposition === 'settled'
  if (fact.type === 'IncidentFiled') {
    note(today, fact.number, 'filed')
    if (settled) note(today, fact.number, 'settled')
    else today.alarms.push(at)
  }
  if (fact.type === 'IncidentFiled' || fact.type === 'ReportMerged') reported(today, at)
  // Who helps beside the lead finishes their own part, not the incident.
  if (fact.type === 'AssignmentChanged' && fact.to === 'done' && !fact.slot)
    note(today, fact.number, 'handled')
}

/** Reports of the last hour, in twelve times five minutes, the oldest first. */
export function lastHour(today: Today, now: number): number[] {
  const last = Math.floor(now / BUCKET_MS)
  return Array.from({ length: BUCKETS }, (_, i) => today.reports[String(last - BUCKETS + 1 + i)] ?? 0)
}

export const alarmsIn10Min = (today: Today, now: number): number =>
  today.alarms.filter((time) => now - time < TEN_MINUTES_MS).length

const KEY = 'gridcommand.wall.today'
/** An exercise counts beside the district, in the same browser. */
const keyOf = (district: string): string => (district.includes('@') ? `${KEY}.${district}` : KEY)
export function keepToday(today: Today): void {
  try {
    localStorage.setItem(keyOf(today.district), JSON.stringify(today))
  } catch {
    // A browser that keeps nothing: the figures begin anew after a reload, and say since when.
  }
}
export function keptToday(district: string): Today | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(district)) ?? 'null') as Today | null
    return kept?.district === district && Array.isArray(kept.alarms) ? kept : null
  } catch {
    return null
  }
}
