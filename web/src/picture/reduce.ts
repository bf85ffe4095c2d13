// The same fold as command/domain/fold: one fact, in order, changes the picture. Total and pure: a fact about something
// that is not held changes nothing. The golden messages go through both.
import type { AnyFact } from '@/wire/generated'
import { alertStep, isAlertFact } from './alerts'
import { attentionStep, isAttention } from './attention'
import { bulletinStep, isBulletinFact } from './bulletins'
import { changeIncident, draftOf, type Draft } from './draft'
import { carried, drillStep, incidentLater, isDrillFact, laterBy, putOff, type DrillFact } from './drill'
import { isRoster } from './duty'
import { filed, merged, pressed, referred } from './incidents'
import { reopened, turned } from './loop'
import { isModeFact, modeStep, retimedStep } from './modes'
import { isMoving } from './moving'
import { owedStep } from './owed'
import { isPatrol } from './patrol'
import { dutyStarted, registered, setAside } from './people'
import type { Picture } from './picture'
import { isReachFact, reachStep } from './reach'
import { isSafetyFact, safetyStep } from './safety'
import { isSitrep } from './sitreps'
import { arrival, slotOpened, slotRemoved, slotUnfilled } from './slots'
import { held, isStorm, sentOut } from './storm'
import { isSummonsFact, summonsStep } from './summons'
import { routed, seen, unitRegistered } from './tiers'
import { isWarningFact, warningStep } from './warnings'
import { advanced, assigned, ended, escalated, nobody, offerClosed, offered, reassigned } from './work'

export const apply = (picture: Picture, fact: AnyFact): Picture => applyAll(picture, [fact])

/** Folds many facts at once: the maps are copied once, not once a fact. */
export function applyAll(picture: Picture, facts: readonly AnyFact[]): Picture {
  if (facts.length === 0) return picture
  const draft = draftOf(picture)
  for (const fact of facts) {
    step(draft, fact)
    draft.number = fact.number
  }
  return draft
}

/** Of a drill, and what it moves of everything else. */
function drilled(p: Draft, fact: DrillFact): void {
  if (fact.type === 'CarriedOver') return carried(p.units, fact.kind, fact.things)
  if (fact.type === 'DrillResumed') {
    const later = laterBy(fact)
    putOff(p as unknown as Record<string, unknown>, later)
    for (const [id, one] of p.incidents) p.incidents.set(id, incidentLater(one, later))
    for (const [id, one] of p.offers) p.offers.set(id, { ...one, answer_by: later(one.answer_by) })
    for (const [id, one] of p.assignments) p.assignments.set(id, { ...one, asked_by: later(one.asked_by) })
  }
  drillStep(p, fact)
}

function step(p: Draft, fact: AnyFact): void {
  if (isRoster(fact) || isPatrol(fact) || isMoving(fact) || isSitrep(fact) || isStorm(fact)) return
  if (isSafetyFact(fact)) return safetyStep(p, fact)
  if (isReachFact(fact)) return reachStep(p, fact)
  if (isSummonsFact(fact)) return summonsStep(p, fact)
  if (isAlertFact(fact)) return alertStep(p, fact)
  if (isWarningFact(fact)) return warningStep(p, fact)
  if (isBulletinFact(fact)) return bulletinStep(p, fact)
  if (isModeFact(fact)) return modeStep(p, fact)
  if (isAttention(fact)) return attentionStep(p, fact)
  if (isDrillFact(fact)) return drilled(p, fact)
  switch (fact.type) {
    case 'IncidentFiled':
      p.incidents.set(fact.incident, filed(fact))
      return
    case 'ReportMerged':
      return merged(p, fact)
    case 'ButtonPressed':
      return pressed(p, fact)
    case 'DispatchOrdered':
      return changeIncident(p, fact.incident, () => ({ changed_at: fact.at, next: fact.next }))
    case 'IncidentReferred':
      return referred(p, fact)
    case 'OfferMade':
      return offered(p, fact)
    case 'OfferClosed':
      return offerClosed(p, fact)
    case 'AssignmentMade':
      return assigned(p, fact)
    case 'AssignmentChanged':
      return advanced(p, fact)
    case 'AssignmentEnded':
      return ended(p, fact)
    case 'NobodyAvailable':
      return nobody(p, fact)
    case 'IncidentEscalated':
      return escalated(p, fact)
    case 'IncidentReassigned':
      return reassigned(p, fact)
    case 'IncidentClosed':
    case 'IncidentVoided':
      p.incidents.delete(fact.incident)
      return
    case 'DutyStarted':
      return dutyStarted(p, fact)
    case 'DutyEnded':
      p.duty.delete(fact.person)
      return
    case 'EntrySetAside':
      return setAside(p, fact)
    case 'TaskDone':
      p.tasks.delete(fact.task)
      return
    case 'PersonRegistered':
      return registered(p, fact)
    case 'ExtensionAsked':
    case 'ExtensionGranted':
    case 'ExtensionRefused':
    case 'SuspensionAsked':
    case 'SuspensionRefused':
    case 'IncidentSuspended':
    case 'IncidentResumed':
    case 'FeedbackGiven':
    case 'ReworkOrdered':
    case 'IncidentReturned':
    case 'ReturnRuled':
    case 'VoidAsked':
    case 'VoidRefused':
    case 'IncidentSampled':
    case 'ReferralMoved':
      return changeIncident(p, fact.incident, (i) => turned(i, fact))
    case 'IncidentReopened':
      p.callbacks.delete(fact.incident)
      p.incidents.set(fact.incident, reopened(fact))
      return
    case 'SupervisionOrdered':
    case 'SupervisionReplied':
    case 'SupervisionEscalated':
    case 'SupervisionEnded':
    case 'CallBackDue':
    case 'CallBackMade':
    case 'CallBackMissed':
    case 'ReportHandedOver':
    case 'HandoverAnswered':
    case 'HandoverLate':
      return owedStep(p, fact)
    case 'UnitRegistered':
      return unitRegistered(p.units, fact)
    case 'EscalationSeen':
      return changeIncident(p, fact.incident, (i) => seen(i, fact))
    case 'IncidentRouted':
      return changeIncident(p, fact.incident, (i) => routed(i, fact))
    case 'IncidentUrged':
      return changeIncident(p, fact.incident, () => ({ changed_at: fact.at }))
    case 'SlotOpened':
      return slotOpened(p, fact)
    case 'SlotUnfilled':
      return slotUnfilled(p, fact)
    case 'SlotClosed':
      return slotRemoved(p, fact, fact.slot)
    case 'ArrivalAsked':
    case 'ArrivalAnswered':
      return arrival(p, fact)
    case 'DispatchHeld':
      return changeIncident(p, fact.incident, (i) => held(i, fact))
    case 'OutdoorOverridden':
      return changeIncident(p, fact.incident, (i) => sentOut(i, fact))
    case 'IncidentRetimed':
      return retimedStep(p, fact)
    case 'IncidentVerified':
    case 'LimitsChanged':
    case 'NeedChanged':
    case 'PasswordReset':
    case 'RightsChanged':
    case 'ReportStored':
    case 'RequestRefused':
      return
    default:
      return ignored(fact)
  }
}

/** Does not compile while a fact is unhandled above; at run time an unknown fact of a newer server is passed over. */
const ignored = (_fact: never): void => undefined
