// Whom to give an incident to: every grid worker with how far they are and what they are at, the best first.
import { distanceM } from '@/places/geo'
import type { Picture } from '@/picture/picture'
import type { Person, PictureIncident } from '@/wire/replies'

export interface Candidate {
  id: string
  name: string
  state: 'free' | 'asked' | 'busy' | 'off'
  /** The number of the incident they are at or asked about. */
  at: number | null
  distance: number | null
  ownGrid: boolean
  /** Checked in here, or only known by the own grid. */
  exact: boolean
  /** Dispatch could ask them: there, and at nothing as urgent. */
  fits: boolean
}

export function candidates(
  picture: Picture,
  people: readonly Person[],
  incident: PictureIncident,
  homeOf: (grid: string) => { lat: number; lon: number } | null,
): Candidate[] {
  const work = new Map([...picture.assignments.values()].map((one) => [one.person, one.incident]))
  const asked = new Map([...picture.offers.values()].map((one) => [one.person, one.incident]))
  return people
    .filter((one) => one.roles.includes('worker'))
    .map((one) => {
      const duty = picture.duty.get(one.id)
      const where = duty?.place ?? homeOf(one.areas[0] ?? '')
      const at = work.get(one.id) ?? asked.get(one.id)
      const busy = work.has(one.id) ? 'busy' : asked.has(one.id) ? 'asked' : 'free'
      return {
        id: one.id,
        name: one.name,
        state: duty ? busy : 'off',
        at: picture.incidents.get(at ?? '')?.number ?? null,
        distance: where ? Math.round(distanceM(where, incident.place)) : null,
        ownGrid: one.areas.includes(incident.place.grid),
        exact: !!duty?.place,
        fits: !!duty && (picture.incidents.get(at ?? '')?.priority ?? 5) > incident.priority,
      } satisfies Candidate
    })
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        Number(b.ownGrid) - Number(a.ownGrid) ||
        (a.distance ?? Infinity) - (b.distance ?? Infinity) ||
        (a.id < b.id ? -1 : 1),
    )
}

const rank = (one: Candidate): number => (one.fits ? 0 : one.state === 'off' ? 2 : 1)
