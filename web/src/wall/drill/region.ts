// When a drill has a region of the wall that shows the district, and when the wall takes all of itself back: at the first
// real danger to life, by itself and at once, whatever the server is doing.
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import type { Part } from '@/drill/parts'
import type { AnyFact } from '@/wire/generated'

/** A real priority 1 begins, or one of ours calls for help. */
export const isLife = (fact: AnyFact): boolean => {
  switch (fact.type) {
    case 'IncidentFiled':
      return fact.priority === 1 && fact.disposition !== 'settled'
    case 'ReportMerged':
      return !!fact.raised && fact.priority === 1
    case 'NobodyAvailable':
      return fact.priority === 1
    case 'SosRaised':
    case 'SosRepeated':
      return true
    default:
      return false
  }
}

/** The exercise that was given a region of this wall. */
export const regionOf = (parts: readonly Part[]): Part | null =>
  parts.find((one) => one.layout === 'region' && one.state !== 'over') ?? null

/** Goes on after it stood still, or is another one: the director has given the region anew. */
export const isGivenAnew = (now: Part | null, before: Part | null): boolean =>
  now?.id !== before?.id || (before?.state === 'paused' && now?.state === 'running')

/** The server did not pause the drill for it (somebody called for help and was fetched, say), and all is calm again. */
const CALM_MS = 120_000

export function useRegion(parts: Ref<readonly Part[]>, needed: () => boolean) {
  const part = computed(() => regionOf(parts.value))
  const takenAt = ref(0)
  watch(part, (now, before) => isGivenAnew(now, before ?? null) && (takenAt.value = 0), { flush: 'sync' })
  const isPausedByReal = () => part.value?.state === 'paused' && part.value.paused_why === 'real_event'
  const timer = setInterval(() => {
    const calm = !needed() && part.value?.state === 'running'
    if (calm && takenAt.value && performance.now() - takenAt.value > CALM_MS) takenAt.value = 0
  }, 5_000)
  onScopeDispose(() => clearInterval(timer))
  return {
    /** What the region shows; null: the whole wall is the district's. */
    shown: computed(() => (takenAt.value || needed() || isPausedByReal() ? null : part.value)),
    heard(facts: readonly AnyFact[]): void {
      if (part.value && facts.some(isLife)) takenAt.value = performance.now()
    },
  }
}
