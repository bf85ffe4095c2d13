// The outbox: nothing is deleted before it is stored; everything is sent again until it is. One request at a time and in
// the order made, so that "on scene" never overtakes "on the way". A call for help waits for nothing: it is sent at once,
// beside whatever else is under way, and before all else when there is a network again.
import { uuid7 } from '@/ui/uuid7'
import type { AnyFact, DurableRequests, RefusalInfo } from '@/wire/generated'
import type { Receipt } from '@/wire/replies'
import {
  answered,
  isOpen,
  isRemovable,
  KEEP_STORED_MS,
  isAboveAll,
  refused,
  settled,
  unanswered,
  type Method,
  type OutboxItem,
} from './item'
import type { OutboxStore } from './store'

export interface Sender {
  readonly connected: boolean
  rpc<T>(method: string, data: unknown): Promise<T>
}
export interface OutboxOptions {
  user: string
  store: OutboxStore
  sender: Sender
  changed?: (items: OutboxItem[]) => void
  now?: () => number
}

const AFTER_FAULT_MS = 5_000

export class Outbox {
  /** Why the last batch stopped, in the system's words; empty when it did not. */
  fault = ''
  private readonly items = new Map<string, OutboxItem>()
  private readonly waiters = new Map<string, (item: OutboxItem) => void>()
  private readonly now: () => number
  private draining: Promise<void> | null = null
  private again = false
  private alarm: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly options: OutboxOptions) {
    this.now = options.now ?? Date.now
  }

  /** Everything kept, newest first. */
  get list(): OutboxItem[] {
    return [...this.items.values()].sort((a, b) => (a.id < b.id ? 1 : -1))
  }

  /** Load what earlier pages left, forget what was stored long ago, and begin to send. */
  async start(): Promise<void> {
    for (const item of await this.options.store.all(this.options.user)) {
      const old = item.state === 'stored' && this.now() - (item.settledAt ?? item.madeAt) > KEEP_STORED_MS
      if (old) await this.options.store.remove(item.id)
      else this.items.set(item.id, item)
    }
    this.tell()
    this.drain()
  }

  stop(): void {
    clearTimeout(this.alarm)
  }

  /** Keep a request and send it; with `holdMs` only then, so that it can be undone. Resolves when it is kept. */
  async add<M extends Method>(
    method: M,
    data: Omit<DurableRequests[M], 'id'>,
    holdMs = 0,
  ): Promise<OutboxItem> {
    const id = uuid7(this.now())
    const item: OutboxItem = {
      id,
      user: this.options.user,
      method,
      data: { ...data, id } as DurableRequests[M],
      state: holdMs ? 'held' : 'sending',
      madeAt: this.now(),
      dueAt: this.now() + holdMs,
      tries: 0,
    }
    try {
      // On disk before anything else can see and send it.
      await this.options.store.put(item)
      await this.keep(item)
    } catch (error) {
      // A full disk: from memory then, and the page says that it must stay open.
      this.items.set(id, item)
      this.become(wordsOf(error))
    }
    if (isAboveAll(item) && this.options.sender.connected) void this.overtake(item)
    else this.drain()
    return item
  }

  /** Resolves when the item is stored or refused. */
  outcome(id: string): Promise<OutboxItem> {
    const item = this.items.get(id)
    if (item && !isOpen(item)) return Promise.resolve(item)
    return new Promise((resolve) => this.waiters.set(id, resolve))
  }

  /** Take back what is still held. False when it is too late. */
  async undo(id: string): Promise<boolean> {
    if (this.items.get(id)?.state !== 'held') return false
    await this.drop(id)
    return true
  }

  async retry(id: string): Promise<void> {
    const item = this.items.get(id)
    if (!item || item.state === 'stored') return
    await this.keep({ ...item, state: 'sending', dueAt: this.now(), refusal: undefined })
    this.drain()
  }

  /** Only what is settled or was never accepted may be deleted. */
  async remove(id: string): Promise<void> {
    const item = this.items.get(id)
    if (item && (!isOpen(item) || isRemovable(item))) await this.drop(id)
  }

  /** A fact of the person's own channel may be the answer to a request. */
  heard(facts: readonly AnyFact[]): void {
    for (const fact of facts) {
      const item = 'request' in fact && fact.request ? this.items.get(fact.request) : undefined
      if (!item) continue
      const now = this.now()
      void this.keep(
        fact.type === 'RequestRefused' ? refused(item, fact.refusal, now) : settled(item, fact, now),
      )
    }
  }

  /** The server's epoch. Another one than last time means that it may have been restored to an older day: what was stored
   *  here within the week is sent again (it is answered with its outcome if it is still there). */
  async epoch(epoch: string): Promise<void> {
    const key = `epoch:${this.options.user}`
    const before = await this.options.store.note(key)
    if (before === epoch) return
    for (const item of before === undefined ? [] : this.list)
      if (item.state === 'stored') await this.keep({ ...item, state: 'sending', dueAt: this.now() })
    await this.options.store.setNote(key, epoch)
    this.drain()
  }

  /** Send all that is due. Safe to call at any moment and any number of times. */
  drain(): void {
    if (this.draining) {
      this.again = true
      return
    }
    this.draining = this.whole().finally(() => {
      this.draining = null
      this.setAlarm()
      if (this.again) {
        this.again = false
        this.drain()
      }
    })
  }

  /** For tests: until the running pass is over. */
  async idle(): Promise<void> {
    while (this.draining) await this.draining
  }

  /** Something fatal (a full or broken disk) ends this batch, not the page: the next one may find it well. */
  private async whole(): Promise<void> {
    try {
      await this.pass()
      this.become('')
    } catch (error) {
      this.become(wordsOf(error))
    }
  }

  private become(fault: string): void {
    if (fault === this.fault) return
    this.fault = fault
    this.tell()
  }

  /** Past what is under way, which may wait for an answer that never comes. Sent twice it is still one. */
  private async overtake(item: OutboxItem): Promise<void> {
    try {
      await this.send(item)
    } catch (error) {
      this.become(wordsOf(error))
    }
    this.setAlarm()
  }

  private async pass(): Promise<void> {
    const inOrder = this.list.reverse()
    for (const { id } of [...inOrder.filter(isAboveAll), ...inOrder.filter((one) => !isAboveAll(one))]) {
      const item = this.items.get(id)
      if (!item || !isOpen(item) || item.dueAt > this.now()) continue
      if (!this.options.sender.connected) return
      if (!(await this.send(item))) return
    }
  }

  /** False: none of the others would get through now. */
  private async send(item: OutboxItem): Promise<boolean> {
    if (item.state === 'held') await this.keep({ ...item, state: 'sending' })
    try {
      const receipt = await this.options.sender.rpc<Receipt>(item.method, item.data)
      const current = this.items.get(item.id)
      // Its fact may have overtaken the receipt.
      if (current && isOpen(current)) await this.keep(answered(current, receipt, this.now()))
      return receipt.refusal?.reason !== 'unauthorised'
    } catch (error) {
      const current = this.items.get(item.id)
      if (current && isOpen(current)) await this.keep(this.failed(current, error))
      return true
    }
  }

  /** A protocol error: malformed and forbidden calls will never pass; anything else is tried again. */
  private failed(item: OutboxItem, error: unknown): OutboxItem {
    const { code, message, temporary } = (error ?? {}) as {
      code?: number
      message?: string
      temporary?: boolean
    }
    const words = message ?? String(error)
    const final = !temporary && (code === 103 || code === 104 || code === 107)
    if (!final) return unanswered(item, words, this.now())
    const refusal: RefusalInfo = { code: String(code), reason: 'malformed', message: words }
    return refused({ ...item, tries: item.tries + 1 }, refusal, this.now())
  }

  private async keep(item: OutboxItem): Promise<void> {
    this.items.set(item.id, item)
    await this.options.store.put(item)
    this.tell()
    if (isOpen(item)) return
    this.waiters.get(item.id)?.(item)
    this.waiters.delete(item.id)
  }

  private async drop(id: string): Promise<void> {
    this.items.delete(id)
    await this.options.store.remove(id)
    this.tell()
  }

  private setAlarm(): void {
    clearTimeout(this.alarm)
    const next = Math.min(...[...this.items.values()].filter(isOpen).map((item) => item.dueAt))
    if (!Number.isFinite(next)) return
    const least = this.fault ? AFTER_FAULT_MS : 250
    this.alarm = setTimeout(() => this.drain(), Math.min(30_000, Math.max(least, next - this.now())))
  }

  private tell(): void {
    this.options.changed?.(this.list)
  }
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error)
