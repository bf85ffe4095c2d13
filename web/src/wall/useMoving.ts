// How many have moved. What becomes of single people is told to no wall, so its numbers are asked for every few seconds.
import { computed, type Ref } from 'vue'
import { useAsked } from '@/link/asked'
import { isMoving } from '@/picture/moving'
import type { EvacuationList } from '@/wire/moving'

const UNDER_WAY_MS = 5_000
const CALM_MS = 60_000

export function useMoving(connected: Ref<boolean>, now: Ref<number>) {
  const { found, ageS, heard } = useAsked<EvacuationList>({
    path: '/api/evacuations',
    connected,
    now,
    changes: isMoving,
    gatherMs: 1_000,
    againMs: (list) => (list?.evacuations.length ? UNDER_WAY_MS : CALM_MS),
  })
  return { list: found, open: computed(() => !!found.value?.evacuations.length), ageS, heard }
}
