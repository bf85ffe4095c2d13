// One followed channel: recovered whole → the facts go on; not recovered → a snapshot first. Either way each fact
// is handed on once, in order.
import type { SubscribedContext, Subscription } from 'centrifuge'
import type { AnyFact } from '@/wire/generated'
import { Order } from './order'

export interface Followed<S> {
  load: () => Promise<S>
  snapshot: (snapshot: S) => void
  facts: (facts: AnyFact[]) => void
  /** The feed is whole and live, or no longer. */
  live?: (live: boolean) => void
}

const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000]

export class Feed<S extends { epoch: string; offset: number }> {
  live = false
  private readonly order = new Order()
  private loading = 0

  constructor(
    private readonly subscription: Subscription,
    private readonly followed: Followed<S>,
    /** Called when it is over, so that the channel may be followed anew one day. */
    private readonly stopped: () => void = () => undefined,
  ) {
    subscription.on('subscribed', (context) => this.subscribed(context))
    subscription.on('subscribing', () => this.become(false))
    subscription.on('unsubscribed', () => this.become(false))
    subscription.on('publication', ({ data }) => this.hand(this.order.take(data)))
    subscription.subscribe()
  }

  stop(): void {
    this.loading += 1
    this.subscription.unsubscribe()
    this.subscription.removeAllListeners()
    this.stopped()
  }

  private subscribed({ wasRecovering, recovered }: SubscribedContext): void {
    if (wasRecovering && recovered && this.order.number !== null) return this.become(true)
    this.order.lost()
    void this.reload(++this.loading, 0)
  }

  private async reload(turn: number, tries: number): Promise<void> {
    try {
      const snapshot = await this.followed.load()
      if (turn !== this.loading) return
      this.followed.snapshot(snapshot)
      this.hand(this.order.restart(snapshot.offset))
      this.become(this.subscription.state === 'subscribed')
    } catch {
      if (turn !== this.loading || this.subscription.state !== 'subscribed') return
      const wait = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 10_000
      setTimeout(
        () => turn === this.loading && void this.reload(turn, tries + 1),
        wait * (0.5 + Math.random()),
      )
    }
  }

  private hand(facts: AnyFact[]): void {
    if (facts.length) this.followed.facts(facts)
  }

  private become(live: boolean): void {
    if (live === this.live) return
    this.live = live
    this.followed.live?.(live)
  }
}
