// An offer must be heard and felt: one tone a priority, the urgent ones longer.
let audio: AudioContext | null = null
const TONES: Record<number, number[]> = {
  1: [880, 1320, 880, 1320, 880, 1320],
  2: [880, 1100, 880],
  3: [740, 880],
  4: [660],
}

/** Browsers allow sound only after a touch: called at the first one. */
export function allowSound(): void {
  audio ??= new AudioContext()
  void audio.resume()
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
