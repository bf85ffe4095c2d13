// Something asked for over HTTP that stays true: asked for anew when a fact that concerns it arrives, after a reconnect,
// now and then if so wished, and when what is asked for changes. It knows when it was read, and what went wrong.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { get } from '@/link/http'
import type { AnyFact } from '@/wire/generated'
import type { ConsoleState } from './useConsole'

const RETRY_MS = 5_000

export interface Asking {
  /** Where; nothing is asked while it is empty. */
  path: () => string
  concerns: (fact: AnyFact) => boolean
  /** Many facts come together, as at a change of shift: one question answers them all. */
  gatherMs: number
  againMs?: number
}

export function useFetched<T>(desk: ConsoleState, asking: Asking) {
  const data = shallowRef<T | null>(null)
  const readAt = ref<string | null>(null)
  const failed = ref('')
  let waiting: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  async function load(): Promise<void> {
    clearTimeout(waiting)
    waiting = undefined
    const [mine, path] = [++turn, asking.path()]
    if (!path) return void (data.value = null)
    try {
      const found = await get<T>(path)
      if (mine !== turn) return
      data.value = found
      readAt.value = new Date(desk.age.now.value || Date.now()).toISOString()
      failed.value = ''
    } catch (error) {
      if (mine !== turn) return
      failed.value = error instanceof Error ? error.message : String(error)
      waiting = setTimeout(() => void load(), RETRY_MS)
    }
  }
  const soon = () => (waiting ??= setTimeout(() => void load(), asking.gatherMs))
  const stop = desk.onFacts((facts) => facts.some(asking.concerns) && soon())
  const again = asking.againMs ? setInterval(soon, asking.againMs) : undefined
  watch(desk.state, (state) => state === 'connected' && soon())
  watch(asking.path, () => void load(), { immediate: true })
  onScopeDispose(() => {
    stop()
    clearInterval(again)
    clearTimeout(waiting)
    turn++
  })
  return { data, readAt, failed, load }
}
