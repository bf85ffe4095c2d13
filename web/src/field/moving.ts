// 转移: whom I answer for and which shelter I keep. What waits here to be sent is shown as said already.
import { computed, ref, shallowRef, type Ref } from 'vue'
import { get } from '@/link/http'
import { isOpen, type Method, type OutboxItem } from '@/outbox/item'
import { isMoving } from '@/picture/moving'
import type {
  AddEvacuees,
  AmendEvacuee,
  AnyFact,
  ArriveEvacuee,
  AssignEvacuees,
  CorrectEvacuee,
  DurableRequests,
  ListEntry,
  MarkEvacuee,
  RemoveEvacuee,
} from '@/wire/generated'
import type { Evacuee, OwnLists, Standing } from '@/wire/moving'
import type { ListStore } from './keptLists'

export interface Shown extends Evacuee {
  /** It waits in this phone to be sent. */
  waiting: boolean
}
const GATHER_MS = 800

type Change = (one: Evacuee) => Evacuee | null
/** What an entry that waits to be sent makes of the people it is about; null: they leave the list. */
function changesOf({ method, data }: OutboxItem, nameOf: (id: string) => string): [string, Change][] {
  switch (method) {
    case 'evacuee.mark': {
      const { evacuee, to, whither, shelter } = data as MarkEvacuee
      const standing: Standing = to === 'moved' && whither === 'relative' ? 'safe' : to
      return [[evacuee, (one) => ({ ...one, standing, shelter: shelter ?? null, late: 0 })]]
    }
    case 'evacuee.correct': {
      const { evacuee, to, whither, shelter } = data as CorrectEvacuee
      const standing: Standing = to === 'moved' && whither === 'relative' ? 'safe' : to
      return [[evacuee, (one) => ({ ...one, standing, shelter: shelter ?? null, late: 0 })]]
    }
    case 'evacuee.arrive': {
      const { evacuee, shelter } = data as ArriveEvacuee
      return evacuee ? [[evacuee, (one) => ({ ...one, standing: 'arrived', shelter, late: 0 })]] : []
    }
    case 'evacuee.amend': {
      const { evacuee, name, phone, address, heads } = data as AmendEvacuee
      const right = { name, phone: phone ?? '', address: address ?? '' }
      return [[evacuee, (one) => ({ ...one, ...right, heads: heads ?? one.heads })]]
    }
    case 'evacuee.assign': {
      const { evacuees, worker } = data as AssignEvacuees
      const responsible = { person: worker, name: nameOf(worker), standing: 'named' }
      return evacuees.map((id) => [id, (one) => ({ ...one, worker, responsible })])
    }
    case 'evacuee.remove':
      return [[(data as RemoveEvacuee).evacuee, () => null]]
    default:
      return []
  }
}

/** What the entries will be once everything here is sent. */
export function shownOf(
  people: readonly Evacuee[],
  items: readonly OutboxItem[],
  nameOf: (id: string) => string = () => '',
): Shown[] {
  const changes = items.filter(isOpen).flatMap((item) => changesOf(item, nameOf))
  return people.flatMap((person) => {
    const own = changes.filter(([id]) => id === person.id)
    let one: Evacuee | null = person
    for (const [, change] of own) one = one && change(one)
    return one ? [{ ...one, waiting: own.length > 0 }] : []
  })
}

/** People written down here whom the centre does not know yet. */
export function addedOf(items: readonly OutboxItem[]): Shown[] {
  return items
    .filter((item) => item.method === 'evacuee.add' && isOpen(item))
    .flatMap((item) =>
      (item.data as AddEvacuees).people.map((one, at) =>
        newcomer(`${item.id}:${at}`, (item.data as AddEvacuees).evacuation, one),
      ),
    )
}
const newcomer = (id: string, evacuation: string, one: ListEntry): Shown => ({
  id,
  evacuation,
  line: '',
  name: one.name,
  phone: one.phone ?? '',
  address: one.address ?? '',
  building: '',
  grid: one.grid,
  grid_name: '',
  heads: one.heads ?? 1,
  source: 'hand',
  need: '',
  status: 'to_move',
  standing: 'to_move',
  at: null,
  by_name: '',
  note: '',
  paper: false,
  shelter: null,
  shelter_name: '',
  arrive_by: null,
  late: 0,
  signed: null,
  relative: null,
  worker: '',
  responsible: null,
  waiting: true,
})

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

/** The same thing about the same person is waiting already: said twice here, it is sent once. */
export const isSaid = (items: readonly OutboxItem[], method: Method, data: object): boolean => {
  const plain = (one: object) => {
    const { at: _at, place: _place, id: _id, ...rest } = one as Record<string, unknown>
    return JSON.stringify(Object.entries(rest).sort(([a], [b]) => a.localeCompare(b)))
  }
  return items.some((item) => isOpen(item) && item.method === method && plain(item.data) === plain(data))
}

interface Parts {
  user: string
  items: Ref<readonly OutboxItem[]>
  kept: ListStore
  send: <M extends Method>(method: M, data: Omit<DurableRequests[M], 'id'>) => Promise<OutboxItem>
  release: (photos: string[], request: string) => Promise<unknown>
}

export async function makeMoving({ user, items, kept, send, release }: Parts) {
  /** What was there when the page was last open stands until it can be asked for. */
  const lists = shallowRef<OwnLists | null>(await kept.load(user, Date.now()).catch(() => null))
  const fresh = ref(false)
  let turn = 0
  let soon: ReturnType<typeof setTimeout> | undefined
  let over = false
  async function refresh(): Promise<void> {
    clearTimeout(soon)
    soon = undefined
    const mine = ++turn
    try {
      const answer = await get<OwnLists>('/api/evacuations/mine')
      if (mine !== turn || over) return
      ;[lists.value, fresh.value] = [answer, true]
      await kept.save(user, answer, Date.now()).catch(() => undefined)
    } catch {
      fresh.value = false // what was there stays; it is asked for again when the link returns
    }
  }
  const nameOf = (id: string) =>
    Object.values(lists.value?.helpers ?? {})
      .flat()
      .find((one) => one.id === id)?.name ?? ''
  const people = computed(() =>
    [...shownOf(lists.value?.people ?? [], items.value, nameOf), ...addedOf(items.value)].sort(byNeed),
  )
  async function once<M extends Method>(
    method: M,
    data: Omit<DurableRequests[M], 'id'>,
    photos: string[] = [],
  ): Promise<void> {
    if (isSaid(items.value, method, data)) return
    const item = await send(method, data)
    await release(photos, item.id)
  }
  return {
    lists,
    fresh,
    refresh,
    people,
    once,
    guests: computed(() => shownOf(lists.value?.guests ?? [], items.value, nameOf).sort(byNeed)),
    kept: computed(() => (lists.value?.shelters ?? []).filter((one) => lists.value?.keeps.includes(one.id))),
    heard: (facts: readonly AnyFact[]) => {
      if (facts.some(isMoving)) soon ??= setTimeout(() => void refresh(), GATHER_MS)
    },
    /** Whoever signs out takes the names along. */
    async forget(): Promise<void> {
      over = true
      turn += 1
      lists.value = null
      await kept.clear().catch(() => undefined)
    },
    stop: () => {
      over = true
      clearTimeout(soon)
    },
  }
}
export type Moving = Awaited<ReturnType<typeof makeMoving>>
