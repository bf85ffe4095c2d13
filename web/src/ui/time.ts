// Times as people read them: in the district's time zone, never the computer's.
export const DISTRICT_ZONE = 'Asia/Shanghai'

const parts = (options: Intl.DateTimeFormatOptions, zone: string) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone, hourCycle: 'h23' })
const CLOCK = parts({ hour: '2-digit', minute: '2-digit', second: '2-digit' }, DISTRICT_ZONE)
const MINUTE = parts({ hour: '2-digit', minute: '2-digit' }, DISTRICT_ZONE)
const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: DISTRICT_ZONE })

export const clockOf = (ms: number): string => CLOCK.format(ms)
export const minuteOf = (time: string | number): string => MINUTE.format(new Date(time))
export const dayOf = (ms: number): string => DAY.format(ms)
export const stampOf = (time: string): string =>
  `${DAY.format(new Date(time))} ${CLOCK.format(new Date(time))}`

export const dateWords = (ms: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: DISTRICT_ZONE,
    month: 'long',
    day: 'numeric',
    weekday: locale.startsWith('zh') ? 'long' : 'short',
  }).format(ms)

/** A countdown: 04:43, 1:02:10, and −03:10 when it has passed. */
export function countdown(due: string | number, now: number): string {
  const seconds = Math.ceil((new Date(due).getTime() - now) / 1000)
  const rest = Math.abs(seconds)
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const text =
    rest >= 3600
      ? `${Math.floor(rest / 3600)}:${two((rest % 3600) / 60)}:${two(rest % 60)}`
      : `${two(rest / 60)}:${two(rest % 60)}`
  return seconds < 0 ? `−${text}` : text
}

/** An age in the largest unit that still says something: [12, 's'], [3, 'm'], [2, 'h'], [4, 'd']. */
export function ageParts(seconds: number): [number, 's' | 'm' | 'h' | 'd'] {
  if (seconds < 100) return [Math.floor(seconds), 's']
  if (seconds < 6_000) return [Math.floor(seconds / 60), 'm']
  if (seconds < 172_800) return [Math.floor(seconds / 3600), 'h']
  return [Math.floor(seconds / 86_400), 'd']
}
