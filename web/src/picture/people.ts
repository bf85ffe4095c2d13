// Who is on duty, who can be, and what the centre itself must put right: as command/domain/fold/people.py and tasks.py.
import type { DutyStarted, EntrySetAside, PersonRegistered } from '@/wire/generated'
import type { Draft } from './draft'
import { deskRegistered } from './tiers'

const STAFF = new Set<string>(['worker', 'supervisor', 'operator', 'coordinator'])

export function dutyStarted(p: Draft, fact: DutyStarted): void {
  const known = p.duty.get(fact.person)
  p.duty.set(fact.person, {
    person: fact.person,
    name: fact.name || fact.person,
    roles: known?.roles ?? [],
    areas: known?.areas ?? [],
    since: fact.at,
    place: fact.place ?? null,
  })
}

export function registered(p: Draft, fact: PersonRegistered): void {
  deskRegistered(p.units, fact)
  if (fact.roles.some((role) => STAFF.has(role))) p.staff += 1
}

export function setAside(p: Draft, { task, method, sender, error, at }: EntrySetAside): void {
  p.tasks.set(task, { id: task, method, sender, error, at })
}
