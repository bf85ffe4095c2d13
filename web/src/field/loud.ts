// An offer must be heard, felt and seen: one tone a priority, the urgent ones longer; the page's title flashes.
import { ref, type InjectionKey } from 'vue'
import { drillTone } from '@/drill/tone'

let audio: AudioContext | null = null
const TONES: Record<number, number[]> = {
  1: [880, 1320, 880, 1320, 880, 1320],
  2: [880, 1100, 880],
  3: [740, 880],
  4: [660],
}

/** Browsers allow sound only after a touch; until then the page says that it is mute. */
export const audible = ref(false)

export function allowSound(): void {
  audio ??= new AudioContext()
  const context = audio
  void context.resume().then(() => (audible.value = context.state === 'running'))
}

/** At every touch: a call or the lock screen may have taken the sound away again. */
export function keepAudible(): void {
  for (const touch of ['pointerdown', 'touchend'] as const)
    addEventListener(touch, allowSound, { passive: true })
}

export function ring(priority: number): void {
  navigator.vibrate?.(priority === 1 ? [500, 150, 500, 150, 800] : [300, 150, 300])
  if (!audio) return
  let start = audio.currentTime
  for (const frequency of TONES[priority] ?? TONES[3]!) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.type = 'square'
    tone.frequency.value = frequency
    volume.gain.setValueAtTime(0.25, start)
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.22)
    tone.connect(volume).connect(audio.destination)
    tone.start(start)
    tone.stop(start + 0.24)
    start += 0.26
  }
}

/** Who rings where: what is shown of an exercise sounds like nothing real, or not at all. */
export const RINGER: InjectionKey<(priority: number) => void> = Symbol('ringer')

/** One tone and one short shake for everything in an exercise. */
export function ringDrill(): void {
  navigator.vibrate?.([180, 120, 180])
  if (audio) drillTone(audio)
}

/** Alternates the title with `words` until the returned function is called. */
export function flashTitle(words: string): () => void {
  const title = document.title
  let lit = true
  document.title = words
  const timer = setInterval(() => {
    lit = !lit
    document.title = lit ? words : title
  }, 800)
  return () => {
    clearInterval(timer)
    document.title = title
  }
}
