// Who has the watch, and the nearest gap in the rosters: asked for over HTTP, and anew when a fact about duty is heard.
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { get } from '@/link/http'
import { changesDuty } from '@/picture/duty'
import type { WatchInfo } from '@/wire/duty'
import type { AnyFact } from '@/wire/generated'

const GATHER_MS = 2_000
const AGAIN_MS = 60_000
/** Older than this, it is shown as old. */
const STALE_MS = 180_000

export function useWatch(connected: Ref<boolean>, now: Ref<number>) {
  const found = shallowRef<WatchInfo | null>(null)
  const readAt = ref(0)
  let waiting: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    clearTimeout(waiting)
    waiting = undefined
    if (!connected.value) return
    try {
      found.value = await get<WatchInfo>('/api/duty/watch')
      readAt.value = now.value
    } catch {
      // What is shown grows old, and says so; it is asked for again within a minute.
    }
  }
  const soon = () => (waiting ??= setTimeout(() => void load(), GATHER_MS))
  const again = setInterval(() => void load(), AGAIN_MS)
  watch(connected, (is) => is && soon(), { immediate: true })
  onScopeDispose(() => {
    clearInterval(again)
    clearTimeout(waiting)
  })
  return {
    watch: found,
    stale: computed(() => !!found.value && now.value - readAt.value > STALE_MS),
    heard: (facts: AnyFact[]) => void (facts.some(changesDuty) && soon()),
  }
}
