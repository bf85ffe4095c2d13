// The desk's keys: the same wherever the hand is, typing included. A key that a word is being composed with is left alone.
import { onScopeDispose } from 'vue'

/** `F2`, `Alt+Digit1`, `Ctrl+Enter`: modifiers, then KeyboardEvent.code. A handler that answers false passes it on. */
export type Keys = Record<string, () => boolean | void>

export function useKeys(keys: Keys): void {
  const hear = (event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented) return
    const run = keys[nameOf(event)]
    if (run && run() !== false) event.preventDefault()
  }
  window.addEventListener('keydown', hear)
  onScopeDispose(() => window.removeEventListener('keydown', hear))
}

const nameOf = ({ ctrlKey, metaKey, altKey, code }: KeyboardEvent): string =>
  `${ctrlKey || metaKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${code === 'NumpadEnter' ? 'Enter' : code}`

/** Whether keys are letters just now. */
export const isTyping = (): boolean =>
  !!document.activeElement?.closest('input, textarea, select, [contenteditable="true"]')
