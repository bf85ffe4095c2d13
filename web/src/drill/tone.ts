// What an exercise sounds like: three soft notes downwards, the same for everything, like nothing that is real.
const NOTES: [hz: number, at: number, seconds: number][] = [
  [659, 0, 0.24],
  [523, 0.2, 0.24],
  [392, 0.4, 0.5],
]
const VOLUME = 0.2

export function drillTone(on: AudioContext): void {
  for (const [hz, after, seconds] of NOTES) {
    const at = on.currentTime + 0.02 + after
    const tone = on.createOscillator()
    const gain = on.createGain()
    tone.type = 'triangle'
    tone.frequency.value = hz
    gain.gain.setValueAtTime(0, at)
    gain.gain.linearRampToValueAtTime(VOLUME, at + 0.03)
    gain.gain.exponentialRampToValueAtTime(0.001, at + seconds)
    tone.connect(gain).connect(on.destination)
    tone.onended = () => gain.disconnect()
    tone.start(at)
    tone.stop(at + seconds)
  }
}
