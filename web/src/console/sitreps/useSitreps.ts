// Reports upward: asked for anew when a fact of theirs arrives, after a reconnect and every minute. It knows when it was
// read, and what went wrong when it could not be.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { get } from '@/link/http'
import { isSitrep } from '@/picture/sitreps'
import type { ConsoleState } from '../useConsole'

const GATHER_MS = 300
const RETRY_MS = 5_000
const AGAIN_MS = 60_000

export function useSitreps<T>(desk: ConsoleState, path: () => string) {
  const data = shallowRef<T | null>(null)
  const readAt = ref<string | null>(null)
  const failed = ref('')
  let waiting: ReturnType<typeof setTimeout> | undefined
  let turn = 0
  async function load(): Promise<void> {
    clearTimeout(waiting)
    waiting = undefined
    const [mine, asked] = [++turn, path()]
    if (!asked) return void (data.value = null)
    try {
      const found = await get<T>(asked)
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
  const soon = () => (waiting ??= setTimeout(() => void load(), GATHER_MS))
  const stop = desk.onFacts((facts) => facts.some(isSitrep) && soon())
  const again = setInterval(soon, AGAIN_MS)
  watch(desk.state, (state) => state === 'connected' && soon())
  watch(path, () => void load(), { immediate: true })
  onScopeDispose(() => {
    stop()
    clearInterval(again)
    clearTimeout(waiting)
    turn += 1
  })
  return { data, readAt, failed, load }
}
