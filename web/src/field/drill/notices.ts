// What an exercise put before this person in words: messages, calls, orders, closed roads, and 点名.
import type { Notice } from '@/wire/generated'

/** What waits for an answer of mine above all, 点名 before everything; then the newest. */
export const inOrder = (notices: Iterable<Notice>, me: string): Notice[] => {
  const weight = (one: Notice) =>
    one.answer && !one.answered.includes(me) ? (one.kind === 'contact' ? 2 : 1) : 0
  return [...notices].sort((a, b) => weight(b) - weight(a) || Date.parse(b.at) - Date.parse(a.at))
}
