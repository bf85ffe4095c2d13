// How many wait for operators, and how many are held back: asked for over HTTP, and anew when facts are heard.
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { get } from '@/link/http'
import { clockRate } from '@/link/rehearsal'
import type { AnyFact } from '@/wire/generated'
import type { AttentionOverview } from '@/wire/replies'

const GATHER_MS = 3_000
const AGAIN_MS = 15_000
/** Older than this, it is shown as old. */
const STALE_MS = 45_000

export function useAttention(connected: Ref<boolean>, now: Ref<number>) {
  const found = shallowRef<AttentionOverview | null>(null)
  const readAt = ref(0)
  let waiting: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    clearTimeout(waiting)
    waiting = undefined
    if (!connected.value) return
    try {
      found.value = await get<AttentionOverview>('/api/attention')
      readAt.value = now.value
    } catch {
      // What is shown grows old, and says so; it is asked for again soon.
    }
  }
  const soon = () => (waiting ??= setTimeout(() => void load(), GATHER_MS))
  const again = setInterval(() => void load(), AGAIN_MS)
  watch(connected, (is) => is && void load(), { immediate: true })
  onScopeDispose(() => {
    clearInterval(again)
    clearTimeout(waiting)
  })
  return {
    overview: found,
    readAt,
    stale: computed(() => !!found.value && now.value - readAt.value > STALE_MS * clockRate.value),
    heard: (facts: AnyFact[]) => void (facts.length && soon()),
  }
}
