// The order of facts: each once, by number, from a snapshot on. What comes while a snapshot loads waits for it.
import type { AnyFact } from '@/wire/generated'

export class Order {
  private at: number | null = null
  private waiting: AnyFact[] = []

  /** The number of the last fact taken, or null before the first snapshot. */
  get number(): number | null {
    return this.at
  }

  /** Forget the position: a snapshot is on its way. What waited from an earlier loss is covered by it. */
  lost(): void {
    this.at = null
    this.waiting = []
  }

  /** A snapshot that contains everything up to `offset`. Returns what came since. */
  restart(offset: number): AnyFact[] {
    this.at = offset
    const waited = this.waiting
    this.waiting = []
    return this.take(waited)
  }

  /** A publication: one fact, several, or none. Returns what is new, in order. */
  take(data: unknown): AnyFact[] {
    const facts = (Array.isArray(data) ? data : [data]) as AnyFact[]
    if (this.at === null) {
      this.waiting.push(...facts)
      return []
    }
    const fresh: AnyFact[] = []
    for (const fact of facts) {
      if (!(fact.number > this.at)) continue
      this.at = fact.number
      fresh.push(fact)
    }
    return fresh
  }
}
