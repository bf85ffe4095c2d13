// One tone a priority. Only danger to life that nobody has taken sounds again and again; in a flood only it sounds.
import { onScopeDispose, ref } from 'vue'
import { drillTone } from '@/drill/tone'

type Priority = 1 | 2 | 3 | 4
/** Hz and seconds, one after the other. */
const TONES: Record<Priority, [hz: number, seconds: number][]> = {
  1: [
    [988, 0.16],
    [740, 0.16],
    [988, 0.16],
    [740, 0.24],
  ],
  2: [
    [740, 0.18],
    [587, 0.26],
  ],
  3: [[587, 0.22]],
  4: [[440, 0.16]],
}
const GAP_MS = 1_500
const AGAIN_MS = 15_000
const SOS_AGAIN_MS = 4_000
const VOLUME = 0.22

/** Which of what was just heard sounds: the most urgent, and in a flood nothing below priority 1. */
export function toneFor(heard: readonly Priority[], flood: boolean): Priority | null {
  const first = Math.min(...heard) as Priority
  return heard.length && (!flood || first === 1) ? first : null
}

/** `drill`: nothing sounds like the real thing. */
export function useSound(allowed: boolean, drill = false) {
  /** The browser lets nothing be heard before somebody touches the page. */
  const blocked = ref(false)
  let context: AudioContext | null = null
  let lastAt = -Infinity
  let lastLifeAt = -Infinity

  const look = () => (blocked.value = allowed && context?.state !== 'running')
  const open = () => {
    if (!allowed) return
    try {
      context ??= new AudioContext()
      context.onstatechange = look
      if (context.state !== 'running') void context.resume().then(look, look)
    } catch {
      // No sound device: the sign says so.
    }
    look()
  }
  const gestures = ['pointerdown', 'keydown'] as const
  for (const gesture of gestures) addEventListener(gesture, open)
  open()
  onScopeDispose(() => {
    for (const gesture of gestures) removeEventListener(gesture, open)
    void context?.close()
  })

  function play(priority: Priority): void {
    const now = performance.now()
    if (!context || context.state !== 'running' || now - lastAt < GAP_MS) return
    lastAt = now
    if (drill) return drillTone(context)
    let at = context.currentTime + 0.02
    for (const [hz, seconds] of TONES[priority]) {
      const tone = context.createOscillator()
      const gain = context.createGain()
      tone.frequency.value = hz
      tone.type = priority === 1 ? 'square' : 'sine'
      gain.gain.setValueAtTime(0, at)
      gain.gain.linearRampToValueAtTime(priority === 1 ? VOLUME * 0.5 : VOLUME, at + 0.015)
      gain.gain.linearRampToValueAtTime(0, at + seconds)
      tone.connect(gain).connect(context.destination)
      tone.onended = () => gain.disconnect()
      tone.start(at)
      tone.stop(at + seconds)
      at += seconds + 0.04
    }
  }
  let lastSosAt = -Infinity
  function siren(on: AudioContext): void {
    for (let n = 0; n < 8; n++) {
      const at = on.currentTime + 0.02 + n * 0.17
      const tone = on.createOscillator()
      const gain = on.createGain()
      tone.type = 'sawtooth'
      tone.frequency.value = n % 2 ? 622 : 1244
      gain.gain.setValueAtTime(VOLUME * 0.6, at)
      gain.gain.linearRampToValueAtTime(0, at + 0.16)
      tone.connect(gain).connect(on.destination)
      tone.onended = () => gain.disconnect()
      tone.start(at)
      tone.stop(at + 0.17)
    }
  }
  return {
    blocked,
    /** One of ours calls for help: a siren of its own, again and again until somebody above has it. */
    sos(): void {
      const at = performance.now()
      if (!context || context.state !== 'running' || at - lastSosAt < SOS_AGAIN_MS) return
      lastSosAt = lastAt = at
      if (drill) drillTone(context)
      else siren(context)
    },
    heard(priorities: readonly Priority[], flood: boolean): void {
      const priority = toneFor(priorities, flood)
      if (priority === 1) lastLifeAt = performance.now()
      if (priority) play(priority)
    },
    /** Called every second: nobody has taken a danger to life. */
    remind(unanswered: boolean): void {
      if (!unanswered || performance.now() - lastLifeAt < AGAIN_MS) return
      lastLifeAt = performance.now()
      play(1)
    },
  }
}
