// A fact about an incident, the work on it, accounts and settings as one sentence of a timeline. Here is everything that
// has no topic of its own, so it is here that a fact without a sentence does not compile.
import type { Of } from '@/picture/loop'
import { countdown, stampOf } from '@/ui/time'
import type { Saying } from './saying'
import { unsaid } from './words'

type WorkFact = Of<
  | 'IncidentFiled'
  | 'ReportMerged'
  | 'ButtonPressed'
  | 'DispatchOrdered'
  | 'IncidentReferred'
  | 'OfferMade'
  | 'OfferClosed'
  | 'AssignmentMade'
  | 'AssignmentChanged'
  | 'AssignmentEnded'
  | 'NobodyAvailable'
  | 'UnitRegistered'
  | 'EscalationSeen'
  | 'IncidentRouted'
  | 'IncidentUrged'
  | 'SlotOpened'
  | 'SlotUnfilled'
  | 'SlotClosed'
  | 'ArrivalAsked'
  | 'ArrivalAnswered'
  | 'IncidentEscalated'
  | 'IncidentReassigned'
  | 'IncidentClosed'
  | 'IncidentVoided'
  | 'ReportStored'
  | 'RequestRefused'
  | 'DutyStarted'
  | 'DutyEnded'
  | 'PersonRegistered'
  | 'RightsChanged'
  | 'PasswordReset'
  | 'EntrySetAside'
  | 'TaskDone'
  | 'LimitsChanged'
  | 'NeedChanged'
>

export function describeWork(fact: WorkFact, say: Saying): string {
  const {
    t,
    nameOf,
    category,
    placeOf,
    join,
    by,
    other,
    tally,
    reasons,
    part,
    skipped,
    lacking,
    together,
    passed,
  } = say
  switch (fact.type) {
    case 'IncidentFiled':
      return join(
        fact.reporter_name || by(fact.reporter),
        t(`disposition.${fact.disposition}`),
        reasons(fact.reasons),
        fact.text,
      )
    case 'ReportMerged':
      return join(
        fact.reporter_name || by(fact.reporter),
        fact.distance_m ? `${fact.distance_m} m` : '',
        fact.text,
      )
    case 'ButtonPressed':
      return join(t(`button.${fact.button}`), fact.resident_name, fact.device_name)
    case 'DispatchOrdered':
      return fact.by_name || by(fact.by)
    case 'IncidentReferred':
      return join(t(`firstLine.${fact.to}`), fact.reference, fact.by_name || by(fact.by))
    case 'OfferMade':
      return join(
        part(fact.part),
        fact.person_name || by(fact.person),
        t(`tier.${fact.reason.tier}`),
        fact.reason.distance_m != null && `${fact.reason.distance_m} m`,
        fact.reason.standby && t('standby.list'),
        fact.reason.by_ladder && t('standby.byLadder'),
        fact.reason.passed_over &&
          Object.keys(fact.reason.passed_over).length > 0 &&
          t('crew.passedOver', { why: tally(fact.reason.passed_over) }),
        lacking(fact.reason.lacking),
        together(fact.reason.together),
        `${t('console.detail.candidates')} ${countdown(fact.answer_by, Date.parse(fact.at))}`,
      )
    case 'OfferClosed':
      return join(by(fact.person), t(`why.${fact.why}`), fact.reason, other(fact))
    case 'AssignmentMade':
      return join(
        part(fact.part),
        fact.person_name || by(fact.person),
        fact.overrode?.map((why) => t(`overrode.${why}`)).join(t('app.list')),
        fact.reason,
        other(fact),
      )
    case 'AssignmentChanged':
      return join(by(fact.person), t(`progress.${fact.to}`), fact.note, fact.reason, other(fact))
    case 'AssignmentEnded':
      return join(by(fact.person), t(`why.${fact.why}`), other(fact))
    case 'NobodyAvailable':
      return join(tally(fact.tally), lacking(fact.lacking), skipped(fact.skipped))
    case 'UnitRegistered':
      return join(fact.name, t(`unitKind.${fact.kind}`))
    case 'EscalationSeen':
      return join(fact.by_name || by(fact.by), t(`level.${fact.level}`), stampOf(fact.until).slice(11))
    case 'IncidentRouted':
      return join(
        t(`routeTo.${fact.to}`),
        fact.grid && placeOf(fact.grid),
        fact.unit ? nameOf(fact.unit) : t(`tierName.${fact.tier}`),
        fact.reason,
        fact.by_name || by(fact.by),
      )
    case 'IncidentUrged':
      return join(fact.people.map(nameOf).join(t('app.list')), fact.reason, fact.by_name || by(fact.by))
    case 'SlotOpened':
      return join(
        part(fact.part),
        t(`slotWhy.${fact.why}`),
        fact.kind && t(`unitKind.${fact.kind}`),
        fact.reason,
        by(fact.by),
      )
    case 'SlotUnfilled':
      return join(part(fact.part), tally(fact.tally), lacking(fact.lacking), skipped(fact.skipped))
    case 'SlotClosed':
      return join(t(`slotEnd.${fact.why}`), fact.reason, by(fact.by))
    case 'ArrivalAsked':
      return join(by(fact.person), countdown(fact.answer_by, Date.parse(fact.at)))
    case 'ArrivalAnswered':
      return join(by(fact.person), fact.reason, other(fact))
    case 'IncidentEscalated':
      return join(
        passed(fact.passed),
        t(`level.${fact.level}`),
        fact.told?.map(nameOf).join(t('app.list')),
        skipped(fact.skipped),
      )
    case 'IncidentReassigned':
      return join(by(fact.by), fact.reason, fact.to ? `→ ${by(fact.to)}` : '')
    case 'IncidentClosed':
      return join(t(`outcome.${fact.outcome}`), by(fact.by), fact.note)
    case 'IncidentVoided':
      return join(by(fact.by), fact.reason)
    case 'ReportStored':
      return t(`outcome.${fact.outcome}`)
    case 'RequestRefused':
      return fact.refusal.message
    case 'DutyStarted':
    case 'DutyEnded':
      return by(fact.person)
    case 'PersonRegistered':
    case 'RightsChanged':
      return join(by(fact.person), fact.roles.join(', '))
    case 'PasswordReset':
      return join(by(fact.person), fact.by_name, fact.reason)
    case 'EntrySetAside':
      return join(fact.method, fact.error)
    case 'TaskDone':
      return join(by(fact.by), fact.note)
    case 'LimitsChanged':
    case 'NeedChanged':
      return join(
        category(fact.category),
        t('loop.version', { n: fact.version }),
        fact.reason,
        fact.by_name || by(fact.by),
      )
    default:
      return unsaid(fact)
  }
}
