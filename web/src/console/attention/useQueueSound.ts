// What is new in the queue is heard: danger to life always, anything else only while there is no flood.
import { onScopeDispose } from 'vue'
import { floodOf } from '@/picture/attention'
import { beep } from '../sound'
import type { ConsoleState } from '../useConsole'

export function useQueueSound(desk: ConsoleState): void {
  if (!desk.dispatches) return
  const stop = desk.onFacts((facts) => {
    // A press has a tone of its own.
    const opened = facts.flatMap((one) =>
      one.type === 'AttentionOpened' && one.kind !== 'press' ? [one] : [],
    )
    const life = opened.some((one) => one.life)
    if (life || (opened.length && !floodOf(desk.picture.value))) beep(life)
  })
  onScopeDispose(stop)
}
