// A workbook that the server answers with is kept as a file.
const KEPT_MS = 10_000

export async function saveWorkbook(answer: Response, name: string): Promise<void> {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS)
}
