// Pages over the desk, one at a time. A call for help sets aside what is open: it is kept as it is, unseen, and is there
// again when the call is answered.
import { computed, nextTick, ref } from 'vue'
import { isTyping } from './useKeys'

export type PageName = 'counting' | 'rostering' | 'storming' | 'moding' | 'drilling' | 'reporting'

export function usePages() {
  const shown = ref<PageName | null>(null)
  /** Set aside, the last one last. */
  const aside = ref<PageName[]>([])
  /** Where the hand was on each of them. */
  const hands = new Map<PageName, HTMLElement>()

  function close(name = shown.value): void {
    if (!name) return
    hands.delete(name)
    aside.value = aside.value.filter((one) => one !== name)
    if (shown.value === name) shown.value = null
  }
  /** The one that is shown closes; one that was set aside is there as it was left. */
  function open(name: PageName): void {
    if (shown.value === name) return close(name)
    close()
    if (aside.value.includes(name)) return back(name)
    shown.value = name
  }
  /** Out of the way, at once; tells whether somebody was just writing there. */
  function setAside(): boolean {
    const name = shown.value
    if (!name) return false
    const writes = isTyping()
    const hand = document.activeElement
    if (hand instanceof HTMLElement && hand !== document.body) {
      hands.set(name, hand)
      hand.blur()
    }
    aside.value = [...aside.value.filter((one) => one !== name), name]
    shown.value = null
    return writes
  }
  function back(name = aside.value.at(-1)): void {
    if (!name) return
    aside.value = aside.value.filter((one) => one !== name)
    shown.value = name
    void nextTick(() => hands.get(name)?.focus({ preventScroll: true }))
  }
  return {
    shown,
    aside,
    covered: computed(() => shown.value !== null),
    /** Whether it is there at all, seen or unseen. */
    keeps: (name: PageName) => shown.value === name || aside.value.includes(name),
    open,
    close,
    setAside,
    back,
  }
}
export type Pages = ReturnType<typeof usePages>
