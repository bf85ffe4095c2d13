// The turns of the closed loop, folded as in command/domain/fold/loop.py. Members that hold nothing are left out, as the
// server leaves them out.
import type {
  AnyFact,
  AssignmentChanged,
  Asking,
  Feedback,
  IncidentReopened,
  IncidentSuspended,
  Loop,
  ReferralMoved,
  ReworkOrdered,
} from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'
import { untaken } from './incidents'

/** Facts by their names. */
export type Of<T extends AnyFact['type']> = Extract<AnyFact, { type: T }>
export type LoopFact = Of<
  | 'ExtensionAsked'
  | 'ExtensionGranted'
  | 'ExtensionRefused'
  | 'SuspensionAsked'
  | 'SuspensionRefused'
  | 'IncidentSuspended'
  | 'IncidentResumed'
  | 'FeedbackGiven'
  | 'ReworkOrdered'
  | 'IncidentReturned'
  | 'ReturnRuled'
  | 'VoidAsked'
  | 'VoidRefused'
  | 'IncidentSampled'
  | 'ReferralMoved'
>
export type Change = Partial<PictureIncident>
export const LASTING = ['failed', 'reassigned', 'returned', 'not_arrived']

const some = <T>(list: T[] | undefined): T[] | undefined => (list?.length ? list : undefined)
const loopOf = (i: PictureIncident, change: Partial<Loop>): Change => ({ loop: { ...i.loop, ...change } })

/** What one of these facts makes of its incident. */
export function turned(i: PictureIncident, fact: LoopFact): Change {
  const at = { changed_at: fact.at }
  switch (fact.type) {
    case 'ExtensionAsked':
      return { ...at, ...loopOf(i, { asked: asking(fact, 'extension') }) }
    case 'SuspensionAsked':
      return { ...at, ...loopOf(i, { asked: { ...asking(fact, 'suspension'), until: fact.until } }) }
    case 'VoidAsked':
      return { ...at, ...loopOf(i, { asked: asking(fact, 'void') }) }
    case 'ExtensionRefused':
    case 'SuspensionRefused':
    case 'VoidRefused':
      return { ...at, ...loopOf(i, { asked: undefined }) }
    case 'ExtensionGranted':
      return {
        ...at,
        ...loopOf(i, { asked: undefined, extensions: fact.count }),
        handle_by: fact.handle_by,
        ...(fact.next ? { next: fact.next } : {}),
      }
    case 'IncidentSuspended':
      return suspended(i, fact)
    case 'IncidentResumed':
      return {
        ...at,
        ...loopOf(i, { suspension: undefined }),
        status: 'filed',
        handle_by: fact.handle_by ?? null,
        next: fact.next,
      }
    case 'FeedbackGiven':
      return { ...at, ...fed(i, fact.person, fact.at, fact) }
    case 'ReworkOrdered':
      return reworked(i, fact)
    case 'IncidentReturned':
      return {
        ...at,
        ...loopOf(i, {
          returns: fact.count,
          returned_by: fact.person,
          returned_name: fact.person_name || undefined,
          returned_why: fact.reason || undefined,
        }),
        status: fact.ruling ? 'returned' : 'filed',
        level: 0,
        next: fact.next,
      }
    case 'ReturnRuled':
      return { ...at, ...loopOf(i, { ruled: true }), status: 'filed', level: 0, next: fact.next }
    case 'IncidentSampled': {
      const said = fed(i, fact.person, fact.at, { note: i.text, after: i.photos })
      return {
        ...at,
        loop: { ...said.loop, sampled: true },
        status: 'handled',
        handler: fact.person,
        next: fact.next,
      }
    }
    case 'ReferralMoved':
      return moved(i, fact)
  }
}

const asking = (
  fact: Of<'ExtensionAsked' | 'SuspensionAsked' | 'VoidAsked'>,
  kind: Asking['kind'],
): Asking => ({
  kind,
  by: fact.by,
  by_name: fact.by_name,
  reason: fact.reason ?? '',
  at: fact.at,
})

function fed(i: PictureIncident, by: string, at: string, said: Feedback): { loop: Loop } {
  const known = i.loop?.feedback
  return {
    loop: {
      ...i.loop,
      feedback: {
        note: said.note || known?.note || undefined,
        before: some([...(known?.before ?? []), ...(said.before ?? [])]),
        after: some([...(known?.after ?? []), ...(said.after ?? [])]),
        by,
        at,
      },
    },
  }
}

/** What a step of the work says and shows: photos on arrival are *before*, those at the end *after*. */
export function shown(i: PictureIncident, fact: AssignmentChanged): Change {
  const over = fact.to === 'done' || fact.to === 'failed'
  const quiet = over ? unasked(i) : {}
  const photos = fact.photos ?? []
  const after = fact.to === 'done' ? photos : []
  const before = fact.to === 'en_route' || fact.to === 'on_scene' ? photos : []
  const note = fact.to === 'done' ? fact.note : undefined
  if (!note && !before.length && !after.length) return quiet
  return fed({ ...i, ...quiet }, fact.person, fact.at, { note, before, after })
}

/** Nobody has it any more: what they asked for is pointless. A void is asked for whoever has it. */
export const unasked = (i: PictureIncident): Change =>
  i.loop?.asked && i.loop.asked.kind !== 'void' ? loopOf(i, { asked: undefined }) : {}

function suspended(i: PictureIncident, fact: IncidentSuspended): Change {
  const suspension = {
    since: fact.at,
    until: fact.until,
    by: fact.by,
    by_name: fact.by_name,
    reason: fact.reason ?? '',
    handler: fact.handler ?? undefined,
    handler_name: fact.handler_name,
    handle_by: i.handle_by ?? undefined,
  }
  return {
    ...loopOf(i, { asked: undefined, suspensions: (i.loop?.suspensions ?? 0) + 1, suspension }),
    status: 'suspended',
    handle_by: null,
    level: 0,
    changed_at: fact.at,
    next: fact.next,
  }
}

function reworked(i: PictureIncident, fact: ReworkOrdered): Change {
  const { count, by, by_name, at } = fact
  const known = i.loop?.feedback
  const feedback = known && { before: known.before, by: known.by, at: known.at }
  return {
    ...loopOf(i, { rework: { count, reason: fact.reason ?? '', by, by_name, at }, feedback }),
    status: 'filed',
    handler: null,
    handle_by: null,
    level: 0,
    changed_at: at,
    next: fact.next,
  }
}

function moved(i: PictureIncident, fact: ReferralMoved): Change {
  return {
    referrals: (i.referrals ?? []).map((one) => {
      if (one.id !== fact.referral) return one
      const reference = fact.reference || one.reference
      const acknowledged_at = fact.step === 'closed' ? (one.acknowledged_at ?? fact.at) : fact.at
      if (fact.step === 'acknowledged') return { ...one, reference, acknowledged_at }
      return { ...one, reference, acknowledged_at, closed_at: fact.at, outcome: fact.note ?? '' }
    }),
  }
}

/** Open again under its old id and number, with all that is known of it. */
export const reopened = (fact: IncidentReopened): PictureIncident => ({
  ...untaken(),
  id: fact.incident,
  number: fact.incident_number,
  category: fact.category,
  disposition: fact.disposition,
  priority: fact.priority,
  reasons: fact.reasons,
  place: fact.place,
  text: fact.text ?? '',
  photos: fact.photos ?? [],
  reporters: fact.reporters ?? [],
  caller: fact.caller ?? null,
  reports: fact.reports ?? 1,
  filed_at: fact.filed_at,
  last_report_at: fact.last_report_at,
  changed_at: fact.at,
  next: fact.next,
  press: fact.press ?? null,
  referrals: fact.referrals ?? [],
  limits: fact.limits ?? null,
  loop: fact.loop ?? null,
  need: fact.need ?? null,
  callers: fact.callers ?? [],
})
