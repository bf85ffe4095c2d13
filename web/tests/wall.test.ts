import { describe, expect, it } from 'vitest'
import { emptyPicture, type Picture } from '@/picture/picture'
import type { PictureIncident } from '@/wire/replies'
import { airy, holds, nextView, spanKm, wanted, type Spot } from '@/wall/focus'
import { isReloadTime, isSick } from '@/wall/guard'
import { boardOf, collapsed, isFlood, needOf, rowsOf } from '@/wall/needs'
import { optionsOf } from '@/wall/options'
import { abroad, noPositions, withPositions } from '@/wall/positions'
import { sizeOf, textPx } from '@/wall/sizes'
import { toneFor } from '@/wall/sound'
import type { Statistics } from '@/wire/replies'
import { alarmsIn10Min, lastHour, newToday, withFacts, withSnapshot, withStatistics } from '@/wall/today'
import { changed, closed, filed, merged } from './facts'

const NOW = Date.parse('2026-09-01T02:00:00Z')
let serial = 0
function incident(status: PictureIncident['status'], more: Partial<PictureIncident> = {}): PictureIncident {
  const number = more.number ?? ++serial
  return {
    id: `i${number}`,
    number,
    category: 'event.0406',
    disposition: 'help',
    priority: 3,
    status,
    place: { lat: 20, lon: 110.4, grid: `4601070010010${String(number).padStart(2, '0')}` },
    reports: 1,
    filed_at: '2026-09-01T01:00:00Z',
    last_report_at: '2026-09-01T01:00:00Z',
    changed_at: '2026-09-01T01:00:00Z',
    offer: null,
    assignment: null,
    handler: null,
    tally: null,
    level: 0,
    next: { kind: 'finish', round: 1, step: 1, due: '2026-09-01T02:30:00Z' },
    ...more,
  }
}
const dueIn = (seconds: number) => ({
  next: { kind: 'answer' as const, round: 1, step: 1, due: new Date(NOW + seconds * 1000).toISOString() },
})
const pictureOf = (...list: PictureIncident[]): Picture => ({
  ...emptyPicture('460107'),
  incidents: new Map(list.map((one) => [one.id, one])),
})

describe('the list of what needs somebody', () => {
  it('ranks by need: life untaken, nobody to send, overdue, soonest answer, late on the way, the rest, handled', () => {
    const list = [
      incident('handled', { priority: 1, id: 'handled' }),
      incident('on_scene', { priority: 1, id: 'work' }),
      incident('en_route', { priority: 3, id: 'late', ...dueIn(-5) }),
      incident('offered', { priority: 3, id: 'later', ...dueIn(200) }),
      incident('offered', { priority: 4, id: 'sooner', ...dueIn(20) }),
      incident('assigned', { priority: 3, id: 'overdue', ...dueIn(-60) }),
      incident('unattended', { priority: 3, id: 'nobody' }),
      incident('offered', { priority: 1, id: 'life', ...dueIn(50) }),
    ]
    expect(rowsOf(pictureOf(...list), NOW).map(({ incident: one }) => one.id)).toEqual([
      'life',
      'nobody',
      'overdue',
      'sooner',
      'later',
      'late',
      'work',
      'handled',
    ])
  })
  it('puts what the peak holds back about life above all but life untaken, and the rest of it above what is in hand', () => {
    const SEEN = {
      by: 'c',
      by_name: '何',
      level: 1,
      at: new Date(NOW).toISOString(),
      until: new Date(NOW + 600_000).toISOString(),
    }
    const list = [
      incident('on_scene', { priority: 1, id: 'work' }),
      incident('held', { priority: 2, id: 'property', ...dueIn(20) }),
      incident('held', { priority: 1, id: 'ruled', seen: SEEN, ...dueIn(30) }),
      incident('unattended', { priority: 2, id: 'nobody' }),
      incident('held', { priority: 1, id: 'undecided', ...dueIn(9000) }),
      incident('offered', { priority: 1, id: 'life', ...dueIn(50) }),
    ]
    const rows = rowsOf(pictureOf(...list), NOW)
    expect(rows.map(({ incident: one }) => one.id)).toEqual([
      'life',
      'undecided',
      'nobody',
      'ruled',
      'property',
      'work',
    ])
    expect(rows.map(({ need }) => need)).toEqual(['life', 'peak', 'unattended', 'held', 'held', 'work'])
  })
  it('never lets what waits for verification push out what waits for somebody', () => {
    const waits = Array.from({ length: 30 }, () => incident('handled', { priority: 1 }))
    const low = incident('unattended', { priority: 4, id: 'low' })
    const board = boardOf(rowsOf(pictureOf(...waits, low), NOW), 8, false)
    expect(board.shown.map(({ incident: one }) => one.id)).toEqual(['low'])
    expect(board.hidden).toEqual({ verify: 30 })
  })
  it('shows handled ones, last, where there is room for all of them', () => {
    const board = boardOf(rowsOf(pictureOf(incident('handled'), incident('filed')), NOW), 8, false)
    expect(board.shown.map(({ need }) => need)).toEqual(['answer', 'verify'])
    expect(board.hidden).toEqual({})
  })
  it('in a flood keeps the first of a grid and kind, and counts every other one', () => {
    const place = { lat: 20, lon: 110.4, grid: '460107001001001' }
    const many = Array.from({ length: 12 }, (_, i) =>
      incident(i === 7 ? 'unattended' : 'assigned', { place, number: 500 + i }),
    )
    const others = Array.from({ length: 9 }, (_, i) => incident('on_scene', { number: 600 + i }))
    const rows = rowsOf(pictureOf(...many, ...others), NOW)
    const board = boardOf(rows, 8, true)
    expect(board.shown[0]).toMatchObject({ count: 12, need: 'unattended', incident: { number: 507 } })
    const counted = board.shown.reduce((sum, { count }) => sum + count, 0)
    expect(counted + Object.values(board.hidden).reduce((a, b) => a + b, 0)).toBe(21)
    expect(boardOf(rows, 30, false).shown.every(({ count }) => count === 1)).toBe(true)
    expect(boardOf(rows, 8, false)).toEqual(board)
  })
  it('counts what is handled apart from what waits in the same grid', () => {
    const place = { lat: 20, lon: 110.4, grid: '460107001001001' }
    const rows = rowsOf(pictureOf(incident('handled', { place }), incident('filed', { place })), NOW)
    expect(collapsed(rows).map(({ need, count }) => [need, count])).toEqual([
      ['answer', 1],
      ['verify', 1],
    ])
  })
  it('a danger to life that somebody has taken no longer alarms', () => {
    expect(needOf(incident('filed', { priority: 1 }), NOW)).toBe('life')
    expect(needOf(incident('assigned', { priority: 1 }), NOW)).toBe('work')
  })
})

describe('a flood', () => {
  it('begins at ten alarms in ten minutes for each operator and ends below five', () => {
    expect([isFlood(9, false, 1), isFlood(10, false, 1), isFlood(5, true, 1), isFlood(4, true, 1)]).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(isFlood(19, false, 2)).toBe(false)
  })
  it('lets only priority 1 be heard', () => {
    expect([
      toneFor([3, 2], false),
      toneFor([3, 2], true),
      toneFor([3, 1], true),
      toneFor([], false),
    ]).toEqual([2, null, 1, null])
  })
})

describe('the day on the wall', () => {
  const today = () => newToday('460107', NOW)
  it('counts each fact once, whatever comes twice', () => {
    const settled = { ...filed(2, 'i2'), disposition: 'settled' as const }
    const facts = [filed(1), settled, merged(3, 1), changed(4, 'done'), closed(5)]
    const once = withFacts(today(), facts)
    expect(once).toMatchObject({ filed: 2, settled: 1, handled: 1, number: 5 })
    expect(withFacts(once, facts)).toMatchObject({ filed: 2, settled: 1, handled: 1 })
    expect(lastHour(once, Date.parse(facts[0]!.at)).reduce((a, b) => a + b)).toBe(3)
    expect(alarmsIn10Min(once, Date.parse(facts[0]!.at))).toBe(1)
  })
  it('takes what is open from a snapshot, and says "at least" when it did not listen for a while', () => {
    const first = withSnapshot(today(), [incident('filed', { number: 10 })], 10, NOW)
    expect(first).toMatchObject({ filed: 1, atLeast: false })
    const later = NOW + 300_000
    const second = withSnapshot(
      first,
      [incident('filed', { number: 10 }), incident('filed', { number: 20 })],
      25,
      later,
    )
    expect(second).toMatchObject({ filed: 2, atLeast: true })
  })
  it('begins at nought at midnight of the district', () => {
    const before = withFacts({ ...today(), number: 0 }, [filed(1)])
    const next = withSnapshot(before, [], 9, Date.parse('2026-09-01T16:00:05Z'))
    expect(next).toMatchObject({ day: '2026-09-02', filed: 0, since: Date.parse('2026-09-01T16:00:00Z') })
  })
  const statistics = (number: number, filed: number, handled: number, settled: number, from = '2026-08-31') =>
    ({
      from: `${from}T16:00:00Z`,
      age: { number, missing: 0, behind_s: 0 },
      total: { filed: { n: filed }, handled_now: { n: handled }, settled: { n: settled } },
    }) as unknown as Statistics
  it("is the server's count with what was heard since, and whole again after a silence", () => {
    const own = { ...withFacts(today(), [filed(11), changed(12, 'done'), filed(13, 'i3')]), atLeast: true }
    const whole = withStatistics(own, statistics(12, 40, 30, 12))
    expect(whole).toMatchObject({ filed: 41, handled: 30, settled: 12, number: 13, atLeast: false })
    expect(whole.since).toBe(Date.parse('2026-08-31T16:00:00Z'))
    expect(withStatistics(whole, statistics(13, 41, 30, 12))).toMatchObject({ filed: 41, handled: 30 })
  })
  it('does not count again what the server had counted before the wall heard of it', () => {
    const ahead = withStatistics(today(), statistics(12, 40, 30, 12))
    expect(withFacts(ahead, [filed(11), changed(12, 'done'), filed(13, 'i3')])).toMatchObject({
      filed: 41,
      handled: 30,
    })
  })
  it("takes no other day's figures, and none of who helps beside the lead", () => {
    expect(withStatistics(today(), statistics(9, 40, 30, 12, '2026-08-30'))).toMatchObject({ filed: 0 })
    expect(withFacts(today(), [{ ...changed(4, 'done'), slot: 'p' }])).toMatchObject({ handled: 0 })
  })
  it('keeps no more than the last hour', () => {
    let kept = today()
    for (let i = 0; i < 400; i++) {
      const at = new Date(NOW + i * 60_000).toISOString()
      kept = withFacts(kept, [{ ...filed(i + 1), at }])
    }
    expect(Object.keys(kept.reports).length).toBeLessThanOrEqual(14)
    expect(kept.alarms.length).toBeLessThanOrEqual(10)
  })
})

describe('letters', () => {
  it('are as large as 25 minutes of arc at the distance asked for', () => {
    expect([textPx(1920, 1080, 3, 75), textPx(1920, 1080, 5, 75), textPx(1920, 1080, 5, 98)]).toEqual([
      26, 43, 33,
    ])
    expect(sizeOf(1920, 1080, { distanceM: 5, diagonalIn: 98 }).rem * 2.8).toBeCloseTo(33)
    expect(sizeOf(3840, 2160, { distanceM: 5, diagonalIn: 98 }).rem * 2.8).toBeCloseTo(65, 0)
  })
  it('are the plain ones without, on any shape of screen', () => {
    const plain = (w: number, h: number) => sizeOf(w, h, { distanceM: null, diagonalIn: null }).rem
    expect([plain(1920, 1080), plain(3840, 2160), plain(3840, 1080), plain(6720, 2160)]).toEqual([
      10, 20, 10, 20,
    ])
  })
  it('come from the address, with the other choices of a room', () => {
    expect(optionsOf('?d=5&diag=98&names=0&sound=0&operators=3')).toEqual({
      distanceM: 5,
      diagonalIn: 98,
      names: false,
      sound: false,
      operators: 3,
      exercise: null,
      region: false,
    })
    expect(optionsOf('?exercise=d1&region')).toMatchObject({ exercise: 'd1', region: true })
    expect(optionsOf('?d=x')).toMatchObject({ distanceM: null, names: true, sound: true, operators: 1 })
  })
})

describe('where the map looks', () => {
  const whole = { west: 110.33, east: 110.67, south: 19.52, north: 20.02 }
  const home = { west: 110.33, east: 110.41, south: 19.95, north: 20.02 }
  const spot = (lat: number, lon: number, more: Partial<Spot> = {}): Spot => ({
    lat,
    lon,
    pressing: true,
    life: false,
    ...more,
  })
  it('is the town when nothing is open, and when all that presses is spread over it', () => {
    expect(wanted(whole, home, [])).toBe(home)
    expect(wanted(whole, home, [spot(19.96, 110.34), spot(20.01, 110.4)])).toBe(home)
  })
  it('is nearer when all is in one corner, and never so near that it has no neighbourhood', () => {
    const near = wanted(whole, home, [spot(19.6, 110.5)])
    expect(holds(near, spot(19.6, 110.5))).toBe(true)
    expect(spanKm(near)).toBeGreaterThan(3)
    expect(spanKm(near)).toBeLessThan(spanKm(home))
  })
  it('is the whole when little of it is in the town', () => {
    const far = [spot(19.6, 110.5), spot(19.9, 110.5), spot(19.7, 110.6), spot(19.8, 110.55)]
    expect(wanted(whole, home, [...far, spot(19.98, 110.36)])).toBe(whole)
    expect(wanted(whole, home, [...far.slice(2), spot(19.98, 110.36)])).toBe(home)
  })
  it('stays where it is for a while, unless life is in danger out of sight', () => {
    const first = nextView(null, whole, home, [], 0)
    const far = spot(19.6, 110.5)
    expect(nextView(first, whole, home, [far], 5_000)).toBe(first)
    expect(nextView(first, whole, home, [{ ...far, life: true }], 5_000)).not.toBe(first)
    expect(nextView(first, whole, home, [far], 25_000).at).toBe(25_000)
  })
  it('has a margin', () => {
    const box = airy({ west: 110.3, east: 110.4, south: 19.9, north: 20 })
    expect(box.west).toBeLessThan(110.3)
    expect(box.north).toBeGreaterThan(20)
  })
})

describe('people on duty', () => {
  const at = new Date(NOW - 4_000).toISOString()
  const old = new Date(NOW - 600_000).toISOString()
  it('are everybody first, then what changed; alive is always whole', () => {
    const first = withPositions(noPositions, {
      type: 'Positions',
      positions: [
        { person: 'a', lat: 20, lon: 110, at: old },
        { person: 'b', lat: 20, lon: 111, at },
        { person: 'off', lat: 20, lon: 112, at },
      ],
      alive: ['a', 'b'],
    })
    const second = withPositions(first, {
      type: 'Positions',
      positions: [{ person: 'a', lat: 21, lon: 110, at }],
      alive: ['a'],
    })
    expect(abroad(first, ['a', 'b', 'c'], NOW)).toMatchObject({ reachable: 2, newestS: 4 })
    expect(abroad(second, ['a', 'b', 'c'], NOW)).toEqual({
      reachable: 1,
      newestS: 4,
      dots: { fresh: [[110, 21]], old: [[111, 20]] },
    })
    expect(abroad(noPositions, ['a'], NOW).newestS).toBeNull()
  })
  it('are not moved by a message of another kind', () =>
    expect(withPositions(noPositions, { type: 'Other' })).toBe(noPositions))
})

describe('a page that runs for months', () => {
  const well = { frameMs: 5_000, timerMs: 5_000, heapBytes: 1e8 }
  it('is loaded anew when nothing is drawn, when it slept, and when its memory has grown', () => {
    expect(isSick(well)).toBeNull()
    expect(isSick({ ...well, frameMs: 31_000 })).toContain('drawn')
    expect(isSick({ ...well, timerMs: 121_000 })).toContain('timers')
    expect(isSick({ ...well, heapBytes: 1e9 })).toContain('memory')
  })
  it('is loaded anew at night when it is calm, and only once', () => {
    const at = (time: string) => Date.parse(`2026-09-02T${time}+08:00`)
    const started = Date.parse('2026-09-01T08:00:00+08:00')
    expect(isReloadTime(at('04:31:00'), started, 30, true)).toBe(true)
    expect(isReloadTime(at('04:29:00'), started, 30, true)).toBe(false)
    expect(isReloadTime(at('04:31:00'), started, 30, false)).toBe(false)
    expect(isReloadTime(at('04:31:00'), at('04:30:30'), 30, true)).toBe(false)
    expect(isReloadTime(at('14:31:00'), started, 30, true)).toBe(false)
  })
})
