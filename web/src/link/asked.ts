// What a screen asks for over HTTP: anew when something about it is heard, when the link returns, and again and again.
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { AnyFact } from '@/wire/generated'
import { get } from './http'
import { clockRate } from './rehearsal'

export interface Asking<T> {
  path: string
  connected: Ref<boolean>
  /** The screen's time, ms. */
  now: Ref<number>
  /** Facts after which it is asked for anew. */
  changes: (fact: AnyFact) => boolean
  /** So long facts are gathered before it is asked for, ms. */
  gatherMs: number
  /** So often it is asked for whatever was heard, ms; it may depend on what was found. */
  againMs: (found: T | null) => number
}

export function useAsked<T>({ path, connected, now, changes, gatherMs, againMs }: Asking<T>) {
  const found = shallowRef<T | null>(null)
  const readAt = ref(0)
  let next: ReturnType<typeof setTimeout> | undefined
  let gathering = false
  let over = false

  /** What could not be read grows old, and says so; it is asked for again in its turn. */
  async function load(): Promise<void> {
    clearTimeout(next)
    gathering = false
    try {
      if (connected.value) {
        found.value = await get<T>(path)
        readAt.value = now.value
      }
    } catch {
      // As above.
    }
    if (!over && !gathering) plan(againMs(found.value))
  }
  function plan(ms: number): void {
    clearTimeout(next)
    next = setTimeout(() => void load(), ms)
  }
  function soon(): void {
    if (gathering) return
    gathering = true
    plan(gatherMs)
  }
  watch(connected, (is) => is && soon(), { immediate: true })
  onScopeDispose(() => {
    over = true
    clearTimeout(next)
  })
  return {
    found,
    /** Of the machine's seconds, however fast a rehearsal's clock runs: how long ago it was asked. */
    ageS: computed(() =>
      found.value ? Math.max(0, (now.value - readAt.value) / 1000 / clockRate.value) : 0,
    ),
    heard: (facts: readonly AnyFact[]) => void (facts.some(changes) && soon()),
  }
}
