// When a phone tries again: back online, page started or shown, and every half minute whatever happens.
import type { Outbox } from './outbox'

const EVERY_MS = 30_000

export function keepDraining(outbox: Outbox): () => void {
  const drain = () => outbox.drain()
  const shown = () => document.visibilityState === 'visible' && drain()
  addEventListener('online', drain)
  addEventListener('pageshow', drain)
  document.addEventListener('visibilitychange', shown)
  const timer = setInterval(drain, EVERY_MS)
  void navigator.storage?.persist?.()
  return () => {
    removeEventListener('online', drain)
    removeEventListener('pageshow', drain)
    document.removeEventListener('visibilitychange', shown)
    clearInterval(timer)
  }
}
