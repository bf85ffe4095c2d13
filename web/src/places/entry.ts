// A place that can be found by words, as the server's registry has it.
import type { Place } from '@/wire/generated'

/** Also the order among equals: communities before buildings before lamps. */
export const KINDS = [
  'community',
  'grid',
  'estate',
  'building',
  'hydrant',
  'manhole',
  'camera',
  'lamp',
] as const
export type Kind = (typeof KINDS)[number]

/** `detail`: its address; `number`: what is painted on it; `spelled`: pinyin, syllables apart; `area`: its grid or itself. */
export interface Entry {
  kind: Kind
  id: string
  name: string
  detail: string
  number: string
  spelled: string
  area: string
  lat: number
  lon: number
}

/** A place that answers what was typed. `place`: what to put in a report. `grid`: none for a community. */
export interface PlaceChoice {
  kind: Kind
  id: string
  name: string
  detail: string
  grid: string | null
  grid_name: string
  lat: number
  lon: number
  place: Place
  distance_m?: number | null
}

/** WGS84 degrees. */
export interface Point {
  lat: number
  lon: number
}

/** The place to put in a report about the entry. */
export function placeOf({ kind, id, lat, lon }: Entry): Place {
  if (kind === 'grid') return { grid: id }
  if (kind === 'building') return { building: id }
  if (kind === 'community' || kind === 'estate') return { lat, lon }
  return { facility: id }
}
