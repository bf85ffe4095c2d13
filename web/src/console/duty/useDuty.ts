// Something asked for over HTTP that stays true: asked for anew when a fact about duty arrives, after a reconnect, and
// when what is asked for changes. It knows when it was read.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { get } from '@/link/http'
import { changesDuty } from '@/picture/duty'
import type { ConsoleState } from '../useConsole'

const GATHER_MS = 800
const RETRY_MS = 5_000

export function useFetched<T>(desk: ConsoleState, path: () => string) {
  const data = shallowRef<T | null>(null)
  const readAt = ref<string | null>(null)
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
      readAt.value = new Date(desk.age.now.value || Date.now()).toISOString()
      failed.value = ''
    } catch (error) {
      if (mine !== turn) return
      failed.value = error instanceof Error ? error.message : String(error)
      waiting = setTimeout(() => void load(), RETRY_MS)
    }
  }
  /** Many facts come together at a change of shift: one question answers them all. */
  const soon = () => (waiting ??= setTimeout(() => void load(), GATHER_MS))
  const stop = desk.onFacts((facts) => facts.some(changesDuty) && soon())
  watch(desk.state, (state) => state === 'connected' && soon())
  watch(path, () => void load(), { immediate: true })
  onScopeDispose(() => {
    stop()
    clearTimeout(waiting)
    turn++
  })
  return { data, readAt, failed, load }
}
