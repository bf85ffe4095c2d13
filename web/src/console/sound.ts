// A tone at a press: two high ones for red, one low one for green. Browsers let it sound once somebody has touched the page.
import { exerciseOf } from '@/drill/parts'
import { drillTone } from '@/drill/tone'

let context: AudioContext | null = null
/** In an exercise nothing sounds like the real thing. */
const drilled = typeof location !== 'undefined' && exerciseOf(location.search) !== null

export function beep(red: boolean): void {
  try {
    context ??= new AudioContext()
    void context.resume()
    if (drilled) return drillTone(context)
    const tones = red ? [0, 0.22, 0.44] : [0]
    for (const after of tones) tone(context, red ? 1040 : 520, context.currentTime + after)
  } catch {
    // No sound here: the screen says it too.
  }
}

/** One of ours calls for help: a siren that nothing else here sounds like. */
export function alarm(): void {
  try {
    context ??= new AudioContext()
    void context.resume()
    if (drilled) return drillTone(context)
    for (let n = 0; n < 6; n++) tone(context, n % 2 ? 620 : 1240, context.currentTime + n * 0.16)
  } catch {
    // No sound here: the screen says it too.
  }
}

function tone(on: AudioContext, hertz: number, at: number): void {
  const oscillator = on.createOscillator()
  const gain = on.createGain()
  oscillator.frequency.value = hertz
  gain.gain.setValueAtTime(0.18, at)
  gain.gain.exponentialRampToValueAtTime(0.001, at + 0.18)
  oscillator.connect(gain).connect(on.destination)
  oscillator.start(at)
  oscillator.stop(at + 0.2)
}
