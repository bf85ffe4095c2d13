// Everything the phone knows: its link, its own work, and the outbox. Made once somebody is signed in.
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { Feed } from '@/link/feed'
import { Link, socketUrl } from '@/link/link'
import { resume } from '@/link/session'
import { isOpen, type Method, type OutboxItem } from '@/outbox/item'
import { Outbox } from '@/outbox/outbox'
import { memoryStore, openStore } from '@/outbox/store'
import { keepDraining } from '@/outbox/triggers'
import { applyToStaffAll, emptyStaff, staffOf, type Staff } from '@/picture/staff'
import type { DurableRequests, StaffAnswer } from '@/wire/generated'
import type { Session, User } from '@/wire/replies'

export const UNDO_MS = 5_000
/** After a refusal that was not about who we are: too many sockets, say. */
const RETURN_MS = 6_000

export async function makeField(
  user: User,
  session: Session | null,
  language: string,
  signedOut: () => void,
) {
  const staff = shallowRef<Staff>(emptyStaff(user.id))
  const items = shallowRef<OutboxItem[]>([])
  const state = ref<Link['state']>('connecting')
  const now = ref(Date.now())
  const fresh = ref(session?.token ?? null)
  /** Server time minus this phone's, ms: countdowns follow the server. */
  const drift = ref(0)

  const renew = async () => {
    const token = fresh.value ?? (await resume())?.token ?? null
    fresh.value = null
    return token
  }
  const link = new Link({ url: socketUrl(), token: session?.token ?? '', renew, language })
  const store = await openStore().catch(() => memoryStore())
  const outbox = new Outbox({ user: user.id, store, sender: link, changed: (list) => (items.value = list) })

  let feed: Feed<StaffAnswer> | null = null
  link.onChange(() => {
    state.value = link.state
    if (link.welcome) drift.value = Date.parse(link.welcome.server_time) - Date.now()
    if (link.connected) outbox.drain()
    if (link.state === 'refused')
      void resume().then(
        (found) =>
          found ? setTimeout(() => link.comeBack(), RETURN_MS * (0.5 + Math.random())) : signedOut(),
        () => undefined,
      )
    feed ??= link.follow<StaffAnswer>(`staff:${user.id}`, {
      load: () => link.rpc<StaffAnswer>('staff.get', {}),
      snapshot: (snapshot) => {
        staff.value = staffOf(user.id, snapshot)
        void outbox.epoch(snapshot.epoch)
      },
      facts: (facts) => {
        staff.value = applyToStaffAll(staff.value, facts)
        outbox.heard(facts)
      },
    })
  })
  await outbox.start()
  const stopDraining = keepDraining(outbox)
  const timer = setInterval(() => (now.value = Date.now()), 500)
  link.connect()

  const send = <M extends Method>(method: M, data: Omit<DurableRequests[M], 'id'>, holdMs = 0) =>
    outbox.add(method, data, holdMs)
  const at = () => new Date().toISOString()
  return {
    user,
    staff,
    items,
    state,
    outbox,
    now: computed(() => now.value),
    serverNow: computed(() => now.value + drift.value),
    open: computed(() => items.value.filter(isOpen)),
    checkIn: () => send('duty.check_in', { at: at() }),
    checkOut: () => send('duty.check_out', { at: at() }),
    answer: (offer: string, answer: 'accept' | 'decline', reason = '') =>
      send('offer.answer', { offer, answer, ...(reason && { reason }) }),
    advance: (assignment: string, to: DurableRequests['assignment.advance']['to'], note = '') =>
      send('assignment.advance', { assignment, to, at: at(), ...(note && { note }) }, UNDO_MS),
    report: (data: Omit<DurableRequests['report.submit'], 'id' | 'at'>) =>
      send('report.submit', { ...data, at: at() }),
    stop() {
      clearInterval(timer)
      stopDraining()
      outbox.stop()
      feed?.stop()
      link.close()
    },
  }
}
export type FieldState = Awaited<ReturnType<typeof makeField>>

/** Stops with the component that made it. */
export const stopWith = (field: FieldState): void => onScopeDispose(() => field.stop())
