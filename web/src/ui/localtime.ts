// Times as people type them: in the district's own zone, whatever the computer's is.
import { dayOf, minuteOf } from './time'

const OFFSET = '+08:00'
/** From `2026-12-01T08:00`, as a field of a form has it, to an instant. */
export const instantOf = (local: string): string => `${local.slice(0, 16)}:00${OFFSET}`
/** From an instant to what a field of a form takes. */
export const fieldOf = (at: string | number): string => `${dayOf(new Date(at).getTime())}T${minuteOf(at)}`
export const midnightOf = (day: string): string => `${day}T00:00:00${OFFSET}`
export const dayAfter = (day: string, days = 1): string =>
  dayOf(new Date(midnightOf(day)).getTime() + days * 86_400_000)
/** `12-01 08:00`, or `08:00` of the day that is meant anyhow. */
export const shortOf = (at: string, day?: string): string => {
  const found = dayOf(new Date(at).getTime())
  return found === day ? minuteOf(at) : `${found.slice(5)} ${minuteOf(at)}`
}
