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

let exercise: string | null = null

/** A page that is bound to an exercise asks everything of that exercise, by whatever way it asks: what slipped through
 *  would be done in the real district. Only who is signed in is nobody's exercise. */
export function useExercise(id: string | null): void {
  exercise = id
  if (!id) return
  const plain = globalThis.fetch.bind(globalThis)
  globalThis.fetch = (asked, options) => {
    const path = asked instanceof Request ? new URL(asked.url).pathname : String(asked)
    if (!path.startsWith('/api/') || path.startsWith('/api/session')) return plain(asked, options)
    const headers = new Headers(options?.headers ?? (asked instanceof Request ? asked.headers : undefined))
    headers.set('X-Exercise', id)
    return plain(asked, { ...options, headers })
  }
  if (typeof document === 'undefined') return
  document.addEventListener('click', keepIn, true)
}

/** A link to a file: of the same exercise, too. */
function keepIn(event: Event): void {
  const link = (event.target as Element | null)?.closest?.('a[href^="/api/"]')
  const path = link?.getAttribute('href')
  if (link && path && !path.includes('exercise=')) link.setAttribute('href', addressOf(path))
}

/** The address of something that the browser itself fetches (a file, a picture): of the same exercise. */
export function addressOf(path: string, of: string | null = exercise): string {
  return of ? `${path}${path.includes('?') ? '&' : '?'}exercise=${encodeURIComponent(of)}` : path
}

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
