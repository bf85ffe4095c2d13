// Everything the phone knows: its link, its own work, outbox, photos, places, matters. Made once somebody is signed in.
import { computed, ref, shallowRef } from 'vue'
import type { Part } from '@/drill/parts'
import type { Feed } from '@/link/feed'
import { Link, socketUrl } from '@/link/link'
import { resume } from '@/link/session'
import { isOpen, type Method, type OutboxItem } from '@/outbox/item'
import { Outbox } from '@/outbox/outbox'
import { memoryStore, openStore } from '@/outbox/store'
import { keepDraining } from '@/outbox/triggers'
import { changesDuty } from '@/picture/duty'
import { applyToStaffAll, emptyStaff, staffOf, type Staff } from '@/picture/staff'
import { areaAt } from '@/places/geo'
import type { Point } from '@/places/entry'
import { PlaceFinder } from '@/places/find'
import type { AnswerSummons, DurableRequests, ListEntry, StaffAnswer, UpdatePosition } from '@/wire/generated'
import type { AreaFeature, Session, User } from '@/wire/replies'
import { makeMatters } from './matters'
import { makePhotos } from './photos/usePhotos'
import { trackPosition } from './position'
import { makeSos } from './sos'
import { makeDay, placeOf } from './day'
import { lists } from './keptLists'
import { makeMoving } from './moving'
import { makeSitreps } from './sitreps'
import { makeStorm } from './storm'
import { makeTeam } from './team'
import { ring } from './loud'

export const UNDO_MS = 5_000
/** After a refusal that was not about who we are: too many sockets, say. */
const RETURN_MS = 6_000
const MATTERS_MS = 90_000
const STORM_MS = 300_000

export interface FieldOptions {
  user: User
  session: Session | null
  language: string
  gridName: (code: string) => string
  signedOut: () => void
}

export async function makeField({ user, session, language, gridName, signedOut }: FieldOptions) {
  const staff = shallowRef<Staff>(emptyStaff(user.id))
  const items = shallowRef<OutboxItem[]>([])
  const fault = ref('')
  const state = ref<Link['state']>('connecting')
  const parts = shallowRef<Part[]>([])
  const now = ref(Date.now())
  const fresh = ref(session?.token ?? null)
  /** Server time minus this phone's, ms: countdowns follow the server. */
  const drift = ref(0)
  /** Grows when something about duty was heard: who shows shifts asks for them anew. */
  const rostered = ref(0)
  /** The grids of the district with their outlines, once they are known. */
  const ground = shallowRef<AreaFeature[]>([])

  const renew = async () => {
    const token = fresh.value ?? (await resume())?.token ?? null
    fresh.value = null
    return token
  }
  const link = new Link({ url: socketUrl(), token: session?.token ?? '', renew, language })
  const store = await openStore().catch(() => memoryStore())
  const outbox = new Outbox({
    user: user.id,
    store,
    sender: link,
    changed: (list) => {
      items.value = list
      fault.value = outbox.fault
    },
  })
  const photos = await makePhotos(user.id)
  const places = new PlaceFinder({ community: communityOf(user), gridName })
  const matters = makeMatters(user.id, items)
  const day = makeDay(items)
  const storm = makeStorm()
  const sitreps = makeSitreps(user, items, () => link.connected)
  const team = makeTeam(
    user.roles,
    () => link.connected,
    () => ring(2),
  )
  const send = <M extends Method>(method: M, data: Omit<DurableRequests[M], 'id'>, holdMs = 0) =>
    outbox.add(method, data, holdMs)
  const moving = await makeMoving({
    user: user.id,
    items,
    kept: await lists(),
    send,
    release: photos.release,
  })

  let feed: Feed<StaffAnswer> | null = null
  link.onChange(() => {
    state.value = link.state
    parts.value = link.parts
    if (link.welcome) drift.value = Date.parse(link.welcome.server_time) - Date.now()
    if (link.connected) {
      outbox.drain()
      photos.drain()
      matters.refreshSpread()
      if (user.roles.includes('worker')) void day.refresh()
      void moving.refresh()
      void places.keep()
      void storm.refresh()
      void team.refresh()
      void sitreps.refresh()
    }
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
        void photos.epoch(snapshot.epoch)
      },
      facts: (facts) => {
        staff.value = applyToStaffAll(staff.value, facts)
        outbox.heard(facts)
        matters.heard(facts)
        day.heard(facts)
        moving.heard(facts)
        storm.heard(facts)
        team.heard(facts)
        sitreps.heard(facts)
        if (facts.some(changesDuty)) rostered.value++
      },
    })
  })
  await outbox.start()
  const stopDraining = keepDraining(outbox)
  const shown = () => document.visibilityState === 'visible' && matters.refresh()
  document.addEventListener('visibilitychange', shown)
  const timers = [
    setInterval(() => (now.value = Date.now()), 500),
    setInterval(() => matters.moving() && shown(), MATTERS_MS),
    setInterval(() => link.connected && void storm.refresh(), STORM_MS),
  ]
  const position = trackPosition({
    onDuty: computed(() => staff.value.onDuty),
    connected: () => link.connected,
    send: (data: UpdatePosition) => link.rpc('position.update', data),
  })
  link.connect()
  void places.keep()

  const at = () => new Date().toISOString()
  const here = () => placeOf(position.fix.value, Date.now())
  const sos = makeSos({ user, staff, items, position, send, link })
  return {
    user,
    staff,
    items,
    fault,
    state,
    /** For an exercise, which has feeds of its own over the same socket; and which ones this person is in. */
    link,
    parts,
    outbox,
    photos,
    places,
    matters,
    position,
    sos,
    day,
    moving,
    storm,
    team,
    sitreps,
    startRound: () => send('round.start', { at: at(), ...here() }),
    finishRound: () => send('round.finish', { at: at(), ...here() }),
    visit: (resident: string, outcome: DurableRequests['visit.record']['outcome']) =>
      send('visit.record', { resident, outcome, at: at(), ...here() }),
    markEvacuee: (
      evacuee: string,
      to: DurableRequests['evacuee.mark']['to'],
      more: Partial<DurableRequests['evacuee.mark']> = {},
    ) => moving.once('evacuee.mark', { evacuee, to, at: at(), ...more, ...here() }, more.photos ?? []),
    correctEvacuee: (evacuee: string, to: DurableRequests['evacuee.correct']['to'], reason: string) =>
      moving.once('evacuee.correct', { evacuee, to, reason, at: at() }),
    amendEvacuee: (data: Omit<DurableRequests['evacuee.amend'], 'id'>) => moving.once('evacuee.amend', data),
    assignEvacuees: (evacuees: string[], worker: string) =>
      moving.once('evacuee.assign', { evacuees, worker }),
    removeEvacuee: (evacuee: string, reason: string) => moving.once('evacuee.remove', { evacuee, reason }),
    addEvacuee: (evacuation: string, one: ListEntry) =>
      moving.once('evacuee.add', { evacuation, people: [one] }),
    arrive: (shelter: string, who: object) => send('evacuee.arrive', { shelter, at: at(), ...who }),
    countShelter: (shelter: string, counted: number) => send('shelter.count', { shelter, counted, at: at() }),
    finishTask: (area: string, task: string, note: string, photos: string[]) =>
      send('grid_task.finish', { area, grid_task: task, note, photos, at: at() }),
    rostered,
    send,
    ground,
    gridAt: (point: Point) => areaAt(ground.value, point)?.properties.code ?? null,
    now: computed(() => now.value),
    serverNow: computed(() => now.value + drift.value),
    open: computed(() => items.value.filter(isOpen)),
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
    /** 在途: on my way, to the question whether we come. */
    confirmArrival: (assignment: string) => send('assignment.confirm', { assignment }),
    answerRollCall: (rollcall: string) => send('rollcall.answer', { rollcall, at: at() }),
    answerSummons: (summons: string, word: AnswerSummons['word'], reason = '') =>
      send('summons.answer', { summons, word, at: at(), ...(reason && { reason }) }),
    handIn: (data: Omit<DurableRequests['sitrep.hand_in'], 'id'>) => send('sitrep.hand_in', data),
    /** Somebody out of contact was reached by telephone. */
    reportContact: (about: string, name: string, text: string) =>
      send('contact.report', { about, how: 'phone', said_by: name, said_at: at(), text, minutes: 60 }),
    readAlert: (alert: string) => send('alert.read', { alert, at: at() }),
    startTimer: (minutes: number, note = '') =>
      send('timer.start', { minutes, at: at(), ...(note && { note }) }),
    answerTimer: (timer: string, answer: 'safe' | 'out') => send('timer.answer', { timer, at: at(), answer }),
    extend: (incident: string, reason: string) => send('incident.extend', { incident, reason }),
    suspend: (incident: string, reason: string, until: string) =>
      send('incident.suspend', { incident, reason, until }),
    /** 反馈, during the work or after its end, with photos of before and after. */
    feedBack: async (incident: string, note: string, before: string[], after: string[]) => {
      const shown = { ...(before.length && { before }), ...(after.length && { after }) }
      const item = await send('incident.feedback', { incident, ...(note && { note }), ...shown })
      await photos.release([...before, ...after], item.id)
    },
    giveBack: (incident: string, reason: string) => send('incident.return', { incident, reason }),
    replyOrder: (supervision: string, text: string) => send('supervision.reply', { supervision, text }),
    report: async (data: Omit<DurableRequests['report.submit'], 'id' | 'at'>) => {
      const item = await send('report.submit', { ...data, at: at() })
      await photos.release(data.photos ?? [], item.id)
    },
    stop() {
      timers.forEach(clearInterval)
      document.removeEventListener('visibilitychange', shown)
      stopDraining()
      outbox.stop()
      photos.stop()
      places.stop()
      matters.stop()
      moving.stop()
      team.stop()
      sitreps.stop()
      position.stop()
      sos.stop()
      feed?.stop()
      link.close()
    },
  }
}
export type FieldState = Awaited<ReturnType<typeof makeField>>

/** The community of the worker's first grid, whose places are taken along. */
const communityOf = (user: User): string | undefined =>
  user.areas.find((code) => code.length >= 12)?.slice(0, 12)
