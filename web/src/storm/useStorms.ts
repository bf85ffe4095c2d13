// Storms, asked for over HTTP: anew when a fact of one is heard, when the link returns, and each minute, since they move.
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { get } from '@/link/http'
import { clockRate } from '@/link/rehearsal'
import { isStorm } from '@/picture/storm'
import type { AnyFact } from '@/wire/generated'
import type { GridTimes, StormInfo, StormList } from '@/wire/storm'

const GATHER_MS = 400
const AGAIN_MS = 60_000
/** Older than this, what is shown says so. */
const STALE_MS = 180_000

/** The one whose winds are here or come first; after them, or without any, the one that was entered last. */
export function firstOf(storms: readonly StormInfo[], now: number): StormInfo | null {
  const coming = storms.filter(
    ({ summary: { earliest, leaves } }) => earliest && !(leaves && Date.parse(leaves) < now),
  )
  const at = ({ summary }: StormInfo) => Date.parse(summary.earliest!)
  return coming.length ? coming.reduce((a, b) => (at(b) < at(a) ? b : a)) : (storms[0] ?? null)
}

export function useStorms(connected: Ref<boolean>, now: Ref<number>) {
  const list = shallowRef<StormList | null>(null)
  const times = shallowRef<ReadonlyMap<string, GridTimes>>(new Map())
  const readAt = ref(0)
  let timesOf = ''
  /** Which storm somebody wants to see; as long as nobody does, the one that comes first. */
  const wanted = ref('')
  const storm = computed(
    () =>
      list.value?.storms.find((one) => one.id === wanted.value) ??
      firstOf(list.value?.storms ?? [], now.value),
  )
  let waiting: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    clearTimeout(waiting)
    waiting = undefined
    if (!connected.value) return
    try {
      const found = await get<StormList>('/api/storms')
      list.value = found
      readAt.value = now.value || Date.now()
      await loadTimes()
    } catch {
      // What is shown grows old, and says so; it is asked for again within a minute.
    }
  }
  async function loadTimes(): Promise<void> {
    const one = storm.value
    const key = one ? `${one.id} ${one.version}` : ''
    if (key === timesOf) return
    const grids = one ? await get<GridTimes[]>(`/api/storms/${one.id}/arrivals`) : []
    if (storm.value?.id !== one?.id) return // another was chosen meanwhile: its own answer comes
    times.value = new Map(grids.map((grid) => [grid.grid, grid]))
    timesOf = key
  }
  // Times of one storm are never shown under the name of another.
  watch(
    () => storm.value?.id,
    () => {
      if (!timesOf.startsWith(`${storm.value?.id} `)) [times.value, timesOf] = [new Map(), '']
      loadTimes().catch(() => undefined)
    },
  )
  const soon = () => (waiting ??= setTimeout(() => void load(), GATHER_MS))
  const again = setInterval(() => void load(), AGAIN_MS)
  watch(connected, (is) => is && soon(), { immediate: true })
  onScopeDispose(() => {
    clearInterval(again)
    clearTimeout(waiting)
  })
  return {
    list,
    storm,
    all: computed(() => list.value?.storms ?? []),
    choose: (id: string) => void (wanted.value = id),
    proposed: computed(() => list.value?.proposed ?? []),
    times,
    stale: computed(() => !!list.value && now.value - readAt.value > STALE_MS * clockRate.value),
    heard: (facts: readonly AnyFact[]) => void (facts.some(isStorm) && soon()),
    reload: load,
  }
}
export type Storms = ReturnType<typeof useStorms>
