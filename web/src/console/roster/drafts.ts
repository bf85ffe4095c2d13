// What is being written, by account, group and mode. It outlives the page: a call for help closes that at once.
import { reactive } from 'vue'
import type { RosterForm } from './form'

export interface Drafts {
  forms: Map<string, RosterForm>
  /** The group as it was read when writing began, and the form as it was then. */
  began: Map<string, string>
  untouched: Map<string, string>
}
const byAccount = new Map<string, Drafts>()

export function draftsOf(account: string): Drafts {
  const found = byAccount.get(account)
  if (found) return found
  const made: Drafts = {
    forms: reactive(new Map<string, RosterForm>()),
    began: new Map(),
    untouched: new Map(),
  }
  byAccount.set(account, made)
  return made
}
