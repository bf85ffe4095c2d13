// What needs an operator, and which item of the queue holds it: the same questions as command/domain/attention.
import type { AttentionItem } from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'
import type { Picture } from './picture'

export type ConcernKind = AttentionItem['kind']
type Priority = PictureIncident['priority']

export interface Concern {
  /** Member of the picture and id. */
  key: string
  kind: ConcernKind
  life: boolean
  area: string
  priority: Priority
  since: string
  /** What it is about, if it is about one. */
  incident: string | null
}

const OPERATORS = 3
const STUCK: PictureIncident['status'][] = ['assigned', 'en_route', 'on_scene', 'handled']
const LEVELS = [15, 12, 9, 6]
const STREET = 9

/** Somebody said that they have it, and nothing happened after the time they took for it. */
export const inHand = ({ seen, changed_at }: PictureIncident): boolean =>
  !!seen && Date.parse(changed_at) <= Date.parse(seen.until)

export function needs(incident: PictureIncident): ConcernKind | null {
  const { status, next, loop } = incident
  if (next?.kind === 'confirm') return incident.press ? 'press' : 'confirm'
  if (next?.kind === 'accept') return 'filing'
  if (status === 'held' && incident.priority === 1) return inHand(incident) ? null : 'peak'
  if (status === 'returned' || loop?.asked) return 'ruling'
  if (status === 'unattended') return inHand(incident) ? null : 'unattended'
  if (incident.level >= OPERATORS && STUCK.includes(status)) return inHand(incident) ? null : 'escalated'
  return status === 'handled' && incident.limits?.verifier === 'centre' ? 'verify' : null
}

function about(key: string, kind: ConcernKind, incident: PictureIncident, since: string): Concern {
  const { id, priority, place } = incident
  return { key, kind, life: priority === 1, area: place.grid, priority, since, incident: id }
}

function other(key: string, kind: ConcernKind, life: boolean, area: string, since: string): Concern {
  return { key, kind, life, area, priority: life ? 1 : 2, since, incident: null }
}

export function concernsOf(p: Picture): Concern[] {
  const found: Concern[] = []
  for (const one of p.incidents.values()) {
    const kind = needs(one)
    if (!kind) continue
    const since = kind === 'ruling' || kind === 'verify' ? one.changed_at : one.filed_at
    found.push(about(`incidents ${one.id}`, kind, one, since))
  }
  for (const slot of p.slots.values()) {
    const incident = p.incidents.get(slot.incident)
    if (slot.status === 'unattended' && incident)
      found.push(about(`slots ${slot.id}`, 'helpers', incident, slot.opened_at))
  }
  for (const call of p.calls.values()) {
    const incident = p.incidents.get(call.incident ?? '')
    const key = `calls ${call.id}`
    found.push(
      incident
        ? about(key, 'call', incident, call.at)
        : other(key, 'call', p.sos.has(call.about), call.area, call.at),
    )
  }
  for (const one of p.silences.values())
    found.push(other(`silences ${one.id}`, 'silence', false, one.id, one.lost_at))
  for (const one of p.handovers.values()) {
    const incident = p.incidents.get(one.incident)
    const key = `handovers ${one.id}`
    found.push(
      incident
        ? about(key, 'handover', incident, one.received_at)
        : other(key, 'handover', false, one.area, one.received_at),
    )
  }
  for (const one of p.tasks.values()) found.push(other(`tasks ${one.id}`, 'task', false, p.district, one.at))
  return found
}

/** An item with what is in it, or what no item holds yet, of a kind and street. */
export interface Line {
  key: string
  item: AttentionItem | null
  kind: ConcernKind
  life: boolean
  area: string
  concerns: Concern[]
  priority: Priority
  since: string
}

export interface Queue {
  /** Life first, then the gravest, then the oldest; the empty ones last. */
  lines: Line[]
  held: Line[]
  waits: number
  life: number
  heldBack: number
}

const place = (kind: string, life: boolean, area: string) => `${kind} ${life} ${area}`

export function queueOf(p: Picture): Queue {
  const items = new Map([...p.attention.values()].map((one) => [place(one.kind, one.life, one.area), one]))
  const inside = new Map<string, Concern[]>([...p.attention.keys()].map((id) => [id, []]))
  const outside = new Map<string, Concern[]>()
  const concerns = concernsOf(p)
  for (const one of concerns) {
    const level = LEVELS.find(
      (n) => one.area.length >= n && items.has(place(one.kind, one.life, one.area.slice(0, n))),
    )
    const item = level && items.get(place(one.kind, one.life, one.area.slice(0, level)))
    if (item) inside.get(item.id)!.push(one)
    else {
      const street = place(one.kind, one.life, one.area.slice(0, STREET))
      outside.set(street, [...(outside.get(street) ?? []), one])
    }
  }
  const lines = [...p.attention.values()].map((item) => line(item, inside.get(item.id)!))
  const held = [...outside.values()].map((list) => line(null, list))
  return {
    lines: lines.sort(byNeed),
    held: held.sort((a, b) => byNeed(a, b)),
    waits: concerns.length,
    life: concerns.filter((one) => one.life).length,
    heldBack: held.reduce((n, one) => n + one.concerns.length, 0),
  }
}

function line(item: AttentionItem | null, concerns: Concern[]): Line {
  const sorted = concerns.sort((a, b) => a.priority - b.priority || (a.since < b.since ? -1 : 1))
  const [first] = sorted
  const { kind, life } = item ?? first!
  const area = item?.area ?? first!.area.slice(0, STREET)
  const since = sorted.reduce(
    (old, one) => (one.since < old ? one.since : old),
    first?.since ?? item!.opened_at,
  )
  return {
    key: item?.id ?? place(kind, life, area),
    item,
    kind,
    life,
    area,
    concerns: sorted,
    priority: first?.priority ?? 4,
    since,
  }
}

const byNeed = (a: Line, b: Line): number =>
  Number(!a.concerns.length) - Number(!b.concerns.length) ||
  Number(b.life) - Number(a.life) ||
  a.priority - b.priority ||
  Date.parse(a.since) - Date.parse(b.since)
