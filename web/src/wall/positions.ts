// Where people are: the first message holds everybody, later ones what changed. `alive` is always whole.
export interface Position {
  person: string
  lat: number
  lon: number
  at: string
}
export interface PositionsMessage {
  type: 'Positions'
  positions: Position[]
  alive: string[]
}
export interface Positions {
  readonly known: ReadonlyMap<string, Position>
  readonly alive: ReadonlySet<string>
  /** Something was heard at all. */
  readonly heard: boolean
}

export const noPositions: Positions = { known: new Map(), alive: new Set(), heard: false }

export function withPositions(before: Positions, data: unknown): Positions {
  const message = data as Partial<PositionsMessage> | null
  if (message?.type !== 'Positions') return before
  const known = new Map(before.known)
  for (const one of message.positions ?? []) known.set(one.person, one)
  return { known, alive: new Set(message.alive ?? []), heard: true }
}

/** A position is old after so long: drawn hollow, like that of somebody who cannot be reached. */
const OLD_MS = 180_000
export interface Dots {
  fresh: [lon: number, lat: number][]
  old: [lon: number, lat: number][]
}

export interface Abroad {
  dots: Dots
  /** On duty and heard of in the last half minute. */
  reachable: number
  /** Age of the newest position in seconds, null without any. */
  newestS: number | null
}

/** The people on duty, by where and how lately they were heard of. */
export function abroad(positions: Positions, duty: Iterable<string>, now: number): Abroad {
  const dots: Dots = { fresh: [], old: [] }
  let reachable = 0
  let newest = -Infinity
  for (const person of duty) {
    const alive = positions.alive.has(person)
    if (alive) reachable += 1
    const one = positions.known.get(person)
    if (!one) continue
    const at = Date.parse(one.at)
    newest = Math.max(newest, at)
    dots[alive && now - at < OLD_MS ? 'fresh' : 'old'].push([one.lon, one.lat])
  }
  return { dots, reachable, newestS: newest === -Infinity ? null : Math.max(0, (now - newest) / 1000) }
}
