// What needs somebody, and how much: pure questions to the picture, with the server's time as an argument (ms).
import { inHand } from '@/picture/concerns'
import { dueMs, isAlarm, isOverdue } from '@/picture/select'
import type { Picture } from '@/picture/picture'
import type { PictureIncident } from '@/wire/replies'

/** In this order. Danger to life that nobody has taken stands above all, then that which the peak holds back and the commander
 * has not ruled on; whoever moves already, below all who wait; what is held back otherwise, below those: its time is the wind's. */
export const NEEDS = [
  'life',
  'peak',
  'unattended',
  'overdue',
  'answer',
  'late',
  'held',
  'work',
  'verify',
] as const
export type Need = (typeof NEEDS)[number]
/** Somebody in the room has to do something, or soon will. */
export const PRESSING: readonly Need[] = ['life', 'peak', 'unattended', 'overdue', 'late']

const MOVING: PictureIncident['status'][] = ['en_route', 'on_scene']

export function needOf(incident: PictureIncident, now: number): Need {
  if (incident.status === 'handled') return 'verify'
  if (isAlarm(incident)) return 'life'
  if (incident.status === 'held') return incident.priority === 1 && !inHand(incident) ? 'peak' : 'held'
  if (incident.status === 'unattended') return 'unattended'
  if (isOverdue(incident, now)) return MOVING.includes(incident.status) ? 'late' : 'overdue'
  return incident.status === 'offered' || incident.status === 'filed' ? 'answer' : 'work'
}

/** One line of the list: an incident, and how many more of its grid and kind stand behind it. */
export interface Row {
  incident: PictureIncident
  need: Need
  count: number
}

const due = (incident: PictureIncident): number => dueMs(incident) ?? Infinity

function compare(a: Row, b: Row): number {
  const order = NEEDS.indexOf(a.need) - NEEDS.indexOf(b.need)
  if (order) return order
  const [one, other] = [a.incident, b.incident]
  const unattended = Number(other.status === 'unattended') - Number(one.status === 'unattended')
  const byPriority = one.priority - other.priority
  const bySoonest = due(one) - due(other) || 0
  const byAge = one.number - other.number
  if (a.need === 'life') return unattended || byAge
  if (a.need === 'peak') return byAge
  if (a.need === 'unattended') return byPriority || byAge
  if (a.need === 'answer' || a.need === 'work' || a.need === 'verify') return bySoonest || byPriority || byAge
  return byPriority || bySoonest || byAge
}

/** Everything open, by need. */
export function rowsOf(picture: Picture, now: number): Row[] {
  const rows = [...picture.incidents.values()].map((incident) => ({
    incident,
    need: needOf(incident, now),
    count: 1,
  }))
  return rows.sort(compare)
}

const kindAndGrid = ({ incident, need }: Row): string =>
  `${incident.place.grid} ${incident.category}${need === 'verify' ? ' verify' : ''}`

/** The first of each grid and kind, which counts the others. What is handled is never counted as waiting. */
export function collapsed(rows: readonly Row[]): Row[] {
  const first = new Map<string, Row>()
  for (const row of rows) {
    const key = kindAndGrid(row)
    const known = first.get(key)
    if (known) known.count += row.count
    else first.set(key, { ...row })
  }
  return [...first.values()]
}

export interface Board {
  shown: Row[]
  /** Incidents that have no line of their own, by need. */
  hidden: Partial<Record<Need, number>>
}

/** What fits on so many lines; in a flood, or when it does not fit, a line a grid and kind. Handled ones come last, and only where there is room for all of them. */
export function boardOf(rows: readonly Row[], lines: number, flood: boolean): Board {
  const list = flood || rows.length > lines ? collapsed(rows) : rows
  const open = list.filter((row) => row.need !== 'verify')
  const done = list.filter((row) => row.need === 'verify')
  const shown = open.length + done.length <= lines ? [...open, ...done] : open.slice(0, lines)
  const hidden: Partial<Record<Need, number>> = {}
  for (const row of list) if (!shown.includes(row)) hidden[row.need] = (hidden[row.need] ?? 0) + row.count
  return { shown, hidden }
}

/** EEMUA 191: ten alarms in ten minutes are a flood for one operator; it is over below half of that. */
export const FLOOD_PER_OPERATOR = 10
export function isFlood(inTenMinutes: number, was: boolean, operators: number): boolean {
  const many = FLOOD_PER_OPERATOR * operators
  return inTenMinutes >= (was ? many / 2 : many)
}
