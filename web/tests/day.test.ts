import { describe, expect, it } from 'vitest'
import { placeOf, roundsOf, visitsOf } from '@/field/day'
import type { Method, OutboxItem } from '@/outbox/item'
import type { MyDay } from '@/wire/replies'

const item = (method: Method, data: object, state = 'sending') =>
  ({ id: method, method, data, state }) as unknown as OutboxItem
const day = (more: Partial<MyDay> = {}): MyDay => ({
  at: '2026-11-22T01:00:00Z',
  day: 'w:2026-11-22',
  need: 2,
  rounds: [],
  visits: [],
  ...more,
})
const visit = (resident: string, done_at: string | null = null) =>
  ({ resident, done_at, name: resident }) as MyDay['visits'][number]

describe('rounds', () => {
  it('are two a day, before the centre has said anything', () =>
    expect(roundsOf(null, [])).toEqual(Array(2).fill({ from: null, to: null, short: false, waiting: false })))
  it('begin and end at the touch, with or without a network', () => {
    const begun = [item('round.start', { at: '2026-11-22T01:00:00Z' })]
    expect(roundsOf(day(), begun)[0]).toMatchObject({ from: '2026-11-22T01:00:00Z', to: null, waiting: true })
    const over = [...begun, item('round.finish', { at: '2026-11-22T03:10:00Z' })]
    expect(roundsOf(day(), over)[0]).toMatchObject({ to: '2026-11-22T03:10:00Z', waiting: true })
  })
  it('are what the centre says once it has heard of them', () => {
    const rounds = [{ id: 'r', began_at: '2026-11-22T01:00:00Z', over_at: null, short: false }]
    const stored = [item('round.start', { at: '2026-11-22T01:00:00Z' }, 'stored')]
    expect(roundsOf(day({ rounds }), stored).map((one) => one.from)).toEqual(['2026-11-22T01:00:00Z', null])
  })
})

describe('visits', () => {
  it('that are still to be made come first, and one on its way counts', () => {
    const sent = [item('visit.record', { resident: 'b' })]
    const shown = visitsOf(
      day({ visits: [visit('a', '2026-11-22T02:00:00Z'), visit('b'), visit('c')] }),
      sent,
    )
    expect(shown.map((one) => [one.resident, one.waiting])).toEqual([
      ['c', false],
      ['a', false],
      ['b', true],
    ])
  })
})

describe('the place of a touch', () => {
  const fix = { lat: 20, lon: 110, accuracy_m: 8, at: 1_000_000 }
  it('is where the phone is now', () =>
    expect(placeOf(fix, 1_060_000)).toEqual({ place: { lat: 20, lon: 110, accuracy_m: 8 } }))
  it('is left out rather than being an old one', () => {
    expect(placeOf(fix, 2_000_000)).toEqual({})
    expect(placeOf(null, 0)).toEqual({})
  })
})
