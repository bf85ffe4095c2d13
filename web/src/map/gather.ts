// Marks that would lie on each other become one: the most urgent one's shape and digit, with how many there are.
import { overlap, type Rect } from './boxes'
import type { Mark } from './types'

export interface Spot {
  mark: Mark
  x: number
  y: number
}
export interface Gathered extends Spot {
  count: number
  blink: boolean
  ring: boolean
  alert: boolean
  /** Only one thing is here, so its words may stand beside it. */
  single: boolean
}

const HALF = 1.45
const RINGED = 1.85
const DIGIT = 0.78

/** The room a mark takes, in pixels: its shape, its ring, and its ×n to the right. */
export function roomOf(one: Gathered, radius: number): Rect {
  const half = radius * (one.ring || one.alert ? RINGED : HALF)
  const words = one.count > 1 ? radius * DIGIT * (1 + String(one.count).length) : 0
  return {
    left: one.x - half,
    right: one.x + Math.max(half, radius * HALF + words),
    top: one.y - half,
    bottom: one.y + half,
  }
}

function joined(a: Gathered, b: Gathered): Gathered {
  return {
    ...a,
    count: a.count + b.count,
    blink: a.blink || b.blink,
    ring: a.ring || b.ring,
    alert: a.alert || b.alert,
    single: false,
  }
}

/** `spots` in the order of need. No two of the answer overlap; the more urgent stays where it is. */
export function gather(spots: readonly Spot[], radius: number): Gathered[] {
  let list: Gathered[] = spots.map(({ mark, x, y }) => ({
    mark,
    x,
    y,
    count: mark.count ?? 1,
    blink: !!mark.blink,
    ring: !!mark.ring,
    alert: !!mark.alert,
    single: true,
  }))
  list = [...list].sort((a, b) => a.mark.priority - b.mark.priority)
  for (;;) {
    const kept: Gathered[] = []
    for (const one of list) {
      const room = roomOf(one, radius)
      const host = kept.findIndex((other) => overlap(roomOf(other, radius), room))
      if (host < 0) kept.push(one)
      else kept[host] = joined(kept[host]!, one)
    }
    if (kept.length === list.length) return kept
    list = kept
  }
}
