// What an exercise put before this person in words: messages, calls, orders, closed roads, and 点名.
import type { Notice } from '@/wire/generated'

/** The newest first, what waits for an answer of mine above all. */
export const inOrder = (notices: Iterable<Notice>, me: string): Notice[] => {
  const waits = (one: Notice) => one.answer && !one.answered.includes(me)
  return [...notices].sort(
    (a, b) => Number(waits(b)) - Number(waits(a)) || Date.parse(b.at) - Date.parse(a.at),
  )
}
