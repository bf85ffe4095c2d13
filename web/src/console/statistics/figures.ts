// What a figure looks like, and which period is meant: nothing here asks a server.
import { dayOf } from '@/ui/time'
import type { Cell, FigureInfo, Statistics } from '@/wire/replies'

export type Preset = 'today' | 'yesterday' | 'week' | 'month' | 'any'
export const PRESETS: Preset[] = ['today', 'yesterday', 'week', 'month', 'any']
export const KINDS = ['rate', 'count', 'duration'] as const
export const BYS = [
  'district',
  'street',
  'community',
  'grid',
  'worker',
  'unit',
  'category',
  'priority',
  'disposition',
] as const
export type By = (typeof BYS)[number]
export const PARTS = ['all', 'counted', 'rest'] as const
export type Part = (typeof PARTS)[number]
const DAY_MS = 86_400_000

/** Days of the district, both included. A week begins on Monday. */
export function daysOf(preset: Preset, now: number, any: [string, string] | null): [string, string] {
  const today = dayOf(now)
  const date = new Date(`${today}T00:00:00Z`)
  const back = (days: number) => new Date(date.getTime() - days * DAY_MS).toISOString().slice(0, 10)
  switch (preset) {
    case 'today':
      return [today, today]
    case 'yesterday':
      return [back(1), back(1)]
    case 'week':
      return [back((date.getUTCDay() + 6) % 7), today]
    case 'month':
      return [`${today.slice(0, 8)}01`, today]
    case 'any':
      return any ?? [today, today]
  }
}

/** Seconds as people say them: 45s, 3:20, 2:05:00, 3d 2h. */
export function lasting(seconds: number): string {
  const whole = Math.round(seconds)
  const two = (n: number) => String(n).padStart(2, '0')
  if (whole < 60) return `${whole}s`
  if (whole < 3600) return `${Math.floor(whole / 60)}:${two(whole % 60)}`
  if (whole < 172_800)
    return `${Math.floor(whole / 3600)}:${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`
  return `${Math.floor(whole / 86_400)}d ${Math.round((whole % 86_400) / 3600)}h`
}

export const percent = (value: number): string => `${(value * 100).toFixed(1)}%`

/** The figure, and what it is made of. A rate of nothing is no rate. */
export function shown(info: FigureInfo, cell: Cell | undefined): [string, string] {
  const { n = 0, of = 0, value = null, p90 = null } = cell ?? {}
  if (info.kind === 'count') return [String(n), '']
  if (value === null || !of) return ['–', '']
  if (info.kind === 'rate') return [percent(value), `${n}/${of}`]
  return [lasting(value), `P90 ${lasting(p90 ?? value)} · ${of}`]
}

/** Whether there is anything to open. */
export const opens = (info: FigureInfo, cell: Cell | undefined): boolean =>
  info.opens && (info.kind === 'count' ? (cell?.n ?? 0) : (cell?.of ?? 0)) > 0

/** Whether a period is still running: then its figures go on changing. */
export const isRunning = (shown: Statistics, now: number): boolean => Date.parse(shown.to) > now
