// The same words of a storm on all screens: times with their day when it is not today, ± in minutes or hours.
import { useI18n } from 'vue-i18n'
import { dayOf, minuteOf } from '@/ui/time'
import type { WindWindow } from '@/wire/storm'

export function useStormWords() {
  const { t, locale } = useI18n()
  const time = (at: string | null, now: number): string => {
    if (!at) return '—'
    const day = dayOf(Date.parse(at))
    return day === dayOf(now) ? minuteOf(at) : t('storm.day', { d: Number(day.slice(8)), time: minuteOf(at) })
  }
  const apart = (seconds: number | null): string => {
    if (seconds === null) return ''
    const minutes = Math.max(5, Math.round(seconds / 300) * 5)
    return minutes < 120
      ? t('storm.plusMinutes', { n: minutes })
      : t('storm.plusHours', { n: Math.round(minutes / 30) / 2 })
  }
  const nameOf = (one: { code: string; name: string; name_en?: string }): string =>
    [locale.value === 'en' && one.name_en ? one.name_en : one.name, one.code].filter(Boolean).join(' ')
  /** When the winds of a window come: expected, possible, or not. */
  const arrival = (window: WindWindow, now: number): string =>
    window.arrives
      ? time(window.arrives, now)
      : window.earliest
        ? t('storm.possibleFrom', { time: time(window.earliest, now) })
        : t('storm.never')
  return { time, apart, nameOf, arrival }
}
