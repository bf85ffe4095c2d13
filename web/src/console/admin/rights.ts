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
export const isThing = (one: Account): boolean => one.roles.some((role) => !PEOPLE.includes(role as 'worker'))
