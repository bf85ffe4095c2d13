// The two rounds of a day (一日双巡), noted on this phone only: the centre does not know of them yet, and the page says so.
import { ref } from 'vue'
import { dayOf } from '@/ui/time'
import { remember, remembered } from './settings'

export interface Round {
  from: number | null
  to: number | null
}
interface Day {
  day: string
  rounds: Round[]
}
export const ROUNDS_A_DAY = 2

const empty = (day: string): Day => ({
  day,
  rounds: Array.from({ length: ROUNDS_A_DAY }, () => ({ from: null, to: null })),
})

export function makeRounds(user: string, now: () => number = Date.now) {
  const key = `field.rounds.${user}`
  const today = (kept: Day): Day => (kept.day === dayOf(now()) ? kept : empty(dayOf(now())))
  const day = ref(today(remembered<Day>(key, empty(''))))

  /** Begin a round that has not begun, or end one that has not ended. */
  function step(index: number): void {
    const current = today(day.value)
    day.value = {
      ...current,
      rounds: current.rounds.map((round, i) =>
        i !== index
          ? round
          : round.from === null
            ? { from: now(), to: null }
            : { ...round, to: round.to ?? now() },
      ),
    }
    remember(key, day.value)
  }
  return { day, step, refresh: () => (day.value = today(day.value)) }
}
