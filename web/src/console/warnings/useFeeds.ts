// How polling for warnings goes: asked for anew when a warning arrives, when the link returns, and now and then.
import { onScopeDispose, ref, watch } from 'vue'
import { get } from '@/link/http'
import type { ConsoleState } from '../useConsole'

export interface FeedState {
  url: string
  checked_at: string | null
  ok_at: string | null
  changed_at: string | null
  failures: number
  error: string
  taken: number
  refused: number
  elsewhere: number
  last_refusal: string
}
const EVERY_MS = 20_000

export function useFeeds(desk: ConsoleState) {
  const feeds = ref<FeedState[] | null>(null)
  const problem = ref('')
  async function load(): Promise<void> {
    try {
      feeds.value = (await get<{ feeds: FeedState[] }>('/api/warnings')).feeds
      problem.value = ''
    } catch (error) {
      problem.value = (error as Error).message
    }
  }
  watch(() => [desk.picture.value.warnings.size, desk.state.value], load, { immediate: true })
  const timer = setInterval(load, EVERY_MS)
  onScopeDispose(() => clearInterval(timer))
  return { feeds, problem, load }
}
