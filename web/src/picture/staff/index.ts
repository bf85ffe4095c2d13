// What a phone holds, folded from the facts of its own channel.
import type { AnyFact } from '@/wire/generated'
import { isAlertFact, unreadOf } from '../alerts'
import { isAttention } from '../attention'
import { isBulletinFact } from '../bulletins'
import { isDrillFact } from '../drill'
import { isRoster } from '../duty'
import { isModeFact } from '../modes'
import { isMoving } from '../moving'
import { isPatrol } from '../patrol'
import { isReachFact } from '../reach'
import { isSafetyFact } from '../safety'
import { isSitrep } from '../sitreps'
import { isStorm } from '../storm'
import { isSummonsFact } from '../summons'
import { isWarningFact } from '../warnings'
import { fedBack, finishing, unfinished } from './finished'
import { orderOf, unordered } from './orders'
import { called, concerning, warned } from './safety'
import type { Staff } from './staff'
import { drilled, moded } from './universe'
import { assigned, awaited, changed, isMine, offerOf, raised, turned, without } from './work'

export { emptyStaff, staffOf, type Staff } from './staff'

/** Of topics that no phone folds: it asks for them over HTTP, or has no use for them. */
const isElsewhere = (fact: AnyFact) =>
  isRoster(fact) ||
  isPatrol(fact) ||
  isMoving(fact) ||
  isSitrep(fact) ||
  isStorm(fact) ||
  isReachFact(fact) ||
  isAttention(fact) ||
  isBulletinFact(fact)

export const applyToStaffAll = (staff: Staff, facts: readonly AnyFact[]): Staff =>
  facts.reduce(applyToStaff, staff)

export function applyToStaff(staff: Staff, fact: AnyFact): Staff {
  if (isElsewhere(fact)) return staff
  if (isSafetyFact(fact)) return concerning(staff, fact)
  if (isSummonsFact(fact)) return called(staff, fact)
  if (isModeFact(fact)) return moded(staff, fact)
  if (isDrillFact(fact)) return drilled(staff, fact)
  if (isWarningFact(fact)) return warned(staff, fact)
  if (isAlertFact(fact)) return { ...staff, alerts: unreadOf(staff.me, staff.alerts, fact) }
  switch (fact.type) {
    case 'DutyStarted':
      return fact.person === staff.me ? { ...staff, onDuty: true, since: fact.at } : staff
    case 'DutyEnded':
      return fact.person === staff.me ? { ...staff, onDuty: false, since: null } : staff
    case 'OfferMade':
      return isMine(staff, fact)
        ? { ...staff, offers: [...without(staff, fact.offer), offerOf(fact)] }
        : staff
    case 'OfferClosed':
      return { ...staff, offers: without(staff, fact.offer) }
    case 'AssignmentMade':
      return assigned(staff, fact)
    case 'AssignmentChanged':
      return changed(finishing(staff, fact), fact.assignment, fact.to)
    case 'AssignmentEnded':
      return { ...staff, assignments: staff.assignments.filter((a) => a.assignment !== fact.assignment) }
    case 'ArrivalAsked':
      return awaited(staff, fact.assignment, fact.answer_by)
    case 'ArrivalAnswered':
      return awaited(staff, fact.assignment, null)
    case 'IncidentClosed':
    case 'IncidentVoided':
      return {
        ...staff,
        offers: staff.offers.filter((o) => o.incident !== fact.incident),
        assignments: staff.assignments.filter((a) => a.incident !== fact.incident),
        finished: unfinished(staff, fact),
      }
    case 'IncidentRetimed':
      return raised(staff, fact)
    case 'FeedbackGiven':
      return { ...staff, finished: staff.finished.map((one) => fedBack(one, fact)) }
    case 'ReworkOrdered':
    case 'IncidentReassigned':
      return { ...staff, finished: unfinished(staff, fact) }
    case 'ReportMerged':
      return fact.raised ? raised(staff, fact) : staff
    case 'ExtensionAsked':
      return turned(staff, fact.incident, { asked: 'extension' })
    case 'SuspensionAsked':
      return turned(staff, fact.incident, { asked: 'suspension' })
    case 'VoidAsked':
      return turned(staff, fact.incident, { asked: 'void' })
    case 'ExtensionRefused':
    case 'SuspensionRefused':
    case 'VoidRefused':
      return turned(staff, fact.incident, { asked: null })
    case 'ExtensionGranted':
      return turned(staff, fact.incident, { asked: null, handle_by: fact.handle_by, extensions: fact.count })
    case 'SupervisionOrdered':
      return fact.to.includes(staff.me)
        ? { ...staff, orders: [...unordered(staff, fact), orderOf(fact)] }
        : staff
    case 'SupervisionReplied':
    case 'SupervisionEnded':
      return { ...staff, orders: unordered(staff, fact) }
    case 'IncidentSuspended':
    case 'IncidentResumed':
    case 'IncidentReturned':
    case 'ReturnRuled':
    case 'IncidentSampled':
    case 'IncidentVerified':
    case 'IncidentReopened':
    case 'SupervisionEscalated':
    case 'CallBackDue':
    case 'CallBackMade':
    case 'CallBackMissed':
    case 'ReportHandedOver':
    case 'HandoverAnswered':
    case 'HandoverLate':
    case 'ReferralMoved':
    case 'LimitsChanged':
    case 'NeedChanged':
    case 'PersonRegistered':
    case 'PasswordReset':
    case 'RightsChanged':
    case 'IncidentFiled':
    case 'ButtonPressed':
    case 'DispatchOrdered':
    case 'IncidentReferred':
    case 'ReportStored':
    case 'RequestRefused':
    case 'NobodyAvailable':
    case 'IncidentEscalated':
    case 'EntrySetAside':
    case 'TaskDone':
    case 'UnitRegistered':
    case 'EscalationSeen':
    case 'IncidentRouted':
    case 'IncidentUrged':
    case 'SlotOpened':
    case 'SlotUnfilled':
    case 'SlotClosed':
    case 'DispatchHeld':
    case 'OutdoorOverridden':
      return staff
    default:
      return ignored(fact, staff)
  }
}

/** Does not compile while a fact is unhandled above. */
const ignored = (_fact: never, staff: Staff): Staff => staff
