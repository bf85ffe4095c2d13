// A drill's evaluation: asked for again every few seconds while it runs, once when it is over, and when the link returns.
import { computed, onScopeDispose, ref, watch } from 'vue'
import { ask, get } from '@/link/http'
import type { ConsoleState } from '../../useConsole'
import type { Shown } from './types'

const EVERY_MS = 5_000

export function useEvaluation(desk: ConsoleState, exercise: () => string) {
  const shown = ref<Shown | null>(null)
  const problem = ref('')
  const busy = ref(false)
  const askedAt = ref(0)
  let turn = 0
  const now = () => desk.age.now.value || Date.now()
  const path = () => `/api/drills/${encodeURIComponent(exercise())}`

  async function load(): Promise<void> {
    const mine = ++turn
    try {
      const answer = await get<Shown>(`${path()}/evaluation`)
      if (mine !== turn) return
      shown.value = answer
      askedAt.value = now()
      problem.value = ''
    } catch (error) {
      if (mine === turn) problem.value = (error as Error).message
    }
  }
  async function write(what: 'improvements' | 'conclusion' | 'notes', body: unknown): Promise<boolean> {
    busy.value = true
    try {
      await ask('POST', `${path()}/${what}`, body)
      await load()
      return !problem.value
    } catch (error) {
      problem.value = (error as Error).message
      return false
    } finally {
      busy.value = false
    }
  }
  const every = setInterval(() => {
    if (!shown.value?.frozen) void load()
  }, EVERY_MS)
  watch(exercise, () => ((shown.value = null), void load()), { immediate: true })
  watch(desk.state, (state) => state === 'connected' && void load())
  onScopeDispose(() => {
    clearInterval(every)
    turn += 1
  })
  const ageS = computed(() => (askedAt.value ? Math.max(0, Math.round((now() - askedAt.value) / 1000)) : 0))
  return { shown, problem, busy, ageS, load, write, path }
}
