// What was under the thumb when it came down is what was meant. While a page fills itself, or a warning comes in above, the
// list moves between the press and the release, and the browser would give the click to whatever lies there by then.
const FAR_PX = 12
const PRESSABLE = 'button, a[href], label, summary, [role=button]'

interface Press {
  on: HTMLElement
  x: number
  y: number
}

export function holdPresses(root: Document = document): () => void {
  let press: Press | null = null
  function down(event: PointerEvent): void {
    const on = (event.target as Element | null)?.closest?.<HTMLElement>(PRESSABLE) ?? null
    press = on && event.isPrimary ? { on, x: event.clientX, y: event.clientY } : null
  }
  function click(event: MouseEvent): void {
    const held = press
    press = null
    if (!event.isTrusted || !held || held.on.contains(event.target as Node)) return
    if (Math.hypot(event.clientX - held.x, event.clientY - held.y) > FAR_PX) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (held.on.isConnected) held.on.click()
  }
  root.addEventListener('pointerdown', down, true)
  root.addEventListener('click', click, true)
  return () => {
    root.removeEventListener('pointerdown', down, true)
    root.removeEventListener('click', click, true)
  }
}
