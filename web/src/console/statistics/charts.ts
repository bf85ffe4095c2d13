// The two charts' contents, as ECharts wants them. Series have as many points as the table has buckets: nothing grows.
import type { EChartsCoreOption } from 'echarts/core'
import { DISTRICT_ZONE } from '@/ui/time'
import type { FigureInfo, Statistics } from '@/wire/replies'

export const TREND = ['filed', 'settled', 'handled', 'closed', 'escalated', 'nobody']
const COLOURS = ['#1677c8', '#3aa76d', '#7a5ea8', '#15212b', '#f08a24', '#d4124a']
const MOST_BARS = 24
const common = { animation: false, textStyle: { fontFamily: 'Noto Sans SC Variable, sans-serif' } }

const stamp = (start: string, step: Statistics['step']): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: DISTRICT_ZONE,
    hourCycle: 'h23',
    ...(step === 'hour'
      ? { hour: '2-digit', minute: '2-digit' }
      : step === 'day'
        ? { month: '2-digit', day: '2-digit' }
        : { year: 'numeric', month: '2-digit' }),
  }).format(new Date(start))

export function trendChart(shown: Statistics, name: (kind: string) => string): EChartsCoreOption {
  return {
    ...common,
    color: COLOURS,
    tooltip: { trigger: 'axis' },
    legend: { top: 0, itemWidth: 14 },
    grid: { left: 44, right: 16, top: 34, bottom: 26 },
    xAxis: { type: 'category', data: shown.trend.map((one) => stamp(one.start, shown.step)) },
    yAxis: { type: 'value', minInterval: 1 },
    series: TREND.map((kind) => ({
      name: name(kind),
      type: 'line',
      symbolSize: 5,
      data: shown.trend.map((one) => (one.start < shown.as_of ? (one.counts[kind] ?? 0) : null)),
    })),
  }
}

/** One figure row by row, the largest first; more rows than can be told apart are left to the table. */
export function barChart(shown: Statistics, info: FigureInfo): EChartsCoreOption {
  const value = (cell?: { n?: number; value?: number | null }) =>
    info.kind === 'count' ? (cell?.n ?? 0) : (cell?.value ?? null)
  const rows = shown.rows
    .map((row) => ({ name: row.name, value: value(row.figures[info.figure]) }))
    .filter((row) => row.value !== null)
    .sort((a, b) => b.value! - a.value!)
    .slice(0, MOST_BARS)
  const scale = info.kind === 'rate' ? 100 : info.kind === 'duration' ? 1 / 60 : 1
  return {
    ...common,
    color: ['#1677c8'],
    title: { text: info.name, left: 0, textStyle: { fontSize: 14 } },
    tooltip: { trigger: 'axis' },
    grid: { left: 48, right: 16, top: 38, bottom: 70 },
    xAxis: { type: 'category', data: rows.map((row) => row.name), axisLabel: { rotate: 40, interval: 0 } },
    yAxis: {
      type: 'value',
      axisLabel: {
        formatter: info.kind === 'rate' ? '{value}%' : info.kind === 'duration' ? '{value} min' : '{value}',
      },
      ...(info.kind === 'rate' ? { min: 0, max: 100 } : {}),
    },
    series: [
      { type: 'bar', barMaxWidth: 28, data: rows.map((row) => Number((row.value! * scale).toFixed(1))) },
    ],
  }
}
