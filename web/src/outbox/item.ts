// One durable request on its way: held → sending → accepted → stored, or refused with a reason.
import type { DurableRequests, RefusalInfo } from '@/wire/generated'
import type { Receipt } from '@/wire/replies'

export type Method = keyof DurableRequests
export type ItemState = 'held' | 'sending' | 'accepted' | 'stored' | 'refused'

export interface OutboxItem<M extends Method = Method> {
  /** UUIDv7: also the request's id, so items sort as they were made. */
  id: string
  user: string
  method: M
  data: DurableRequests[M]
  state: ItemState
  madeAt: number
  /** Not before this moment (ms): the undo of a held item, the patience after `accepted`, the pause after trouble. */
  dueAt: number
  tries: number
  settledAt?: number
  /** The server took it at least once: it may no longer be deleted here. */
  taken?: boolean
  refusal?: RefusalInfo
  /** Why the last try did not get through, in words; it will be tried again. */
  trouble?: string
  outcome?: Record<string, unknown>
}

export const KEEP_STORED_MS = 7 * 24 * 3600 * 1000
const PATIENCE_S = 15
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 30_000]

/** Which refusals pass by themselves: the item stays and is tried again. */
export const passes = (refusal: RefusalInfo): boolean =>
  refusal.reason === 'temporary' || refusal.reason === 'limited' || refusal.reason === 'unauthorised'

export const isOpen = (item: OutboxItem): boolean => item.state !== 'stored' && item.state !== 'refused'

/** Calls for help, in the order they were made. */
export const isAboveAll = (item: OutboxItem): boolean => item.method.startsWith('sos.')

/** What was refused, or never accepted: then it is only here. */
export const isRemovable = (item: OutboxItem): boolean =>
  item.state === 'refused' || (item.state === 'sending' && !item.taken)

export const pauseMs = (tries: number): number => PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 30_000

/** What the server's answer makes of an item. */
export function answered(item: OutboxItem, receipt: Receipt, now: number): OutboxItem {
  const tries = item.tries + 1
  if (receipt.status === 'stored') return settled({ ...item, tries }, receipt, now)
  if (receipt.status === 'accepted') {
    const patience = (receipt.resend_after ?? PATIENCE_S) * 1000
    return { ...item, tries, state: 'accepted', taken: true, dueAt: now + patience, trouble: undefined }
  }
  const refusal = receipt.refusal ?? { code: 'unknown', reason: 'impossible', message: '' }
  if (!passes(refusal)) return refused({ ...item, tries }, refusal, now)
  const wait = refusal.retry_after_s ? refusal.retry_after_s * 1000 : pauseMs(item.tries)
  return { ...item, tries, state: 'sending', dueAt: now + wait, trouble: refusal.message }
}

/** Nothing came back at all, or not from the part that decides. */
export const unanswered = (item: OutboxItem, trouble: string, now: number): OutboxItem => ({
  ...item,
  tries: item.tries + 1,
  state: item.state === 'held' ? 'sending' : item.state,
  dueAt: now + pauseMs(item.tries),
  trouble,
})

export const settled = (item: OutboxItem, outcome: object, now: number): OutboxItem => ({
  ...item,
  state: 'stored',
  taken: true,
  settledAt: now,
  trouble: undefined,
  refusal: undefined,
  outcome: outcome as Record<string, unknown>,
})

export const refused = (item: OutboxItem, refusal: RefusalInfo, now: number): OutboxItem => ({
  ...item,
  state: 'refused',
  settledAt: now,
  trouble: undefined,
  refusal,
})
