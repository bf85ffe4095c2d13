// A fact as one sentence of a timeline, beside its name.
import { isAlertFact } from '@/picture/alerts'
import { isAttention } from '@/picture/attention'
import { isBulletinFact } from '@/picture/bulletins'
import { isDrillFact } from '@/picture/drill'
import { isRoster } from '@/picture/duty'
import { isModeFact } from '@/picture/modes'
import { isMoving } from '@/picture/moving'
import { isPatrol } from '@/picture/patrol'
import { isReachFact } from '@/picture/reach'
import { isSafetyFact } from '@/picture/safety'
import { isSitrep } from '@/picture/sitreps'
import { isStorm } from '@/picture/storm'
import { isSummonsFact } from '@/picture/summons'
import { isWarningFact } from '@/picture/warnings'
import type { AnyFact } from '@/wire/generated'
import { describeAttention } from './attention/describe'
import { describePatrol } from './days/describe'
import { describeAlert, describeReach, describeSafety } from './describeSafety'
import { describeSummons } from './describeSummons'
import { describeWork } from './describeWork'
import { describeDrill } from './drills/describe'
import { describeRoster } from './duty/describe'
import { describeLoop, describeOwed } from './loop/describe'
import { describeMode } from './modes/describe'
import { describeMoving } from './moving/describe'
import { useSaying } from './saying'
import { describeSitrep } from './sitreps/describe'
import { describeStorm } from './storm/describe'
import { describeBulletin, describeWarning } from './warnings/describe'

export function useDescribe(nameOf: (id: string) => string) {
  const say = useSaying(nameOf)
  const { t, area, reasons } = say

  function describe(fact: AnyFact): string {
    if (isRoster(fact)) return describeRoster(fact, t, nameOf)
    if (isPatrol(fact)) return describePatrol(fact, t, nameOf)
    if (isWarningFact(fact)) return describeWarning(fact, t, nameOf)
    if (isBulletinFact(fact)) return describeBulletin(fact, t, nameOf)
    if (isModeFact(fact) || fact.type === 'IncidentRetimed') return describeMode(fact, t, nameOf)
    if (isAttention(fact)) return describeAttention(fact, t, nameOf)
    if (isSitrep(fact)) return describeSitrep(fact, t, area)
    if (isDrillFact(fact)) return describeDrill(fact, t, nameOf)
    if (isMoving(fact)) return describeMoving(fact, t, nameOf)
    if (isSummonsFact(fact)) return describeSummons(fact, t, nameOf)
    if (isStorm(fact)) return describeStorm(fact, say)
    if (isSafetyFact(fact)) return describeSafety(fact, say)
    if (isReachFact(fact)) return describeReach(fact, say)
    if (isAlertFact(fact)) return describeAlert(fact, say)
    switch (fact.type) {
      case 'DispatchHeld':
      case 'OutdoorOverridden':
        return describeStorm(fact, say)
      case 'ExtensionAsked':
      case 'ExtensionRefused':
      case 'SuspensionRefused':
      case 'VoidAsked':
      case 'VoidRefused':
      case 'SuspensionAsked':
      case 'IncidentSuspended':
      case 'ExtensionGranted':
      case 'IncidentResumed':
      case 'FeedbackGiven':
      case 'ReworkOrdered':
      case 'IncidentReturned':
      case 'ReturnRuled':
      case 'IncidentSampled':
      case 'IncidentVerified':
      case 'IncidentReopened':
      case 'ReferralMoved':
        return describeLoop(fact, say)
      case 'SupervisionOrdered':
      case 'SupervisionReplied':
      case 'SupervisionEscalated':
      case 'SupervisionEnded':
      case 'CallBackDue':
      case 'CallBackMade':
      case 'CallBackMissed':
      case 'HandoverLate':
      case 'ReportHandedOver':
      case 'HandoverAnswered':
        return describeOwed(fact, say)
      default:
        return describeWork(fact, say)
    }
  }
  return { describe, reasons, title: (type: string) => t(`fact.${type}`) }
}
