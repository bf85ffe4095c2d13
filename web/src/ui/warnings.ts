// What a warning is called. A signal has a colour, a province's notice a number, a response a level: never one for another.
import { useI18n } from 'vue-i18n'
import type { ProposalReason, Warning } from '@/wire/generated'
import { useNames } from './names'
import { DISTRICT_ZONE, minuteOf } from './time'

type Words = (key: string, named?: Record<string, unknown>) => string
type Graded = Pick<ProposalReason, 'hazard' | 'colour' | 'notice'>

/** 台风橙色预警信号; 台风三级预警. `own`: what the sender calls a hazard that is not in our table. */
export function gradeWords(one: Graded, t: Words, own = ''): string {
  const hazard = one.hazard === 'other' && own ? own : t(`warning.hazard.${one.hazard}`)
  if (one.notice) return t('warning.notice', { hazard, grade: t(`warning.grade.${one.notice}`) })
  if (one.colour) return t('warning.signal', { hazard, colour: t(`warning.colour.${one.colour}`) })
  return t('warning.plain', { hazard })
}

export const levelWords = (hazard: string, level: number | null | undefined, t: Words): string =>
  level
    ? t('warning.response', {
        hazard: t(`warning.hazard.${hazard}`),
        level: t(`warning.level.${level}`),
      })
    : t('warning.backToNormal', { hazard: t(`warning.hazard.${hazard}`) })

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: DISTRICT_ZONE })
/** 14:30, or 07-19 14:30 on another day. */
export const timeNear = (time: string, now: number): string => {
  const day = DAY.format(new Date(time))
  return day === DAY.format(now) ? minuteOf(time) : `${day.slice(5)} ${minuteOf(time)}`
}

export function useWarnings() {
  const { t } = useI18n()
  const { chinese, area } = useNames()
  const words = (one: Warning) => (chinese.value ? (one.zh ?? one.en) : (one.en ?? one.zh))
  const title = (one: Warning) => gradeWords(one, t, words(one)?.event)
  /** 【演练】 before whatever is not real. */
  const mark = (one: Warning) =>
    one.status === 'Actual' ? '' : t('warning.trial', { status: t(`warning.status.${one.status}`) })
  /** The same before a headline, which an exercise's own bureau has marked already. */
  const lead = (one: Warning) => {
    const said = mark(one)
    return words(one)?.headline?.startsWith(said) ? '' : said
  }
  const where = (one: Warning) =>
    one.areas.some((code) => code.length <= 6) ? t('warning.whole') : one.areas.map(area).join(t('app.list'))
  const issuer = (one: Warning) => words(one)?.sender_name || one.sender
  return {
    words,
    title,
    mark,
    lead,
    where,
    issuer,
    level: (h: string, l?: number | null) => levelWords(h, l, t),
  }
}
