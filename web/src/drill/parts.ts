// What this person is in the exercises that run now, as the socket's greeting and its messages say it.
import type { InjectionKey } from 'vue'
import type { Welcome } from '@/wire/replies'

export interface Part {
  id: string
  name: string
  form: 'tabletop' | 'live' | 'contact'
  state: 'running' | 'paused' | 'over'
  part: 'player' | 'director' | 'observer'
  roles: string[]
  areas: string[]
  layout: 'whole' | 'region'
  /** Why it stands still, while it does. */
  paused_why?: 'director' | 'real_event' | null
}

/** The exercise that a page is bound to by its address: /console?exercise=…, /wall?exercise=…; null for real work. */
export const exerciseOf = (search: string): string | null =>
  new URLSearchParams(search).get('exercise') || null

export const partsOf = (welcome: Welcome | null): Part[] => welcome?.exercises ?? []

/** A message of the socket that tells them anew, or null when it is about something else. */
export function partsTold(data: unknown): Part[] | null {
  const told = (data as { exercises?: unknown } | null)?.exercises
  return Array.isArray(told) ? (told as Part[]) : null
}

/** The channel that carries everything of an exercise for one participant. */
export const channelOf = (exercise: string): string => `exercise:${exercise}`

/** Whose outbox: what was written in an exercise never waits beside what is real. */
export const boxOf = (user: string, exercise: string | null): string =>
  exercise ? `${user}@exercise:${exercise}` : user

/** What is shown inside belongs to this exercise, on a page that shows real work as well. */
export const EXERCISE: InjectionKey<string> = Symbol('exercise')
