// PUT of one photo. XMLHttpRequest, because only it tells how much has left.
import type { PutAnswer } from './job'

const TIMEOUT_MS = 180_000

export const putPhoto = (
  id: string,
  bytes: ArrayBuffer,
  progress: (share: number) => void,
): Promise<PutAnswer> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', `/api/uploads/${id}`)
    request.timeout = TIMEOUT_MS
    request.setRequestHeader('Content-Type', 'image/jpeg')
    request.setRequestHeader('Accept-Language', document.documentElement.lang)
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0)
    request.onload = () => resolve(answerOf(request))
    request.onerror = request.ontimeout = request.onabort = () => reject(new Error('no answer'))
    request.send(bytes)
  })

function answerOf(request: XMLHttpRequest): PutAnswer {
  const after = Number(request.getResponseHeader('Retry-After'))
  return { status: request.status, message: wordsOf(request.responseText), retryAfterS: after || undefined }
}

function wordsOf(body: string): string | undefined {
  try {
    const { message, detail, title } = JSON.parse(body) as Record<string, string | undefined>
    return message ?? detail ?? title
  } catch {
    return undefined
  }
}
