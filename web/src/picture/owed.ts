// 督办, call-backs and hand-overs, folded as in command/domain/fold/supervision.py.
import type { CallBack, Handover, Supervision } from '@/wire/generated'
import { change } from './change'
import type { Of } from './loop'

/** 督办, call-backs and hand-overs: what somebody waits for beside the incidents. */
export interface Owed {
  readonly supervisions: ReadonlyMap<string, Supervision>
  readonly callbacks: ReadonlyMap<string, CallBack>
  readonly handovers: ReadonlyMap<string, Handover>
}
type OwedDraft = {
  supervisions: Map<string, Supervision>
  callbacks: Map<string, CallBack>
  handovers: Map<string, Handover>
}
export const owedNothing = (): OwedDraft => ({
  supervisions: new Map(),
  callbacks: new Map(),
  handovers: new Map(),
})

export type OwedFact = Of<
  | 'SupervisionOrdered'
  | 'SupervisionReplied'
  | 'SupervisionEscalated'
  | 'SupervisionEnded'
  | 'CallBackDue'
  | 'CallBackMade'
  | 'CallBackMissed'
  | 'ReportHandedOver'
  | 'HandoverAnswered'
  | 'HandoverLate'
>

/** Who telephoned about it later is asked next. */
function next(p: OwedDraft, { incident, then }: Of<'CallBackMade'>): Partial<CallBack> {
  if (!then) return {}
  const rest = (p.callbacks.get(incident)?.callers ?? []).filter(
    (one) => one.phone !== then.phone || one.name !== then.name,
  )
  return { caller: then, resident: null, tries: 0, callers: rest }
}

export function owedStep(p: OwedDraft, fact: OwedFact): void {
  switch (fact.type) {
    case 'SupervisionOrdered':
      p.supervisions.set(fact.supervision, ordered(fact))
      return
    case 'SupervisionReplied':
    case 'SupervisionEnded':
      p.supervisions.delete(fact.supervision)
      return
    case 'SupervisionEscalated':
      return change(p.supervisions, fact.supervision, () => ({ level: fact.level, due: fact.due }))
    case 'CallBackDue':
      p.callbacks.set(fact.incident, owedCall(fact))
      return
    case 'CallBackMade':
      if (!fact.due) p.callbacks.delete(fact.incident)
      else
        change(p.callbacks, fact.incident, () => ({
          tries: fact.tries ?? 1,
          due: fact.due,
          ...next(p, fact),
        }))
      return
    case 'CallBackMissed':
      return change(p.callbacks, fact.incident, () => ({ level: fact.level, due: fact.due }))
    case 'ReportHandedOver':
      p.handovers.set(fact.handover, handed(fact))
      return
    case 'HandoverAnswered':
      p.handovers.delete(fact.handover)
      return
    case 'HandoverLate':
      return change(p.handovers, fact.handover, () => ({ level: fact.level, due: fact.due }))
  }
}

const ordered = (fact: Of<'SupervisionOrdered'>): Supervision => ({
  id: fact.supervision,
  incident: fact.incident,
  incident_number: fact.incident_number,
  category: fact.category,
  area: fact.area,
  kind: fact.kind,
  to: fact.to,
  reason: fact.reason ?? '',
  by: fact.by ?? '',
  by_name: fact.by_name ?? '',
  ordered_at: fact.at,
  reply_by: fact.due,
  due: fact.due,
  level: 0,
})

const owedCall = (fact: Of<'CallBackDue'>): CallBack => ({
  id: fact.incident,
  incident_number: fact.incident_number,
  category: fact.category,
  area: fact.area,
  handler: fact.handler ?? null,
  caller: fact.caller ?? null,
  resident: fact.resident ?? null,
  closed_at: fact.at,
  due: fact.due,
  tries: 0,
  level: 0,
  callers: fact.callers ?? [],
})

const handed = (fact: Of<'ReportHandedOver'>): Handover => ({
  id: fact.handover,
  incident: fact.incident,
  area: fact.area,
  origin: fact.origin,
  received_at: fact.received_at,
  answer_by: fact.due,
  due: fact.due,
  level: 0,
})
