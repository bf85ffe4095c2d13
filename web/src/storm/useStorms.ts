// Storms, asked for over HTTP: anew when a fact of one is heard, when the link returns, and each minute, since they move.
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { get } from '@/link/http'
import { isStorm } from '@/picture/storm'
import type { AnyFact } from '@/wire/generated'
import type { GridTimes, StormList } from '@/wire/storm'

const GATHER_MS = 400
const AGAIN_MS = 60_000
/** Older than this, what is shown says so. */
const STALE_MS = 180_000

export function useStorms(connected: Ref<boolean>, now: Ref<number>) {
  const list = shallowRef<StormList | null>(null)
  const times = shallowRef<ReadonlyMap<string, GridTimes>>(new Map())
  const readAt = ref(0)
  let timesOf = ''
  let waiting: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    clearTimeout(waiting)
    waiting = undefined
    if (!connected.value) return
    try {
      const found = await get<StormList>('/api/storms')
      list.value = found
      readAt.value = now.value || Date.now()
      const storm = found.storms[0]
      const key = storm ? `${storm.id} ${storm.version}` : ''
      if (key === timesOf) return
      const grids = storm ? await get<GridTimes[]>(`/api/storms/${storm.id}/arrivals`) : []
      times.value = new Map(grids.map((one) => [one.grid, one]))
      timesOf = key
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
    list,
    /** The one that was entered last: a district is threatened by one at a time. */
    storm: computed(() => list.value?.storms[0] ?? null),
    proposed: computed(() => list.value?.proposed ?? []),
    times,
    stale: computed(() => !!list.value && now.value - readAt.value > STALE_MS),
    heard: (facts: readonly AnyFact[]) => void (facts.some(isStorm) && soon()),
    reload: load,
  }
}
export type Storms = ReturnType<typeof useStorms>
