// What the editor of a drill's script does without a screen.
import { describe, expect, it } from 'vitest'
import type { Finding, Inject } from '@/console/drills/api'
import { KINDS } from '@/console/drills/api'
import {
  blank,
  byLine,
  givenAt,
  gravest,
  inOrder,
  nextNumber,
  offsetOf,
  offsetWords,
  pointLines,
  pointsOf,
  possible,
  renumbered,
  usual,
} from '@/console/drills/script'

const line = (number: number, offset_s: number): Inject => ({
  number,
  offset_s,
  title: `${number}`,
  content: { kind: 'contact' },
})

describe('a length of time', () => {
  it('is written in hours and read again', () => {
    for (const s of [0, 59, 60, 3599, 3600, 93_601, 604_800]) expect(offsetOf(offsetWords(s))).toBe(s)
    expect(offsetWords(-21_600)).toBe('-6:00:00')
  })
  it('is read as people write it', () => {
    expect(offsetOf('1:30')).toBe(5400)
    expect(offsetOf('90')).toBe(5400)
    expect(offsetOf('0：05：00')).toBe(300)
  })
  it('that cannot be read is nothing', () => {
    for (const bad of ['', 'soon', '1:60', '-1:00', '169:00:00', '1:2:3:4']) expect(offsetOf(bad)).toBeNull()
  })
})

describe('lines of a script', () => {
  it('are in the order in which they come, and numbered so on request', () => {
    const mixed = [line(3, 600), line(1, 900), line(2, 0)]
    expect(inOrder(mixed).map((one) => one.number)).toEqual([2, 3, 1])
    expect(renumbered(mixed).map((one) => [one.number, one.offset_s])).toEqual([
      [1, 0],
      [2, 600],
      [3, 900],
    ])
  })
  it('get the number after the greatest', () => {
    expect(nextNumber({ name: '', injects: [line(7, 0), line(2, 0)] })).toBe(8)
    expect(nextNumber({ name: '' })).toBe(1)
  })
  it('come earlier under compression, never later', () => {
    expect(givenAt(line(1, 3600), 10)).toBe(360)
    expect(givenAt(line(1, 3600), 0.5)).toBe(3600)
  })
})

describe('a kind of inject', () => {
  it('keeps what it has in common with the one it was', () => {
    const call = {
      kind: 'call' as const,
      text: '积水',
      category: 'grid.gas',
      place: { grid: '460107001001001' },
      hazard: 'life' as const,
    }
    expect(blank('report', '460107', call)).toEqual({ ...call, kind: 'report' })
    expect(blank('road', '460107', call)).toMatchObject({ text: '积水', place: call.place })
    expect(blank('warning', '460107', call)).toMatchObject({ areas: ['460107'], headline: '积水' })
  })
  it('expects only what can come of it', () => {
    for (const kind of KINDS) for (const one of usual(kind)) expect(possible(kind)).toContain(one.what)
    expect(possible('contact')).not.toContain('arrived')
  })
})

describe('points of a track', () => {
  const points = [
    {
      offset_s: -21_600,
      lat: 18.5,
      lon: 113.4,
      wind_ms: 42,
      pressure_hpa: null,
      r7_km: [200],
      forecast: false,
    },
    { offset_s: 21_600, lat: 19.1, lon: 112.3, wind_ms: null, pressure_hpa: 950, forecast: true },
  ]
  it('are lines of text and back, keeping radii that lines do not show', () => {
    const again = pointsOf(pointLines(points), points)!
    expect(again).toMatchObject(points)
    expect(again[0]!.r7_km).toEqual([200])
  })
  it('that cannot be read change nothing', () => {
    expect(pointsOf('0:00:00,abc,110', points)).toBeNull()
    expect(pointsOf('soon,19,110', points)).toBeNull()
  })
})

describe('findings', () => {
  const said = (severity: Finding['severity'], number?: number): Finding => ({
    severity,
    code: 'x',
    zh: '',
    en: '',
    number,
  })
  it('stand beside their line, those about the whole apart', () => {
    const found = byLine([said('note'), said('warning', 2), said('refused', 2)])
    expect(found.get(0)).toHaveLength(1)
    expect(gravest(found.get(2))).toBe('refused')
    expect(gravest(found.get(9))).toBeNull()
  })
})
