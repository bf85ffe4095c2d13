// The operators' queue: the same fold as command/domain/fold/attention.py. What an item holds follows from the picture:
// see concerns.ts.
import type { AnyFact, AttentionItem, AttentionOpened, Flow } from '@/wire/generated'

export interface Attended {
  readonly attention: ReadonlyMap<string, AttentionItem>
  /** By its id: there is at most one. */
  readonly flow: ReadonlyMap<string, Flow>
}
interface Draft {
  attention: Map<string, AttentionItem>
  flow: Map<string, Flow>
}
const TYPES = [
  'AttentionOpened',
  'AttentionWidened',
  'AttentionTaken',
  'AttentionShelved',
  'AttentionReturned',
  'AttentionLooked',
  'AttentionClosed',
  'AttentionPaced',
  'FloodBegan',
  'FloodEnded',
] as const
const known: ReadonlySet<string> = new Set(TYPES)
export type AttentionFact = Extract<AnyFact, { type: (typeof TYPES)[number] }>
export const isAttention = (fact: AnyFact): fact is AttentionFact => known.has(fact.type)

const REMEMBERED_MS = 30 * 60_000
const FLOW = 'flow'
const OFF_SHELF = { shelved_until: null, shelved_by: '', shelved_name: '', shelved_why: '' }
const NOBODYS = { taken_by: '', taken_name: '', taken_at: null }

const opened = (fact: AttentionOpened): AttentionItem => ({
  id: fact.item,
  number: fact.number,
  kind: fact.kind,
  life: fact.life,
  area: fact.area,
  opened_at: fact.at,
  due: fact.due,
  ...NOBODYS,
  ...OFF_SHELF,
  shelvings: 0,
  quiet: false,
})

export function attentionStep(p: Draft, fact: AttentionFact): void {
  const change = (id: string, how: (item: AttentionItem) => Partial<AttentionItem>) => {
    const item = p.attention.get(id)
    if (item) p.attention.set(id, { ...item, ...how(item) })
  }
  const flow = p.flow.get(FLOW) ?? { id: FLOW, opened: [], held: 0, flood: null, due: null }
  switch (fact.type) {
    case 'AttentionOpened': {
      p.attention.set(fact.item, opened(fact))
      const from = Date.parse(fact.at) - REMEMBERED_MS
      const recent = flow.opened.filter((one) => Date.parse(one.at) > from)
      p.flow.set(FLOW, { ...flow, opened: [...recent, { at: fact.at, life: fact.life }] })
      return
    }
    case 'AttentionWidened':
      return change(fact.item, () => ({ area: fact.area, quiet: false }))
    case 'AttentionTaken':
      return change(fact.item, () => ({
        ...OFF_SHELF,
        taken_by: fact.by,
        taken_name: fact.by_name ?? '',
        taken_at: fact.at,
      }))
    case 'AttentionShelved':
      return change(fact.item, (item) => ({
        ...NOBODYS,
        shelved_until: fact.until,
        due: fact.until,
        shelved_by: fact.by,
        shelved_name: fact.by_name ?? '',
        shelved_why: fact.reason ?? '',
        shelvings: item.shelvings + 1,
      }))
    case 'AttentionReturned':
      return change(fact.item, () => ({ ...OFF_SHELF, ...NOBODYS, due: fact.due }))
    case 'AttentionLooked':
      return change(fact.item, () => ({ quiet: fact.quiet, due: fact.due }))
    case 'AttentionClosed':
      p.attention.delete(fact.item)
      return
    case 'AttentionPaced':
      p.flow.set(FLOW, { ...flow, held: fact.held, due: fact.due ?? null })
      return
    case 'FloodBegan': {
      const { at: since, rate, automatic } = fact
      p.flow.set(FLOW, { ...flow, flood: { since, rate, automatic } })
      return
    }
    case 'FloodEnded':
      p.flow.set(FLOW, { ...flow, flood: null })
  }
}

export const floodOf = (p: Attended) => p.flow.get(FLOW)?.flood ?? null
