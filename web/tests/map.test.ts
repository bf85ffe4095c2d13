import { describe, expect, it } from 'vitest'
import { around, overlap, Taken } from '@/map/boxes'
import { gather, roomOf, type Spot } from '@/map/gather'
import type { Mark, Priority } from '@/map/types'

const spot = (id: string, x: number, y: number, priority: Priority = 3, more: Partial<Mark> = {}): Spot => ({
  mark: { id, lat: 20, lon: 110, grid: 'g', priority, ...more },
  x,
  y,
})
const R = 18

describe('marks on a map nobody touches', () => {
  it('become one where they would lie on each other: the most urgent, and how many', () => {
    const [one, ...rest] = gather([spot('c', 100, 100), spot('a', 106, 103, 1), spot('b', 96, 95, 2)], R)
    expect(rest).toEqual([])
    expect(one).toMatchObject({ count: 3, mark: { id: 'a', priority: 1 }, x: 106, y: 103, single: false })
  })
  it('stay apart where there is room', () =>
    expect(gather([spot('a', 0, 0), spot('b', 100, 0)], R).map(({ count }) => count)).toEqual([1, 1]))
  it('count what already stands behind a mark, and keep a blink and a ring', () => {
    const [one] = gather(
      [spot('a', 0, 0, 2, { count: 4 }), spot('b', 5, 5, 3, { count: 2, ring: true, blink: true })],
      R,
    )
    expect(one).toMatchObject({ count: 6, ring: true, blink: true })
  })
  it('never overlap, nor lose any, however many there are', () => {
    const chance = (n: number) => Math.abs((Math.sin(n * 12.9898) * 43758.5453) % 1)
    const spots = Array.from({ length: 300 }, (_, i) =>
      spot(`i${i}`, chance(i) * 800, chance(i + 999) * 800, ((i % 4) + 1) as Priority, { ring: i % 3 === 0 }),
    )
    const drawn = gather(spots, R)
    expect(drawn.reduce((sum, { count }) => sum + count, 0)).toBe(300)
    const rooms = drawn.map((one) => roomOf(one, R))
    for (const [i, a] of rooms.entries())
      for (const b of rooms.slice(i + 1)) expect(overlap(a, b)).toBe(false)
  })
})

describe('words on the map', () => {
  it('take the first place that is free, or none', () => {
    const room = { left: 0, top: 0, right: 200, bottom: 200 }
    const taken = new Taken(room, [around(100, 100, 40, 40)])
    const wishes = [around(100, 100, 50, 20), around(100, 140, 50, 20)]
    expect(taken.place(wishes)).toBe(1)
    expect(taken.place(wishes)).toBe(-1)
    expect(taken.place([around(190, 10, 50, 20)])).toBe(-1)
  })
})
