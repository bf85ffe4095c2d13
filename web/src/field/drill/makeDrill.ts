// One exercise on a phone: a store, a feed and an outbox of its own beside the real ones. Made from nothing of the real
// state that could send: whatever is called in here goes to the exercise or nowhere.
import { computed, ref, shallowRef } from 'vue'
import { boxOf, channelOf, type Part } from '@/drill/parts'
import type { Feed } from '@/link/feed'
import { isOpen, type Method, type OutboxItem } from '@/outbox/item'
import { Outbox, type Sender } from '@/outbox/outbox'
import { memoryStore, openStore } from '@/outbox/store'
import { keepDraining } from '@/outbox/triggers'
import { applyToStaffAll, emptyStaff, staffOf, type Staff } from '@/picture/staff'
import type { AnyFact, DurableRequests, StaffAnswer } from '@/wire/generated'
import type { FieldState } from '../useField'
import { UNDO_MS } from '../useField'
import { inOrder } from './notices'

/** Who follows the picture, too, hears of others: on a phone only what is one's own counts. */
export function isMine(me: string, fact: AnyFact): boolean {
  if (fact.type === 'SosRaised')
    return fact.person === me || !!fact.told?.includes(me) || !!fact.near?.some((one) => one.person === me)
  return true
}

export async function makeDrill(field: FieldState, part: Part) {
  const { user, link, position, photos, places, ground, gridAt, now, serverNow, state } = field
  const exercise = part.id
  const staff = shallowRef<Staff>(emptyStaff(user.id))
  const items = shallowRef<OutboxItem[]>([])
  const fault = ref('')
  const loaded = ref(false)
  const live = ref(false)
  const ended = ref(false)
  const box = boxOf(user.id, exercise)
  const store = await openStore().catch(() => memoryStore())
  const sender: Sender = {
    get connected() {
      return link.connected
    },
    rpc: <T>(method: string, data: unknown) => link.rpc<T>(method, { ...(data as object), exercise }),
  }
  const outbox = new Outbox({
    user: box,
    store,
    sender,
    changed: (list) => {
      items.value = list
      fault.value = outbox.fault
    },
  })
  await outbox.start()
  const stopDraining = keepDraining(outbox)

  const feed: Feed<StaffAnswer> = link.follow<StaffAnswer>(channelOf(exercise), {
    load: () => link.rpc<StaffAnswer>('staff.get', { exercise }),
    snapshot: (snapshot) => {
      staff.value = staffOf(user.id, snapshot)
      loaded.value = true
      void outbox.epoch(snapshot.epoch)
    },
    facts: (facts) => {
      const mine = facts.filter((one) => isMine(user.id, one))
      staff.value = applyToStaffAll(staff.value, mine)
      outbox.heard(facts)
      if (facts.some((one) => one.type === 'DrillEnded')) ended.value = true
    },
    live: (is) => {
      live.value = is
      if (is) outbox.drain()
    },
  })

  const at = () => new Date().toISOString()
  const send = <M extends Method>(method: M, data: Omit<DurableRequests[M], 'id'>, holdMs = 0) =>
    outbox.add(method, data, holdMs)
  const acts = {
    send,
    checkIn: () => send('duty.check_in', { at: at() }),
    checkOut: () => send('duty.check_out', { at: at() }),
    answer: (offer: string, answer: 'accept' | 'decline', reason = '') =>
      send('offer.answer', { offer, answer, ...(reason && { reason }) }),
    advance: async (
      assignment: string,
      to: DurableRequests['assignment.advance']['to'],
      note = '',
      pictures: string[] = [],
    ) => {
      const more = { ...(note && { note }), ...(pictures.length && { photos: pictures }) }
      const item = await send('assignment.advance', { assignment, to, at: at(), ...more }, UNDO_MS)
      await photos.release(pictures, item.id)
    },
    confirmArrival: (assignment: string) => send('assignment.confirm', { assignment }),
    answerRollCall: (rollcall: string) => send('rollcall.answer', { rollcall, at: at() }),
    readAlert: (alert: string) => send('alert.read', { alert, at: at() }),
    extend: (incident: string, reason: string) => send('incident.extend', { incident, reason }),
    suspend: (incident: string, reason: string, until: string) =>
      send('incident.suspend', { incident, reason, until }),
    giveBack: (incident: string, reason: string) => send('incident.return', { incident, reason }),
    replyOrder: (supervision: string, text: string) => send('supervision.reply', { supervision, text }),
    finishTask: (area: string, task: string, note: string, pictures: string[]) =>
      send('grid_task.finish', { area, grid_task: task, note, photos: pictures, at: at() }),
    feedBack: async (incident: string, note: string, before: string[], after: string[]) => {
      const shown = { ...(before.length && { before }), ...(after.length && { after }) }
      const item = await send('incident.feedback', { incident, ...(note && { note }), ...shown })
      await photos.release([...before, ...after], item.id)
    },
    report: async (data: Omit<DurableRequests['report.submit'], 'id' | 'at'>) => {
      const item = await send('report.submit', { ...data, at: at() })
      await photos.release(data.photos ?? [], item.id)
    },
  }
  const shown = {
    // Drafts are kept by this id: what is half written in an exercise never ends as a real report.
    user: { ...user, id: box, roles: part.roles, areas: part.areas.length ? part.areas : user.areas },
    staff,
    items,
    open: computed(() => items.value.filter(isOpen)),
    fault,
    state,
    outbox,
    photos,
    places,
    position,
    ground,
    gridAt,
    now,
    serverNow,
  }
  return {
    part: exercise,
    me: user.id,
    notices: computed(() => inOrder(staff.value.notices.values(), user.id)),
    loaded,
    live,
    ended,
    open: shown.open,
    answerNotice: (inject: string, text: string) =>
      send('drill.answer', { inject, ...(text.trim() && { text: text.trim() }) }),
    /** What the sheets and cards of real work need to show this one. What is not here they have no use for. */
    field: { ...shown, ...acts } as unknown as FieldState,
    stop(): void {
      stopDraining()
      outbox.stop()
      feed.stop()
    },
    /** It is over: nothing of it stays on this phone. */
    async forget(): Promise<void> {
      for (const { id } of outbox.list) await store.remove(id)
    },
  }
}
export type DrillState = Awaited<ReturnType<typeof makeDrill>>
