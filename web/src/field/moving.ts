// 转移: whom I answer for and which shelter I keep. What waits here to be sent is shown as said already.
// Names of people are held by this page alone, never stored on the phone: what was there stays while the page is open.
import { computed, ref, shallowRef, type Ref } from 'vue'
import { get } from '@/link/http'
import { isOpen, type OutboxItem } from '@/outbox/item'
import { isMoving } from '@/picture/moving'
import type { AnyFact, ArriveEvacuee, MarkEvacuee } from '@/wire/generated'
import type { Evacuee, OwnLists, Standing } from '@/wire/moving'

export interface Shown extends Evacuee {
  /** It waits in this phone to be sent. */
  waiting: boolean
}
const GATHER_MS = 800

/** What the entries will be once everything here is sent. */
export function shownOf(people: readonly Evacuee[], items: readonly OutboxItem[]): Shown[] {
  const ahead = new Map<string, { standing: Standing; shelter: string | null }>()
  for (const item of items.filter(isOpen)) {
    if (item.method === 'evacuee.mark') {
      const { evacuee, to, whither, shelter } = item.data as MarkEvacuee
      const standing = to === 'moved' && whither === 'relative' ? 'safe' : to
      ahead.set(evacuee, { standing, shelter: shelter ?? null })
    }
    if (item.method === 'evacuee.arrive') {
      const { evacuee, shelter } = item.data as ArriveEvacuee
      if (evacuee) ahead.set(evacuee, { standing: 'arrived', shelter })
    }
  }
  return people.map((one) => {
    const next = ahead.get(one.id)
    return next ? { ...one, ...next, late: 0, waiting: true } : { ...one, waiting: false }
  })
}

const ORDER: Record<Standing, number> = {
  to_move: 1,
  told: 2,
  moved: 3,
  refused: 4,
  safe: 5,
  arrived: 6,
  returned: 7,
}
export const isSafe = (one: Evacuee): boolean => ORDER[one.standing] > 4
/** Who is late first, then who is not safe yet. */
export const byNeed = (a: Evacuee, b: Evacuee): number =>
  Number(!!b.late) - Number(!!a.late) ||
  ORDER[a.standing] - ORDER[b.standing] ||
  a.address.localeCompare(b.address)

export function makeMoving(items: Ref<readonly OutboxItem[]>) {
  const lists = shallowRef<OwnLists | null>(null)
  const failed = ref(false)
  let turn = 0
  let soon: ReturnType<typeof setTimeout> | undefined
  async function refresh(): Promise<void> {
    clearTimeout(soon)
    soon = undefined
    const mine = ++turn
    try {
      const answer = await get<OwnLists>('/api/evacuations/mine')
      if (mine === turn) [lists.value, failed.value] = [answer, false]
    } catch {
      failed.value = true // what was there stays; it is asked for again when the link returns
    }
  }
  return {
    lists,
    failed,
    refresh,
    people: computed(() => shownOf(lists.value?.people ?? [], items.value).sort(byNeed)),
    guests: computed(() => shownOf(lists.value?.guests ?? [], items.value).sort(byNeed)),
    kept: computed(() => (lists.value?.shelters ?? []).filter((one) => lists.value?.keeps.includes(one.id))),
    heard: (facts: readonly AnyFact[]) => {
      if (facts.some(isMoving)) soon ??= setTimeout(() => void refresh(), GATHER_MS)
    },
    stop: () => clearTimeout(soon),
  }
}
