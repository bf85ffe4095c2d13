// A touch that must last: so long that a pocket or a slip does not do it, and shows how far it has got.
import { onBeforeUnmount, ref } from 'vue'

export function useHold(holdMs: number, done: () => void) {
  /** 0 to 1 while it is held. */
  const progress = ref(0)
  let began = 0
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function release(): void {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    timer = undefined
    progress.value = 0
  }
  const grow = () => {
    progress.value = Math.min(1, (performance.now() - began) / holdMs)
    frame = requestAnimationFrame(grow)
  }
  function press(event: PointerEvent): void {
    if (timer || event.button > 0) return
    // A thumb that slides a little in the rain still holds.
    ;(event.currentTarget as Element | null)?.setPointerCapture?.(event.pointerId)
    began = performance.now()
    // A timer, not a frame, decides: frames stop when the page is not drawn.
    timer = setTimeout(() => {
      release()
      done()
    }, holdMs)
    navigator.vibrate?.(60)
    grow()
  }
  onBeforeUnmount(release)
  return { progress, press, release }
}
