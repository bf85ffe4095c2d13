// A report half written outlives the page: phones close it while the camera is open.
import { remember, remembered } from './settings'
import { KEEP_DRAFT_MS } from './photos/job'
import type { SubmitReport } from '@/wire/generated'

export interface Draft {
  category: string
  text: string
  hazard: NonNullable<SubmitReport['hazard']>
  photos: string[]
  at: number
}
const key = (user: string) => `field.draft.${user}`
export const emptyDraft = (): Draft => ({ category: '', text: '', hazard: 'none', photos: [], at: 0 })

export function draftOf(user: string): Draft {
  const kept = { ...emptyDraft(), ...remembered<Partial<Draft>>(key(user), {}) }
  return Date.now() - kept.at < KEEP_DRAFT_MS ? kept : emptyDraft()
}
export const keepDraft = (user: string, draft: Draft): void =>
  remember(key(user), { ...draft, at: Date.now() })

const RECENT = 5
const recentKey = (user: string) => `field.recent.${user}`
export const recentKinds = (user: string): string[] => remembered<string[]>(recentKey(user), [])
export const usedKind = (user: string, category: string): void =>
  remember(
    recentKey(user),
    [category, ...recentKinds(user).filter((one) => one !== category)].slice(0, RECENT),
  )
