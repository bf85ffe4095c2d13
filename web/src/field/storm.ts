// When the winds come to my own grids: asked for when the link returns, when a storm's fact is heard, and now and then.
import { ref, shallowRef } from 'vue'
import { get } from '@/link/http'
import { isStorm } from '@/picture/storm'
import type { AnyFact } from '@/wire/generated'
import type { OwnGrids } from '@/wire/storm'

export function makeStorm() {
  const own = shallowRef<OwnGrids | null>(null)
  const readAt = ref(0)
  async function refresh(): Promise<void> {
    try {
      own.value = await get<OwnGrids>('/api/storms/mine')
      readAt.value = Date.parse(own.value.at)
    } catch {
      // What was there stays, with its age; it is asked for again when the link returns.
    }
  }
  return {
    own,
    readAt,
    refresh,
    heard: (facts: readonly AnyFact[]) => {
      if (facts.some(isStorm)) void refresh()
    },
  }
}
