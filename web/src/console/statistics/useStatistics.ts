// The figures of the chosen period: asked for anew when the choice changes, when facts come (not at every one), when the
// link returns, and twice a minute while the period runs. The last answer stays, with its age.
import { computed, onScopeDispose, reactive, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { get, query } from '@/link/http'
import type { FigureInfo, Statistics } from '@/wire/replies'
import type { ConsoleState } from '../useConsole'
import { daysOf, isRunning, type By, type Preset } from './figures'

const AFTER_FACTS_MS = 4_000
const EVERY_MS = 30_000

export function useStatistics(desk: ConsoleState) {
  const { locale } = useI18n()
  const chosen = reactive({
    preset: 'today' as Preset,
    any: null as [string, string] | null,
    by: 'street' as By,
    area: '',
  })
  const shown = ref<Statistics | null>(null)
  const infos = ref<FigureInfo[]>([])
  const problem = ref('')
  const busy = ref(false)
  const askedAt = ref(0)
  let turn = 0
  let soon: ReturnType<typeof setTimeout> | undefined

  const now = () => desk.age.now.value || Date.now()
  const asked = computed(() => {
    const [from, to] = daysOf(chosen.preset, now(), chosen.any)
    return { from, to, by: chosen.by, area: chosen.area }
  })

  async function load(): Promise<void> {
    const mine = ++turn
    clearTimeout(soon)
    soon = undefined
    busy.value = true
    try {
      const answer = await get<Statistics>(`/api/statistics${query(asked.value)}`)
      if (mine !== turn) return
      shown.value = answer
      askedAt.value = now()
      problem.value = ''
      if (answer.age.missing) later() // they are on their way
    } catch (error) {
      if (mine === turn) problem.value = (error as Error).message
    } finally {
      if (mine === turn) busy.value = false
    }
  }
  async function loadInfos(): Promise<void> {
    try {
      infos.value = (await get<{ figures: FigureInfo[] }>('/api/statistics/figures')).figures
    } catch (error) {
      problem.value = (error as Error).message
    }
  }
  const running = () => !shown.value || isRunning(shown.value, now())
  const later = () => {
    if (running()) soon ??= setTimeout(() => void load(), AFTER_FACTS_MS)
  }
  const forget = desk.onFacts(later)
  const every = setInterval(() => running() && void load(), EVERY_MS)
  watch(() => JSON.stringify(asked.value), load, { immediate: true })
  watch(locale, () => void Promise.all([loadInfos(), load()]), { immediate: false })
  watch(desk.state, (state) => state === 'connected' && void load())
  void loadInfos()
  onScopeDispose(() => {
    forget()
    clearInterval(every)
    clearTimeout(soon)
    turn += 1
  })
  const ageS = computed(() => (askedAt.value ? Math.max(0, Math.round((now() - askedAt.value) / 1000)) : 0))
  return { chosen, asked, shown, infos, problem, busy, ageS, load }
}
