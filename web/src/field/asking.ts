// What a leader's phone asks for over HTTP: at once, when something about it is heard, and again and again while it is looked
// at. What could not be read leaves what was there, whose age says so.
import { ref } from 'vue'

export interface Asking<T> {
  /** Whether this person is asked for it at all. */
  leads: boolean
  connected: () => boolean
  ask: () => Promise<T>
  take: (answer: T) => void
  againMs: number
  /** So long what is heard is gathered into one question. */
  gatherMs: number
}

export function useAsking<T>({ leads, connected, ask, take, againMs, gatherMs }: Asking<T>) {
  const heardAt = ref(0)
  let turn = 0
  let soon: ReturnType<typeof setTimeout> | undefined
  async function refresh(): Promise<void> {
    clearTimeout(soon)
    soon = undefined
    if (!leads) return
    const mine = ++turn
    try {
      const answer = await ask()
      if (mine !== turn) return
      take(answer)
      heardAt.value = Date.now()
    } catch {
      // What was there stays, and its age says so.
    }
  }
  const timer = setInterval(
    () => leads && connected() && document.visibilityState === 'visible' && void refresh(),
    againMs,
  )
  return {
    heardAt,
    refresh,
    /** Something about it was heard: ask in a moment. */
    gather: () => void (soon ??= setTimeout(() => void refresh(), gatherMs)),
    stop: () => (clearInterval(timer), clearTimeout(soon)),
  }
}
