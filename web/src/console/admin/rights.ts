// Accounts, as /api/people answers about them to whoever keeps them.
import type { Person } from '@/wire/replies'

export interface Account extends Person {
  active: boolean
  watch_leader: boolean
  rank: 'commander' | 'deputy' | 'secretary' | null
  unit: string | null
  /** Version of the rights: what was looked at when they are changed. */
  rights: number
}
/** Roles of people. Screens, devices and units sign in otherwise, and nobody becomes one. */
export const PEOPLE = ['worker', 'supervisor', 'operator', 'coordinator', 'admin', 'auditor'] as const
export const ROLES = [...PEOPLE, 'unit', 'kiosk', 'device'] as const
export const RANKS = ['commander', 'deputy', 'secretary'] as const
/** People first, then desks of units, screens and devices; each by name as people count: 按钮2 before 按钮10. */
const RANK = [...PEOPLE, 'unit', 'kiosk', 'device'].reverse()
const first = (one: Account): number => -Math.max(...one.roles.map((role) => RANK.indexOf(role as 'worker')))
const natural = new Intl.Collator('zh-CN', { numeric: true })
export const inOrder = (all: readonly Account[]): Account[] =>
  [...all].sort(
    (a, b) =>
      Number(isThing(a)) - Number(isThing(b)) ||
      (isThing(a) ? first(a) - first(b) : 0) ||
      natural.compare(a.name, b.name) ||
      a.id.localeCompare(b.id),
  )
export const isThing = (one: Account): boolean => one.roles.some((role) => !PEOPLE.includes(role as 'worker'))

/** A password that was made just now: shown once. */
export interface Secret {
  person: string
  name: string
  username: string
  password: string
}

/** What somebody can be sent for, as incidents ask for it. */
export const SKILLS = [
  'volunteer',
  'assistant',
  'boat',
  'first_aid',
  'mediation',
  'water_rescue',
  'climbing',
  'fire',
  'leader',
  'sign_language',
] as const
