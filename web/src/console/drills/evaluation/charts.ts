// The charts' contents, as ECharts wants them.
import { ScatterChart } from 'echarts/charts'
import { MarkAreaComponent, MarkLineComponent } from 'echarts/components'
import { use, type EChartsCoreOption } from 'echarts/core'
import { all, lasting, offsetOf, OUTCOMES, worst, type Evaluation, type Outcome, type Shown } from './types'

use([ScatterChart, MarkLineComponent, MarkAreaComponent])
type Say = (key: string, values?: Record<string, unknown>) => string
export const TONES: Record<Outcome, string> = {
  met: '#2f7d4f',
  late: '#e8a33d',
  missed: '#c23b2e',
  open: '#9aa5ae',
  not_given: '#dfe4e8',
}
const font = { animation: false, textStyle: { fontFamily: 'Noto Sans SC Variable, sans-serif' } }
const minutes = (seconds: number): number => Number((seconds / 60).toFixed(2))

/** Injects over the exercise's clock, a lane for each kind, coloured by the worst that came of them. */
export function courseChart(made: Evaluation, t: Say): EChartsCoreOption {
  const given = made.injects.filter((one) => one.given_at)
  const lanes = [...new Set(given.map((one) => one.kind))]
  const lines = made.timeline.filter((one) => one.kind === 'switched' || one.kind === 'paused')
  return {
    ...font,
    title: { text: t('evaluation.chart.course'), left: 0, top: 0, textStyle: { fontSize: 13 } },
    tooltip: { trigger: 'item', formatter: (one: { data: { say: string } }) => one.data.say },
    grid: { left: 76, right: 44, top: 44, bottom: 26 },
    xAxis: {
      type: 'value',
      min: 0,
      name: t('evaluation.minutes'),
      max: Math.max(1, Math.ceil(made.lasted_s / 60)),
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: lanes.map((kind) => t(`evaluation.inject.${kind}`)),
      splitLine: { show: true },
    },
    series: [
      {
        type: 'scatter',
        symbolSize: 11,
        data: given.map((one) => ({
          value: [minutes(offsetOf(made, one.given_at!)), lanes.indexOf(one.kind)],
          itemStyle: { color: TONES[worst(one)], borderColor: '#fff' },
          say: `${one.number} ${escaped(one.title)}<br>${t(`evaluation.outcome.${worst(one)}`)}`,
        })),
        markLine: {
          symbol: 'none',
          silent: true,
          label: { position: 'start', fontSize: 10, color: '#15212b' },
          data: lines.map((one) => ({
            xAxis: minutes(one.offset_s),
            lineStyle: { color: one.kind === 'paused' ? TONES.missed : '#15212b', type: 'dashed' },
            label: {
              formatter: one.kind === 'paused' ? t('evaluation.paused') : t(`mode.short.${one.level ?? 0}`),
            },
          })),
        },
      },
    ],
  }
}

/** What came of each kind of thing that was expected, and of all. */
export function outcomeChart(made: Evaluation, t: Say): EChartsCoreOption {
  const rows = made.counts.filter((one) => all(one))
  return {
    ...font,
    title: { text: t('evaluation.chart.outcomes'), left: 0, top: 0, textStyle: { fontSize: 13 } },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      valueFormatter: (value: number) => `${Math.round(value)}%`,
    },
    legend: { right: 24, top: 2, itemGap: 18, itemWidth: 12, itemHeight: 10 },
    grid: { left: 76, right: 16, top: 34, bottom: 6 },
    xAxis: { type: 'value', show: false, max: 100 },
    yAxis: {
      type: 'category',
      inverse: true,
      axisTick: { show: false },
      data: rows.map((one) => (one.what ? t(`evaluation.what.${one.what}`) : t('evaluation.all'))),
    },
    series: OUTCOMES.map((outcome) => ({
      name: t(`evaluation.outcome.${outcome}`),
      type: 'bar',
      stack: 'all',
      barMaxWidth: 17,
      color: TONES[outcome],
      label: {
        show: true,
        fontSize: 10,
        color: outcome === 'met' || outcome === 'missed' ? '#fff' : '#15212b',
      },
      // shares, so that what was expected once can be read beside what was expected often; the label is the count
      data: rows.map((one) => ({
        value: (one[outcome] / all(one)) * 100,
        label: { show: one[outcome] > 0, formatter: String(one[outcome]) },
      })),
    })),
  }
}

/** P50 and P90 of what was done, against the median of the limits. */
export function timeChart(made: Evaluation, t: Say): EChartsCoreOption {
  const rows = made.counts.filter((one) => one.what && one.p50 !== null)
  const bar = (name: 'p50' | 'p90') => ({
    name: name.toUpperCase(),
    type: 'bar',
    barMaxWidth: 9,
    data: rows.map((one) => ({
      value: minutes(one[name] ?? 0),
      itemStyle: {
        color: (one[name] ?? 0) > (one.limit_s ?? 0) ? TONES.late : TONES.met,
        opacity: name === 'p50' ? 1 : 0.6,
      },
    })),
  })
  return {
    ...font,
    title: { text: t('evaluation.chart.times'), left: 0, top: 0, textStyle: { fontSize: 13 } },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      valueFormatter: (value: number) => lasting(value * 60),
    },
    grid: { left: 76, right: 44, top: 36, bottom: 24 },
    xAxis: { type: 'value', name: t('evaluation.minutes') },
    yAxis: { type: 'category', inverse: true, data: rows.map((one) => t(`evaluation.what.${one.what}`)) },
    series: [
      bar('p50'),
      bar('p90'),
      {
        name: t('evaluation.limit'),
        type: 'scatter',
        symbol: 'rect',
        symbolSize: [3, 22],
        color: TONES.missed,
        data: rows.map((one) => minutes(one.limit_s ?? 0)),
      },
    ],
  }
}

const COMPARED = ['to_accept', 'to_arrive', 'to_help', 'to_finish']
/** P50 of answering, travelling, arriving and finishing: this drill, earlier ones, real work. */
export function compareChart(
  { comparison }: Shown,
  name: (figure: string) => string,
  t: Say,
): EChartsCoreOption {
  const rows = comparison.rows.filter((one) => COMPARED.includes(one.figure) && !one.priority)
  const series = (
    title: string,
    color: string,
    of: (row: (typeof rows)[number]) => { value?: number | null } | null,
  ) => ({
    name: title,
    type: 'bar',
    barMaxWidth: 14,
    color,
    data: rows.map((row) => {
      const value = of(row)?.value
      return value === null || value === undefined ? null : minutes(value)
    }),
  })
  const EARLIER = ['#6da3d1', '#9dc3e0', '#c9def0']
  return {
    ...font,
    title: { text: t('evaluation.chart.compare'), left: 0, top: 0, textStyle: { fontSize: 13 } },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      valueFormatter: (value: number | null) => (value === null ? '–' : lasting(value * 60)),
    },
    legend: { right: 24, top: 2, itemGap: 18, itemWidth: 12, itemHeight: 10 },
    grid: { left: 84, right: 44, top: 34, bottom: 24 },
    xAxis: { type: 'value', name: t('evaluation.minutes') },
    yAxis: { type: 'category', inverse: true, data: rows.map((one) => name(one.figure)) },
    series: [
      series(t('evaluation.this'), '#1f5f99', (row) => row.this),
      ...comparison.earlier
        .slice(0, 3)
        .map((one, n) => series(one.name, EARLIER[n]!, (row) => row.earlier[n] ?? null)),
      ...(comparison.real ? [series(t('evaluation.real'), '#7a7a7a', (row) => row.real)] : []),
    ],
  }
}

/** Who had answered by when, of all that a contact test asked. */
export function answerChart(made: Evaluation, t: Say): EChartsCoreOption {
  const took = made.asked
    .flatMap((one) => (one.took_s === undefined || one.taken ? [] : [one.took_s]))
    .sort((a, b) => a - b)
  const of = made.contacts.asked || 1
  const limit = made.contacts.within_s
  return {
    ...font,
    title: { text: t('evaluation.chart.contacts'), left: 0, top: 0, textStyle: { fontSize: 13 } },
    tooltip: { trigger: 'axis', valueFormatter: (value: number) => `${value}%` },
    grid: { left: 44, right: 44, top: 34, bottom: 24 },
    xAxis: { type: 'value', min: 0, name: t('evaluation.minutes') },
    yAxis: { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value}%' } },
    series: [
      {
        type: 'line',
        step: 'end',
        showSymbol: false,
        color: '#1f5f99',
        data: [[0, 0], ...took.map((one, n) => [minutes(one), Math.round(((n + 1) / of) * 100)])],
        markLine:
          limit === undefined
            ? undefined
            : {
                symbol: 'none',
                silent: true,
                lineStyle: { color: TONES.missed },
                label: { formatter: `${t('evaluation.limit')} ${lasting(limit)}` },
                data: [{ xAxis: minutes(limit) }],
              },
      },
    ],
  }
}

/** ECharts shows a tooltip as HTML; titles are somebody's words. */
const escaped = (words: string): string =>
  words.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one]!)
