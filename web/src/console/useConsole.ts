// Everything a console knows: its link, the district's picture, its own requests and people.
import { computed, ref, shallowRef } from 'vue'
import { boxOf, type Part } from '@/drill/parts'
import { useAsked } from '@/link/asked'
import { get } from '@/link/http'
import { Link, socketUrl } from '@/link/link'
import { resume } from '@/link/session'
import { watchAge } from '@/link/watch'
import type { Method, OutboxItem } from '@/outbox/item'
import { Outbox } from '@/outbox/outbox'
import { memoryStore, openStore } from '@/outbox/store'
import { keepDraining } from '@/outbox/triggers'
import { changesDuty } from '@/picture/duty'
import { followPicture } from '@/picture/live'
import { emptyPicture } from '@/picture/picture'
import { byNeed, figures } from '@/picture/select'
import type { WatchInfo } from '@/wire/duty'
import type { AnyFact, DurableRequests, StaffAnswer } from '@/wire/generated'
import type { Person, Session } from '@/wire/replies'

/** After a refusal that was not about who we are: too many sockets, say. */
const RETURN_MS = 6_000
const SEES = ['operator', 'coordinator', 'supervisor', 'auditor', 'director', 'observer']
const ACTS = ['operator', 'coordinator', 'supervisor']
const DISPATCHES = ['operator', 'coordinator']

/** `part`: the exercise this console is bound to; then everything here is of that exercise. */
export async function makeConsole(
  { user: account, token }: Session,
  language: string,
  signedOut: () => void,
  part: Part | null = null,
) {
  const user = part ? { ...account, roles: part.roles, areas: part.areas } : account
  const may = (roles: string[]) => user.roles.some((role) => roles.includes(role))
  const items = shallowRef<OutboxItem[]>([])
  const people = shallowRef<Person[]>([])
  const state = ref<Link['state']>('connecting')
  const parts = shallowRef<Part[]>([])
  const link = shallowRef<Link | null>(null)
  const followed = shallowRef<ReturnType<typeof followPicture> | null>(null)
  const listeners = new Set<(facts: AnyFact[]) => void>()

  const picture = computed(() => followed.value?.picture.value ?? emptyPicture())
  const live = computed(() => followed.value?.live.value ?? false)
  const age = watchAge(link, live)

  const made = new Link({
    url: socketUrl(),
    token,
    renew: async () => (await resume())?.token ?? null,
    language,
    exercise: part?.id,
  })
  const store = await openStore().catch(() => memoryStore())
  const outbox = new Outbox({
    user: boxOf(user.id, part?.id ?? null),
    store,
    sender: made,
    changed: (list) => (items.value = list),
  })

  const begin = (district: string) => {
    const tellAll = (facts: AnyFact[]) => listeners.forEach((tell) => tell(facts))
    if (part) {
      // One channel carries both, the picture and the answers.
      const heard = (facts: AnyFact[]) => (outbox.heard(facts), tellAll(facts))
      followed.value = followPicture(made, district, heard, (epoch) => void outbox.epoch(epoch))
      return
    }
    followed.value = followPicture(made, district, tellAll)
    if (!may(ACTS)) return
    made.follow<StaffAnswer>(`staff:${user.id}`, {
      load: () => made.rpc<StaffAnswer>('staff.get', {}),
      snapshot: ({ epoch }) => void outbox.epoch(epoch),
      facts: (facts) => outbox.heard(facts),
    })
  }
  made.onChange(() => {
    state.value = made.state
    parts.value = made.parts
    if (made.connected) outbox.drain()
    if (made.welcome && !followed.value && may(SEES)) begin(made.welcome.district)
    if (made.state === 'refused')
      void resume().then(
        (found) =>
          found ? setTimeout(() => made.comeBack(), RETURN_MS * (0.5 + Math.random())) : signedOut(),
        () => undefined,
      )
  })
  link.value = made
  await outbox.start()
  const stopDraining = keepDraining(outbox)
  made.connect()
  const watch = useAsked<WatchInfo>({
    path: '/api/duty/watch',
    connected: computed(() => state.value === 'connected' && may(SEES)),
    now: age.now,
    changes: changesDuty,
    gatherMs: 2_000,
    againMs: () => 60_000,
  })
  listeners.add(watch.heard)

  return {
    user,
    state,
    /** The exercises this person is in; and the one that this console is bound to. */
    parts,
    exercise: part,
    picture,
    age,
    items,
    people,
    outbox,
    sees: may(SEES),
    acts: may(ACTS),
    dispatches: may(DISPATCHES),
    keepsAccounts: may(['admin']),
    /** Only the socket's greeting says who leads the watch. */
    watchLeader: computed(() => {
      const greeted = state.value === 'connected' ? made.welcome?.user : undefined
      return typeof greeted === 'object' && !!greeted.watch_leader
    }),
    /** Whose seat the duty leader's is at this hour, the roster knows. */
    leadsNow: computed(() => !!watch.found.value?.mine),
    needs: computed(() => byNeed(picture.value, age.now.value)),
    /** Whether the whole has been read once: until then nothing is known, not that there is nothing. */
    loaded: computed(() => followed.value?.loaded.value ?? !may(SEES)),
    figures: computed(() => figures(picture.value, age.now.value)),
    nameOf: (id: string) =>
      people.value.find((one) => one.id === id)?.name ??
      picture.value.duty.get(id)?.name ??
      picture.value.units.get(id)?.name ??
      id,
    loadPeople: async () => void (people.value = (await get<{ people: Person[] }>('/api/people')).people),
    /** Called with every fact of the picture; returns how to stop. */
    onFacts(tell: (facts: AnyFact[]) => void) {
      listeners.add(tell)
      return () => void listeners.delete(tell)
    },
    /** Send a durable request; `settled` resolves when it is stored or refused. */
    async send<M extends Method>(method: M, data: Omit<DurableRequests[M], 'id'>) {
      const item = await outbox.add(method, data)
      return { id: item.id, settled: outbox.outcome(item.id) }
    },
    stop() {
      stopDraining()
      outbox.stop()
      made.close()
    },
  }
}
export type ConsoleState = Awaited<ReturnType<typeof makeConsole>>
