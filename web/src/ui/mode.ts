// What a response level is called, and what it asks of people, in words.
import { useI18n } from 'vue-i18n'
import type { GridTask, GridTasks, Mode, Order } from '@/wire/generated'
import { useNames } from './names'
import { clockOf, dayOf, minuteOf } from './time'

/** A time as people need it here: the minute, with its day when that is another one than `now`'s. */
export const whenOf = (at: string, now: number): string => {
  const day = dayOf(Date.parse(at))
  return day === dayOf(now) ? minuteOf(at) : `${day.slice(5)} ${minuteOf(at)}`
}

/** At so little between them the minute says nothing. */
const CLOSE_MS = 120_000
/** Two times of one thing, told apart: to the second when they are close. */
export const apartOf = (was: string, will: string, now: number): [string, string] => {
  const close = Math.abs(Date.parse(was) - Date.parse(will)) < CLOSE_MS
  return close ? [clockOf(Date.parse(was)), clockOf(Date.parse(will))] : [whenOf(was, now), whenOf(will, now)]
}

export function useModeWords() {
  const { t, te, locale } = useI18n()
  /** A length of time as plans write it (`45s`, `2h`), as people read it; whatever else it is stays as it is. */
  const span = (written: string): string => {
    const [, n, unit] = /^(\d+)([smhd])$/.exec(written) ?? []
    return unit ? t(`age.for.${unit}`, { n }) : written
  }
  const { category } = useNames()
  const list = (words: string[]) => words.join(t('app.list'))
  const band = (threat: string, level: number) =>
    level === 0
      ? t('mode.level.0')
      : t('mode.band', { threat: t(`mode.threat.${threat}`), level: t(`mode.level.${level}`) })
  const order = (one: Order | null | undefined) =>
    one ? t('mode.order', { issuer: one.issuer, number: one.number ?? '' }).trim() : ''
  const words = (one: { zh: string; en?: string }) => (locale.value === 'en' && one.en ? one.en : one.zh)
  /** Kinds as a plan names them: whole codes, or how codes begin. */
  const kind = (prefix: string) => {
    const key = `mode.kinds.${prefix.replace('.', '_')}`
    return prefix === '' ? t('mode.frame.everywhere') : te(key) ? t(key) : category(prefix)
  }
  /** What the level asks of somebody, one line each. */
  const asks = (mode: Mode): string[] => {
    const laid = mode.overlay
    if (!laid) return []
    const pairs = laid.two_person ?? []
    const no = laid.not_done ?? []
    return [
      pairs.length
        ? t('mode.frame.twoPerson', {
            kinds: pairs.includes('') ? t('mode.frame.everywhere') : list(pairs.map(kind)),
          })
        : '',
      no.includes('patrol')
        ? t('mode.frame.noPatrol')
        : laid.rounds != null
          ? t('mode.frame.rounds', { n: laid.rounds, least: span(laid.round_least ?? '2h') })
          : '',
      laid.report_every ? t('mode.frame.report', { every: span(laid.report_every) }) : '',
      no.length ? t('mode.frame.notDone', { what: list(no.map((one) => t(`mode.notDone.${one}`))) }) : '',
    ].filter(Boolean)
  }
  return { band, order, words, kind, asks, list, span }
}

export interface TaskFigures {
  all: number
  done: number
  late: number
}
/** How far the tasks of some grids are. */
export function figuresOf(grids: Iterable<GridTasks>, now: number): TaskFigures {
  const figures = { all: 0, done: 0, late: 0 }
  for (const one of grids)
    for (const task of Object.values(one.tasks)) {
      figures.all += 1
      if (task.done_at) figures.done += 1
      else if (isLate(task, now)) figures.late += 1
    }
  return figures
}
export const isLate = (task: GridTask, now: number): boolean => !task.done_at && Date.parse(task.due) <= now
/** Still to do first, the sooner due the further up; then what is done. */
export const byNeed = (tasks: Iterable<GridTask>): GridTask[] =>
  [...tasks].sort(
    (a, b) =>
      Number(!!a.done_at) - Number(!!b.done_at) ||
      Date.parse(a.due) - Date.parse(b.due) ||
      (a.id < b.id ? -1 : 1),
  )
