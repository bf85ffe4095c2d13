// How many have moved: asked for over HTTP, anew when a fact about it is heard, after an outage and every minute.
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { get } from '@/link/http'
import { isMoving } from '@/picture/moving'
import type { AnyFact } from '@/wire/generated'
import type { EvacuationList } from '@/wire/moving'

const GATHER_MS = 1_000
const AGAIN_MS = 60_000

export function useMoving(connected: Ref<boolean>, now: Ref<number>) {
  const found = shallowRef<EvacuationList | null>(null)
  const readAt = ref(0)
  let waiting: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    clearTimeout(waiting)
    waiting = undefined
    if (!connected.value) return
    try {
      found.value = await get<EvacuationList>('/api/evacuations')
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
    list: found,
    open: computed(() => !!found.value?.evacuations.length),
    ageS: computed(() => (found.value ? Math.max(0, (now.value - readAt.value) / 1000) : 0)),
    heard: (facts: AnyFact[]) => void (facts.some(isMoving) && soon()),
  }
}
