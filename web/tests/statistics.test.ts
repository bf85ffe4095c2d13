import { describe, expect, it } from 'vitest'
import { barChart, trendChart } from '@/console/statistics/charts'
import { daysOf, isRunning, lasting, opens, shown } from '@/console/statistics/figures'
import type { FigureInfo, Statistics } from '@/wire/replies'

const NOW = Date.parse('2026-11-25T17:30:00Z') // Thursday the 26th, half past one, in the district
const info = (kind: FigureInfo['kind']): FigureInfo => ({
  figure: 'handled',
  kind,
  name: '处置率',
  formula: '÷',
  source: 'P',
  about: 'handler',
  opens: true,
})

describe('a period', () => {
  it('is made of days of the district', () => {
    expect(daysOf('today', NOW, null)).toEqual(['2026-11-26', '2026-11-26'])
    expect(daysOf('yesterday', NOW, null)).toEqual(['2026-11-25', '2026-11-25'])
    expect(daysOf('week', NOW, null)).toEqual(['2026-11-23', '2026-11-26'])
    expect(daysOf('month', NOW, null)).toEqual(['2026-11-01', '2026-11-26'])
    expect(daysOf('any', NOW, ['2026-01-01', '2026-02-01'])).toEqual(['2026-01-01', '2026-02-01'])
  })
  it('begins its week on Monday, on Sundays too', () =>
    expect(daysOf('week', Date.parse('2026-11-29T04:00:00Z'), null)).toEqual(['2026-11-23', '2026-11-29']))
})

describe('a figure', () => {
  it('says what it is made of', () => {
    expect(shown(info('rate'), { n: 7, of: 8, value: 0.875 })).toEqual(['87.5%', '7/8'])
    expect(shown(info('count'), { n: 3 })).toEqual(['3', ''])
    expect(shown(info('duration'), { of: 4, value: 200, p90: 7500 })).toEqual(['3:20', 'P90 2:05:00 · 4'])
  })
  it('is a dash where there was nothing, never 0 %', () => {
    expect(shown(info('rate'), {})).toEqual(['–', ''])
    expect(shown(info('rate'), { n: 0, of: 5, value: 0 })).toEqual(['0.0%', '0/5'])
    expect(opens(info('rate'), {})).toBe(false)
    expect(opens(info('rate'), { of: 5, value: 0 })).toBe(true)
  })
  it('lasts as long as people say it does', () =>
    expect([0, 59, 61, 3_600, 90_000, 200_000].map(lasting)).toEqual([
      '0s',
      '59s',
      '1:01',
      '1:00:00',
      '25:00:00',
      '2d 8h',
    ]))
})

describe('a chart', () => {
  const statistics = (rows: number): Statistics => ({
    from: '2026-11-25T16:00:00Z',
    to: '2026-11-26T16:00:00Z',
    as_of: '2026-11-25T17:30:00Z',
    by: 'grid',
    age: { number: 9, missing: 0, behind_s: 0 },
    total: {},
    rows: Array.from({ length: rows }, (_, i) => ({
      key: String(i),
      name: `n${i}`,
      figures: { handled: i % 2 ? { n: i, of: 200, value: i / 200 } : {} },
    })),
    step: 'hour',
    trend: Array.from({ length: 24 }, (_, i) => ({
      start: new Date(Date.parse('2026-11-25T16:00:00Z') + i * 3_600_000).toISOString(),
      counts: (i ? {} : { filed: 2 }) as Record<string, number>,
    })),
  })
  it('has a point for every hour, never more, and none for what is still to come', () => {
    const { series, xAxis } = trendChart(statistics(0), (kind) => kind) as unknown as {
      series: { data: (number | null)[] }[]
      xAxis: { data: string[] }
    }
    expect(xAxis.data).toHaveLength(24)
    expect(xAxis.data.slice(0, 2)).toEqual(['00:00', '01:00'])
    expect(series.map((one) => one.data.length)).toEqual(Array(6).fill(24))
    expect(series[0]!.data.slice(0, 3)).toEqual([2, 0, null])
  })
  it('shows the largest rows that have a figure at all', () => {
    const { series } = barChart(statistics(185), info('rate')) as unknown as { series: { data: number[] }[] }
    expect(series[0]!.data).toHaveLength(24)
    expect(series[0]!.data[0]).toBe(91.5)
  })
  it('knows whether its period still runs', () => {
    expect(isRunning(statistics(0), NOW)).toBe(true)
    expect(isRunning(statistics(0), NOW + 86_400_000)).toBe(false)
  })
})
