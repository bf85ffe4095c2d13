// My own matters: what I reported, and what became of it. What the outbox holds is known at once and without a network;
// the rest is asked for.
import { get } from '@/link/http'
import type { OutboxItem } from '@/outbox/item'
import type { AnyFact, SubmitReport } from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'
import { computed, ref, shallowRef, type Ref } from 'vue'
import { remember, remembered } from './settings'

interface Known extends Pick<PictureIncident, 'id' | 'number' | 'category' | 'status' | 'filed_at' | 'text'> {
  grid: string
}
export interface Matter {
  /** The request's id, or the incident's. */
  key: string
  category: string
  at: number
  text: string
  grid: string
  incident: string
  number: number | null
  /** Of the incident; empty while nobody knows. */
  status: string
  /** How far the report has come, while it is not stored. */
  sending: '' | OutboxItem['state']
  merged: boolean
}

const SHOWN = 40
const SETTLE_MS = 400
/** A district's phones come back together after a break: they do not all ask in the same second. */
const SPREAD_MS = 4_000

export function makeMatters(user: string, items: Ref<OutboxItem[]>) {
  const key = `field.matters.${user}`
  const known = shallowRef(new Map(remembered<Known[]>(key, []).map((one) => [one.id, one])))
  const askedAt = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function refresh(): Promise<void> {
    try {
      const { incidents } = await get<{ incidents: PictureIncident[] }>('/api/incidents?status=all&limit=50')
      const mine = incidents.filter((one) => one.reporters?.includes(user)).map(short)
      const reported = new Set(mine.map((one) => one.id))
      // Older ones that a page no longer holds stay as they were last heard of.
      const older = [...known.value.values()].filter((one) => !reported.has(one.id)).slice(0, SHOWN)
      known.value = new Map([...mine, ...older].map((one) => [one.id, one]))
      askedAt.value = Date.now()
      remember(key, [...known.value.values()])
    } catch {
      // No network: what was last heard stays.
    }
  }
  function soon(spreadMs = 0): void {
    clearTimeout(timer)
    timer = setTimeout(() => void refresh(), SETTLE_MS + spreadMs * Math.random())
  }
  function learn(one: PictureIncident): void {
    known.value = new Map(known.value).set(one.id, short(one))
    remember(key, [...known.value.values()])
  }
  return {
    list: computed(() => mattersOf(items.value, known.value)),
    askedAt,
    refresh: () => soon(),
    /** Back from a break. */
    refreshSpread: () => soon(SPREAD_MS),
    learn,
    /** Whether anything may still move. */
    moving: () =>
      mattersOf(items.value, known.value).some(({ status }) => status !== 'closed' && status !== 'voided'),
    /** Something that I reported may have moved. */
    heard: (facts: readonly AnyFact[]) =>
      facts.some((fact) => 'incident' in fact && fact.incident && fact.type !== 'OfferMade') && soon(),
    stop: () => clearTimeout(timer),
  }
}

const short = (one: PictureIncident): Known => ({
  id: one.id,
  number: one.number,
  category: one.category,
  grid: one.place.grid,
  status: one.status,
  filed_at: one.filed_at,
  text: one.text ?? '',
})

/** Newest first; an incident that is both sent from here and known there is one matter. */
export function mattersOf(items: readonly OutboxItem[], known: ReadonlyMap<string, Known>): Matter[] {
  const sent = items.filter((item) => item.method === 'report.submit').map((item) => fromHere(item, known))
  const covered = new Set(sent.map((one) => one.incident))
  const others = [...known.values()].filter((one) => !covered.has(one.id)).map(fromThere)
  return [...sent, ...others].sort((a, b) => b.at - a.at).slice(0, SHOWN)
}

function fromHere(item: OutboxItem, known: ReadonlyMap<string, Known>): Matter {
  const data = item.data as SubmitReport
  const incident = String(item.outcome?.incident ?? '')
  const there = known.get(incident)
  return {
    key: item.id,
    category: data.category,
    at: item.madeAt,
    text: data.text ?? '',
    grid: there?.grid ?? data.place.grid ?? '',
    incident,
    number: there?.number ?? null,
    status: there?.status ?? '',
    sending: item.state === 'stored' ? '' : item.state,
    merged: item.outcome?.outcome === 'merged',
  }
}

const fromThere = (one: Known): Matter => ({
  key: one.id,
  category: one.category,
  at: Date.parse(one.filed_at),
  text: one.text ?? '',
  grid: one.grid,
  incident: one.id,
  number: one.number,
  status: one.status,
  sending: '',
  merged: false,
})
