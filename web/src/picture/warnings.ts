// Warnings from outside and the response levels that they propose: the same steps as command/domain/fold/warnings.py.
import type { AnyFact, Proposal, ProposalMade, Warning, WarningReceived } from '@/wire/generated'
import { change } from './change'

export interface Warned {
  readonly warnings: ReadonlyMap<string, Warning>
  readonly proposals: ReadonlyMap<string, Proposal>
}
export interface WarnedDraft {
  warnings: Map<string, Warning>
  proposals: Map<string, Proposal>
}
const TYPES = [
  'WarningReceived',
  'WarningCancelled',
  'WarningExpired',
  'CancelForgotten',
  'ProposalMade',
  'ProposalEscalated',
  'ProposalTaken',
  'ProposalClosed',
] as const
const known: ReadonlySet<string> = new Set(TYPES)
export type WarningFact = Extract<AnyFact, { type: (typeof TYPES)[number] }>
export const isWarningFact = (fact: AnyFact): fact is WarningFact => known.has(fact.type)

export function warningStep(p: WarnedDraft, fact: WarningFact): void {
  switch (fact.type) {
    case 'WarningReceived':
      p.warnings.set(fact.warning, received(fact))
      for (const id of fact.replaces ?? [])
        change<Warning>(p.warnings, id, () => ({ state: 'updated', ended_by: fact.warning }))
      return
    case 'WarningCancelled':
      for (const id of fact.warnings ?? [])
        change<Warning>(p.warnings, id, () => ({ state: 'cancelled', ended_by: fact.cancel }))
      return
    case 'WarningExpired':
      p.warnings.delete(fact.warning)
      return
    case 'ProposalMade':
      if (fact.instead) p.proposals.delete(fact.instead)
      p.proposals.set(fact.proposal, made(fact))
      return
    case 'ProposalEscalated':
      return change(p.proposals, fact.proposal, ({ told }) => ({
        times: fact.times,
        told: [...new Set([...told, ...(fact.told ?? [])])],
        due: fact.due,
      }))
    case 'ProposalTaken':
      return change(p.proposals, fact.proposal, () => ({
        taken_by: fact.by,
        taken_by_name: fact.by_name ?? '',
        due: fact.due,
      }))
    case 'ProposalClosed':
      p.proposals.delete(fact.proposal)
      return
    case 'CancelForgotten':
  }
}

const received = (fact: WarningReceived): Warning => ({
  id: fact.warning,
  number: fact.number,
  area: fact.area,
  areas: fact.areas,
  key: fact.key,
  sender: fact.sender,
  identifier: fact.identifier,
  sent: fact.sent,
  received_at: fact.at,
  status: fact.status,
  update: fact.update ?? false,
  code: fact.code ?? '',
  hazard: fact.hazard,
  colour: fact.colour ?? null,
  notice: fact.notice ?? null,
  urgency: fact.urgency ?? '',
  severity: fact.severity ?? '',
  certainty: fact.certainty ?? '',
  zh: fact.zh ?? null,
  en: fact.en ?? null,
  onset: fact.onset ?? null,
  due: fact.expires,
  references: fact.references ?? [],
  state: fact.state ?? 'active',
  ended_by: fact.ended_by ?? '',
  digest: fact.digest,
  source: fact.source,
  by_name: fact.by_name ?? '',
  counts: fact.counts ?? false,
})
const made = (fact: ProposalMade): Proposal => ({
  id: fact.proposal,
  number: fact.number,
  area: fact.area,
  hazard: fact.hazard,
  level: fact.level,
  reasons: fact.reasons ?? [],
  made_at: fact.at,
  told: fact.told ?? [],
  times: 0,
  taken_by: '',
  taken_by_name: '',
  due: fact.due,
})

export const isReal = (warning: Warning): boolean => warning.status === 'Actual' || !!warning.counts
const GRAVITY = { red: 4, orange: 3, yellow: 2, blue: 1 } as const
const NUMBER = { grade1: 4, grade2: 3, grade3: 2, grade4: 1 } as const
const gravity = (one: Warning) =>
  Math.max(one.colour ? GRAVITY[one.colour] : 0, one.notice ? NUMBER[one.notice] : 0)

/** What is warned of now, the real before trials, the gravest first, then the newest. */
export const inForce = (warnings: Iterable<Warning>): Warning[] =>
  [...warnings]
    .filter((one) => one.state === 'active')
    .sort(
      (a, b) =>
        Number(isReal(b)) - Number(isReal(a)) ||
        gravity(b) - gravity(a) ||
        Date.parse(b.sent) - Date.parse(a.sent),
    )
