// What a screen shows of the picture: pure questions to it, with the server's time as an argument (ms).
import type { PictureIncident } from '@/wire/replies'
import type { Picture } from './picture'

const MINE: PictureIncident['status'][] = ['filed', 'offered', 'unattended']

export const dueMs = (incident: PictureIncident): number | null =>
  incident.next ? Date.parse(incident.next.due) : null

/** Nobody has it yet. */
export const isWaiting = (incident: PictureIncident): boolean => MINE.includes(incident.status)

/** A deadline has passed, or did and was escalated. */
export const isOverdue = (incident: PictureIncident, now: number): boolean =>
  (incident.level > 0 && incident.status !== 'unattended') || (dueMs(incident) ?? Infinity) < now

/** The only thing that may blink: danger to life that nobody has taken. */
export const isAlarm = (incident: PictureIncident): boolean => incident.priority === 1 && isWaiting(incident)

const rank = (incident: PictureIncident, now: number): number =>
  incident.status === 'unattended' ? 0 : isOverdue(incident, now) ? 1 : 2

/** Every open incident, what most needs a decision first: unattended, overdue, priority, then the nearest deadline. */
export function byNeed(picture: Picture, now: number): PictureIncident[] {
  const keyed = [...picture.incidents.values()].map((incident) => ({ incident, rank: rank(incident, now) }))
  keyed.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.incident.priority - b.incident.priority ||
      (dueMs(a.incident) ?? Infinity) - (dueMs(b.incident) ?? Infinity) ||
      a.incident.number - b.incident.number,
  )
  return keyed.map(({ incident }) => incident)
}

export interface Figures {
  open: number
  alarms: number
  unattended: number
  overdue: number
  onDuty: number
  staff: number
  offers: number
}

export function figures(picture: Picture, now: number): Figures {
  const incidents = [...picture.incidents.values()]
  const count = (test: (incident: PictureIncident) => boolean) => incidents.filter(test).length
  return {
    open: incidents.length,
    alarms: count((i) => i.priority === 1),
    unattended: count((i) => i.status === 'unattended'),
    overdue: count((i) => isOverdue(i, now)),
    onDuty: picture.duty.size,
    staff: picture.staff,
    offers: picture.offers.size,
  }
}

/** Who is asked, or has it, by name. */
export function whoOf(picture: Picture, incident: PictureIncident): string {
  const offer = picture.offers.get(incident.offer ?? '')
  const assignment = picture.assignments.get(incident.assignment ?? '')
  return assignment?.person_name || offer?.person_name || assignment?.person || offer?.person || ''
}
