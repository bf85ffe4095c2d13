// Who is signed in. The cookie belongs to the browser; the token is only for the socket's first frame.
import { ask, HttpProblem } from './http'
import type { Session, User } from '@/wire/replies'

const REMEMBERED = 'gridcommand.user'

export async function signIn(username: string, password: string): Promise<Session> {
  return remember(await ask<Session>('POST', '/api/session', { username, password }))
}

/** The session of the cookie, or null when there is none. Throws when the server cannot be asked. */
export async function resume(): Promise<Session | null> {
  try {
    return remember(await ask<Session>('GET', '/api/session'))
  } catch (error) {
    if (error instanceof HttpProblem && (error.status === 401 || error.status === 403)) return forget()
    throw error
  }
}

export async function signOut(): Promise<void> {
  forget()
  await ask('DELETE', '/api/session').catch(() => undefined)
}

/** The last person signed in here, so that a phone without coverage can still fill its outbox. */
export function rememberedUser(): User | null {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED) ?? 'null') as User | null
  } catch {
    return null
  }
}

function remember(session: Session): Session {
  localStorage.setItem(REMEMBERED, JSON.stringify(session.user))
  return session
}

function forget(): null {
  localStorage.removeItem(REMEMBERED)
  return null
}
