// HTTP: one way to ask, one kind of failure. A refusal arrives as an RFC 9457 problem and keeps its words.
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfterS: number | null = null,
  ) {
    super(message)
  }
}

/** A kiosk's key goes along as a bearer; people have a cookie. */
let bearer: string | null = null
export const useBearer = (key: string | null): void => void (bearer = key)

export async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language() }
  if (bearer) headers.Authorization = `Bearer ${bearer}`
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (method !== 'GET' && path !== '/api/session') headers['Idempotency-Key'] = crypto.randomUUID()
  const response = await fetch(path, {
    method,
    headers,
    credentials: 'same-origin',
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!response.ok) throw await problemOf(response)
  return (response.status === 204 ? undefined : await response.json()) as T
}

/** Sends text of some other kind than JSON. */
export async function askWith<T>(path: string, text: string, type: string): Promise<T> {
  const headers = { Accept: 'application/json', 'Accept-Language': language(), 'Content-Type': type }
  const response = await fetch(path, { method: 'POST', headers, credentials: 'same-origin', body: text })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}

export const get = <T>(path: string): Promise<T> => ask<T>('GET', path)

/** A query string of what is given; empty values are left out. */
export function query(values: Record<string, string | number | null | undefined>): string {
  const given = Object.entries(values).filter(
    ([, value]) => value !== '' && value !== null && value !== undefined,
  )
  return given.length ? `?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}` : ''
}

const language = (): string =>
  typeof document === 'undefined' ? 'zh-CN' : document.documentElement.lang || 'zh-CN'

async function problemOf(response: Response): Promise<HttpProblem> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>
  const text = body.message ?? body.detail ?? body.title ?? response.statusText
  const after = Number(response.headers.get('Retry-After'))
  return new HttpProblem(response.status, String(body.code ?? response.status), String(text), after || null)
}
