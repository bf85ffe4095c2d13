// Which open incidents a caller may be speaking of: the server's own rule for merging, asked while they still speak.
import { distanceM } from '@/places/geo'
import type { Picture } from '@/picture/picture'
import type { PictureIncident } from '@/wire/replies'

const RADIUS_M = 50
const WINDOW_MS = 24 * 3600 * 1000
/** Two of these close together are two people: shown, never merged. */
const APART = [
  'grid.rescue',
  'grid.medical',
  'grid.lost_person',
  'grid.dispute',
  'grid.call_button',
  'grid.special_need',
  'grid.service',
]

export interface Duplicate {
  incident: PictureIncident
  distance: number
  merges: boolean
}

export function duplicatesOf(
  picture: Picture,
  category: string,
  at: { lat: number; lon: number } | null,
  now: number,
): Duplicate[] {
  if (!category || !at) return []
  return [...picture.incidents.values()]
    .filter((one) => one.category === category && now - Date.parse(one.last_report_at) <= WINDOW_MS)
    .map((incident) => ({
      incident,
      distance: Math.round(distanceM(at, incident.place)),
      merges: !APART.includes(category) && incident.status !== 'handled',
    }))
    .filter(({ distance }) => distance <= RADIUS_M)
    .sort((a, b) => a.distance - b.distance || a.incident.number - b.incident.number)
}
