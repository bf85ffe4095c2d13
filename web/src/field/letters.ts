// Phones have Chinese letters of their own: the bundled ones (megabytes) are fetched only where there are none.
export function hasChinese(): boolean {
  const [one, other, unknown] = ['网', '岗', '\uffff'].map(drawn)
  return one !== other && one !== unknown
}

function drawn(letter: string): string {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 24
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return letter
  pen.font = '20px sans-serif'
  pen.textBaseline = 'top'
  pen.fillText(letter, 2, 2)
  return canvas.toDataURL()
}

export async function loadLetters(): Promise<void> {
  if (!hasChinese()) await import('@fontsource-variable/noto-sans-sc/index.css')
}
