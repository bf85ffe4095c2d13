// 转移 at the desk: numbers and shelters, asked for anew when a fact arrives, after an outage and every minute.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { get } from '@/link/http'
import { isMoving } from '@/picture/moving'
import type { EvacuationList } from '@/wire/moving'
import type { ConsoleState } from '../useConsole'

const AGAIN_MS = 60_000
const GATHER_MS = 1_000

export function useMovingDesk(desk: ConsoleState) {
  const list = shallowRef<EvacuationList | null>(null)
  const problem = ref('')
  /** Grows with every reading: who shows names asks for them anew. */
  const turn = ref(0)
  let soon: ReturnType<typeof setTimeout> | undefined
  async function load(): Promise<void> {
    clearTimeout(soon)
    soon = undefined
    try {
      list.value = await get<EvacuationList>('/api/evacuations?past=true')
      problem.value = ''
      turn.value += 1
    } catch (error) {
      problem.value = (error as Error).message
    }
  }
  void load()
  const again = setInterval(() => void load(), AGAIN_MS)
  const stop = desk.onFacts((facts) => {
    if (facts.some(isMoving)) soon ??= setTimeout(() => void load(), GATHER_MS)
  })
  watch(desk.state, (is) => is === 'connected' && void load())
  onScopeDispose(() => {
    clearInterval(again)
    clearTimeout(soon)
    stop()
  })
  return { list, problem, turn, load }
}
