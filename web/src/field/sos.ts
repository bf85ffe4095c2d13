// My own call for help: sent at once with whatever place is known, repeated until it is stored, taken back within seconds.
import { computed, ref, type Ref } from 'vue'
import type { Link } from '@/link/link'
import { isOpen, type Method, type OutboxItem } from '@/outbox/item'
import type { Staff } from '@/picture/staff'
import type { CancelSos, DurableRequests, RaiseSos, Sos, UpdatePosition } from '@/wire/generated'
import type { User } from '@/wire/replies'
import { remember, remembered } from './settings'
import type { Fix, trackPosition } from './position'

export const HOLD_MS = 2_000
/** As long as the server lets the person take it back, by this phone's own clock. */
export const TAKE_BACK_MS = 15_000
/** A place older than this is left out: the server knows the last one as well. */
const PLACE_MS = 300_000
/** What was raised longer ago and has ended is no longer shown. */
const SHOW_MS = 12 * 3_600_000

export interface SosOptions {
  user: User
  staff: Ref<Staff>
  items: Ref<OutboxItem[]>
  position: ReturnType<typeof trackPosition>
  send: <M extends Method>(method: M, data: Omit<DurableRequests[M], 'id'>) => Promise<OutboxItem>
  link: Link
}
export type SosState = 'unsent' | 'accepted' | 'stored' | 'refused'

export function makeSos({ user, staff, items, position, send, link }: SosOptions) {
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), 250)
  const mine = computed<Sos | null>(
    () => [...staff.value.sos.values()].find((one) => one.person === user.id) ?? null,
  )
  const raises = computed(() => items.value.filter((one) => one.method === 'sos.raise'))
  const cancels = computed(() => items.value.filter((one) => one.method === 'sos.cancel'))
  const isCancelled = (raise: OutboxItem) =>
    cancels.value.some((one) => one.state !== 'refused' && one.id > raise.id)
  /** The newest of my calls that is not over, whether or not it has left this phone. */
  const raise = computed(() => {
    const last = raises.value[0]
    if (!last || now.value - last.madeAt > SHOW_MS || isCancelled(last)) return null
    return isOpen(last) || mine.value ? last : null
  })
  const state = computed<SosState>(() => {
    const one = raise.value
    if (!one) return 'stored'
    if (one.state === 'stored') return 'stored'
    if (one.state === 'refused') return 'refused'
    return one.state === 'accepted' ? 'accepted' : 'unsent'
  })
  /** Seconds in which it can still be taken back. */
  const backS = computed(() => {
    const first = raise.value
    return first ? Math.max(0, Math.ceil((first.madeAt + TAKE_BACK_MS - now.value) / 1000)) : 0
  })
  const phone = computed(() => {
    const known = staff.value.centrePhone
    if (known) remember('field.centrePhone', known)
    return known || remembered('field.centrePhone', '')
  })

  async function call(): Promise<void> {
    const at = new Date().toISOString()
    const fix = position.fix.value
    const fresh = fix && Date.now() - fix.at < PLACE_MS ? fix : null
    await send('sos.raise', { at, ...(fresh && { place: placeOf(fresh) }) } as Omit<RaiseSos, 'id'>)
    void follow(!fresh)
  }
  /** Where I am, as soon as the phone knows: once as the call's own place if it had none, and on the wall in any case. */
  async function follow(wanted: boolean): Promise<void> {
    try {
      const fix = await position.locate()
      if (wanted && !mine.value?.answers.length)
        await send('sos.raise', { at: new Date().toISOString(), place: placeOf(fix) } as Omit<RaiseSos, 'id'>)
      const told: UpdatePosition = {
        ...placeOf(fix),
        accuracy_m: fix.accuracy_m,
        at: new Date(fix.at).toISOString(),
      }
      if (link.connected) await link.rpc('position.update', told)
    } catch {
      // No fix: the call went out without one.
    }
  }
  async function takeBack(): Promise<void> {
    const one = raise.value
    const sos = mine.value?.id ?? one?.id
    if (sos) await send('sos.cancel', { sos, at: new Date().toISOString() } as Omit<CancelSos, 'id'>)
  }
  return {
    mine,
    raise,
    state,
    backS,
    phone,
    /** Out, and not over. */
    isOut: computed(() => !!mine.value || !!raise.value),
    /** Calls of others that this phone was told of, the newest last. */
    others: computed(() => [...staff.value.sos.values()].filter((one) => one.person !== user.id)),
    call,
    takeBack,
    answer: (sos: string, coming: boolean) =>
      send('sos.acknowledge', { sos, at: new Date().toISOString(), coming }),
    stop: () => clearInterval(timer),
  }
}

const placeOf = ({ lat, lon, accuracy_m }: Fix) => ({ lat, lon, accuracy_m })
