// My day: two rounds (一日双巡), whom to visit. The centre keeps it; what waits here to be sent counts as done already.
// Names of people are held by this page alone, never stored on the phone: without a network the list is empty.
import { computed, shallowRef, type Ref } from 'vue'
import { get } from '@/link/http'
import type { OutboxItem } from '@/outbox/item'
import { isOpen } from '@/outbox/item'
import { isPatrol } from '@/picture/patrol'
import type { AnyFact, RecordVisit } from '@/wire/generated'
import type { MyDay, Visit } from '@/wire/replies'
import type { Fix } from './position'

const FRESH_MS = 120_000
export const ROUNDS_A_DAY = 2

export interface RoundShown {
  from: string | null
  to: string | null
  short: boolean
  /** It waits in this phone to be sent. */
  waiting: boolean
}

/** The rounds to be shown, with those that are still on their way to the centre. */
export function roundsOf(day: MyDay | null, items: readonly OutboxItem[]): RoundShown[] {
  const shown: RoundShown[] = (day?.rounds ?? []).map((one) => ({
    from: one.began_at,
    to: one.over_at,
    short: one.short,
    waiting: false,
  }))
  for (const item of items.filter(isOpen)) {
    const { at } = item.data as { at: string }
    const running = shown.find((one) => one.from && !one.to)
    if (item.method === 'round.start' && !running)
      shown.push({ from: at, to: null, short: false, waiting: true })
    if (item.method === 'round.finish' && running) Object.assign(running, { to: at, waiting: true })
  }
  const need = day?.need ?? ROUNDS_A_DAY
  while (shown.length < need) shown.push({ from: null, to: null, short: false, waiting: false })
  return shown
}

/** Whom to visit, those still to be visited first; a visit on its way counts. */
export function visitsOf(day: MyDay | null, items: readonly OutboxItem[]): (Visit & { waiting: boolean })[] {
  const sent = new Set(
    items
      .filter((item) => item.method === 'visit.record' && isOpen(item))
      .map((item) => (item.data as RecordVisit).resident),
  )
  return (day?.visits ?? [])
    .map((one) => ({ ...one, waiting: sent.has(one.resident) }))
    .sort((a, b) => Number(!!a.done_at || a.waiting) - Number(!!b.done_at || b.waiting))
}

/** Where the phone is, if it knows it now; a place of minutes ago is none. */
export const placeOf = (fix: Fix | null, now: number) =>
  fix && now - fix.at < FRESH_MS ? { place: { lat: fix.lat, lon: fix.lon, accuracy_m: fix.accuracy_m } } : {}

export function makeDay(items: Ref<readonly OutboxItem[]>) {
  const day = shallowRef<MyDay | null>(null)
  let turn = 0
  async function refresh(): Promise<void> {
    const mine = ++turn
    try {
      const answer = await get<MyDay>('/api/day')
      if (mine === turn) day.value = answer
    } catch {
      // What was there stays; it is asked for again when the link returns.
    }
  }
  return {
    day,
    rounds: computed(() => roundsOf(day.value, items.value)),
    visits: computed(() => visitsOf(day.value, items.value)),
    refresh,
    heard: (facts: readonly AnyFact[]) => {
      if (facts.some(isPatrol)) void refresh()
    },
  }
}
