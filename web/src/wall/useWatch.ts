// Who has the watch, and the nearest gap in the rosters.
import { computed, type Ref } from 'vue'
import { useAsked } from '@/link/asked'
import { changesDuty } from '@/picture/duty'
import type { WatchInfo } from '@/wire/duty'

/** Older than this, it is shown as old. */
const STALE_S = 180

export function useWatch(connected: Ref<boolean>, now: Ref<number>) {
  const { found, ageS, heard } = useAsked<WatchInfo>({
    path: '/api/duty/watch',
    connected,
    now,
    changes: changesDuty,
    gatherMs: 2_000,
    againMs: () => 60_000,
  })
  return { watch: found, stale: computed(() => ageS.value > STALE_S), heard }
}
