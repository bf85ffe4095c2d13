// A demo may rehearse by a clock of its own (ADR 25): from then on every `Date` of this page shows that clock, so that
// whatever counts down, stamps or ages does it by one time. `performance.now` stays: what proves that a page lives is real.
import { ref } from 'vue'

const Machine = Date
/** Seconds of the district's clock in a second. 1: the true time, as in every real district. */
export const clockRate = ref(1)

let since = 0
let start = 0
const shown = () => start + (Machine.now() - since) * clockRate.value

class Rehearsed extends Machine {
  constructor(...given: unknown[]) {
    super(...((given.length ? given : [shown()]) as [number]))
  }
  static override now(): number {
    return shown()
  }
}

/** The server said what its clock shows and how fast it runs. */
export function rehearse(serverTime: string, rate: number): void {
  since = Machine.now()
  start = Machine.parse(serverTime)
  clockRate.value = rate
  globalThis.Date = Rehearsed as DateConstructor
}
