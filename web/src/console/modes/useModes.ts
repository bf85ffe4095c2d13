// What the pages about response levels ask over HTTP: anew when a fact of theirs arrives, and after a reconnect.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { get } from '@/link/http'
import { isModeFact } from '@/picture/modes'
import type { ConsoleState } from '../useConsole'

const GATHER_MS = 300
const RETRY_MS = 5_000

export function useModes<T>(desk: ConsoleState, path: () => string) {
  const data = shallowRef<T | null>(null)
  const failed = ref('')
  let waiting: ReturnType<typeof setTimeout> | undefined
  let turn = 0
  async function load(): Promise<void> {
    clearTimeout(waiting)
    waiting = undefined
    const mine = ++turn
    try {
      const found = await get<T>(path())
      if (mine !== turn) return
      data.value = found
      failed.value = ''
    } catch (error) {
      if (mine !== turn) return
      failed.value = error instanceof Error ? error.message : String(error)
      waiting = setTimeout(() => void load(), RETRY_MS)
    }
  }
  const soon = () => (waiting ??= setTimeout(() => void load(), GATHER_MS))
  const stop = desk.onFacts((facts) => facts.some(isModeFact) && soon())
  watch(desk.state, (state) => state === 'connected' && soon())
  watch(path, () => void load(), { immediate: true })
  onScopeDispose(() => {
    stop()
    clearTimeout(waiting)
    turn += 1
  })
  return { data, failed, load }
}
