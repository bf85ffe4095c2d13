// A fact as one sentence of a timeline, beside its name.
import { useI18n } from 'vue-i18n'
import { isRoster } from '@/picture/duty'
import { isModeFact } from '@/picture/modes'
import { isMoving } from '@/picture/moving'
import { isSitrep } from '@/picture/sitreps'
import { isPatrol } from '@/picture/patrol'
import { isAttention } from '@/picture/attention'
import { isDrillFact } from '@/picture/drill'
import { isWarningFact } from '@/picture/warnings'
import { describePatrol } from './days/describe'
import { describeAttention } from './attention/describe'
import { describeDrill } from './drills/describe'
import { isBulletinFact } from '@/picture/bulletins'
import { describeBulletin, describeWarning } from './warnings/describe'
import { describeMode } from './modes/describe'
import { describeMoving } from './moving/describe'
import { describeSitrep } from './sitreps/describe'
import type { AnyFact, Deadline, OfferMade, Skip, Tally } from '@/wire/generated'
import { useNames } from '@/ui/names'
import { ageParts, countdown, dayOf, stampOf } from '@/ui/time'
import { describeRoster } from './duty/describe'
import { isSummonsFact } from '@/picture/summons'
import { describeSummons } from './describeSummons'

type Part = NonNullable<OfferMade['part']>

export function useDescribe(nameOf: (id: string) => string) {
  const { t, te } = useI18n()
  const { category, placeOf, area } = useNames()
  const join = (...words: (string | undefined | null | false)[]) => words.filter(Boolean).join(' · ')
  const by = (id?: string, not?: string) => (id && id !== not ? nameOf(id) : '')
  /** Who did it for somebody; nobody is named twice. */
  const other = (fact: { person: string; by?: string }) => (fact.by === fact.person ? '' : by(fact.by))
  const tally = (numbers: Tally) =>
    join(...Object.entries(numbers).map(([why, n]) => (n ? t(`tally.${why}`, { n }) : '')))
  const reasons = (codes: string[] = []) =>
    codes.map((code) => (te(`reason.${code}`) ? t(`reason.${code}`) : code)).join(t('app.list'))
  const part = (which?: Part) => (which && which !== 'lead' ? t(`part.${which}`) : '')
  const skipped = (levels: Skip[] = []) =>
    levels
      .map(({ level, why }) => t('skipped', { level: t(`level.${level}`), why: t(`absence.${why}`) }))
      .join(t('app.list'))
  const lacking = (what = '') => {
    const [kind, name = ''] = what.split(':')
    return what
      ? t(`lacking.${kind}`, {
          what: te(`unitKind.${name}`)
            ? t(`unitKind.${name}`)
            : te(`skill.${name}`)
              ? t(`skill.${name}`)
              : name,
        })
      : ''
  }
  const together = (settled: OfferMade['reason']['together']) =>
    settled
      ? join(
          t('together.settled', { ...settled }),
          ...(settled.nearer ?? []).map((one) => t('together.nearer', { ...one })),
        )
      : ''
  const passed = ({ kind }: Deadline) => `${t(`deadline.${kind}`)} ${t('deadline.overdue')}`

  const said = (fact: { by: string; by_name?: string; reason?: string }) =>
    join(fact.by_name || by(fact.by), fact.reason)
  const photos = (before: string[] = [], after: string[] = []) =>
    before.length + after.length ? t('loop.photos', { n: before.length + after.length }) : ''
  const took = (seconds: number) => {
    const [n, unit] = ageParts(seconds)
    return t('loop.took', { time: t(`age.${unit}`, { n }) })
  }

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
      case 'StormProposed':
      case 'StormTracked':
        return join(
          `${fact.code} ${fact.name ?? ''}`,
          t('storm.version', { n: fact.version, agency: fact.agency }),
          fact.by_name || by(fact.by),
        )
      case 'StormRejected':
      case 'StormEnded':
        return (
          join(
            fact.reason === 'track_over' ? t('storm.trackOver') : fact.reason,
            fact.by_name || by(fact.by),
          ) || '—'
        )
      case 'StormWatched':
        return fact.told?.map(nameOf).join(t('app.list')) || '—'
      case 'OutdoorPeakBegan':
        return join(
          t('storm.peakGrids', { n: Object.keys(fact.grids).length, force: fact.force }),
          fact.out?.length ? t('storm.stillOut', { n: fact.out.length }) : '',
        )
      case 'OutdoorPeakOver':
        return join(t('storm.overGrids', { n: fact.grids.length }), fact.reason, fact.by_name || by(fact.by))
      case 'DispatchHeld':
        return fact.until
          ? t('storm.heldUntil', { time: stampOf(fact.until).slice(11, 16) })
          : t('storm.heldOpen')
      case 'OutdoorOverridden':
        return join(fact.by_name || by(fact.by), fact.reason)
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
      case 'AlertSent':
        return join(t(`alert.level.${fact.level}`), fact.text, fact.by_name || by(fact.by))
      case 'AlertRead':
        return by(fact.person)
      case 'AlertEnded':
        return join(t(`alert.ended.${fact.why}`), fact.reason, by(fact.by))
      case 'RollCallOpened':
        return join(fact.by_name || by(fact.by), fact.area, fact.reason)
      case 'RollCallAnswered':
        return join(by(fact.person), fact.reason, other(fact))
      case 'RollCallEscalated':
        return join(fact.missing.map(nameOf).join(t('app.list')), t(`level.${fact.level}`))
      case 'RollCallClosed':
        return join(fact.missing?.map(nameOf).join(t('app.list')), fact.reason, by(fact.by)) || fact.area
      case 'SosRaised':
        return join(fact.person_name || by(fact.person), t(`safety.sos.cause.${fact.cause ?? 'hand'}`))
      case 'SosRepeated':
        return by(fact.person)
      case 'SosAcknowledged':
        return t(fact.coming ? 'safety.sos.coming' : 'safety.sos.seen', { name: fact.by_name || by(fact.by) })
      case 'SosEscalated':
        return join(t('safety.sos.level', { n: fact.level }), fact.told?.map(nameOf).join(t('app.list')))
      case 'SosEnded':
        return join(fact.by_name || by(fact.by), fact.reason) || by(fact.person)
      case 'TimerStarted':
        return join(fact.person_name || by(fact.person), fact.note)
      case 'TimerAsked':
        return by(fact.person)
      case 'TimerAnswered':
      case 'TimerEnded':
        return join(by(fact.person), fact.reason, other(fact))
      case 'TimerMissed':
        return join(by(fact.person), fact.told?.map(nameOf).join(t('app.list')))
      case 'ExtensionAsked':
      case 'ExtensionRefused':
      case 'SuspensionRefused':
      case 'VoidAsked':
      case 'VoidRefused':
        return said(fact)
      case 'SuspensionAsked':
      case 'IncidentSuspended':
        return join(said(fact), t('loop.until', { day: dayOf(Date.parse(fact.until)) }))
      case 'ExtensionGranted':
        return join(
          said(fact),
          t('loop.nth', { n: fact.count }),
          t('loop.handleBy', { at: stampOf(fact.handle_by) }),
        )
      case 'IncidentResumed':
        return fact.by ? said(fact) : t('loop.byItself')
      case 'FeedbackGiven':
        return join(by(fact.person), fact.note, photos(fact.before, fact.after), fact.reason, other(fact))
      case 'ReworkOrdered':
        return join(said(fact), `→ ${by(fact.person)}`, t('loop.nth', { n: fact.count }))
      case 'IncidentReturned':
        return join(
          fact.person_name || by(fact.person),
          fact.reason,
          t('loop.nth', { n: fact.count }),
          fact.ruling && t('loop.toLeader'),
          fact.ruling && fact.told?.map(nameOf).join(t('app.list')),
          fact.passed_over && t('leader.passed', { why: t(`absence.${fact.passed_over}`) }),
        )
      case 'ReturnRuled':
        return join(
          said(fact),
          t(fact.upheld ? 'loop.upheld' : 'loop.theirs'),
          fact.to ? `→ ${by(fact.to)}` : '',
          fact.instead_of && t('leader.instead', { name: by(fact.instead_of) }),
        )
      case 'IncidentSampled':
        return by(fact.person)
      case 'IncidentVerified':
        return join(said(fact), photos([], fact.photos), fact.late && t('deadline.overdue'))
      case 'IncidentReopened':
        return join(t(`loop.why.${fact.why}`), said(fact))
      case 'SupervisionOrdered':
        return join(
          t(`loop.kind.${fact.kind}`),
          fact.by_name || by(fact.by) || t('loop.byClock'),
          fact.reason,
          `→ ${fact.to.map(nameOf).join(t('app.list'))}`,
          t('loop.replyBy', { at: stampOf(fact.due) }),
        )
      case 'SupervisionReplied':
        return join(fact.by_name || by(fact.by), fact.text, fact.late && t('deadline.overdue'))
      case 'SupervisionEscalated':
        return join(
          t(`loop.kind.${fact.kind}`),
          t(`level.${fact.level}`),
          fact.told?.map(nameOf).join(t('app.list')),
        )
      case 'SupervisionEnded':
        return t(`why.${fact.why}`)
      case 'CallBackDue':
        return join(fact.caller?.name, fact.caller?.phone, t('loop.replyBy', { at: stampOf(fact.due) }))
      case 'CallBackMade':
        return join(t(`loop.satisfaction.${fact.outcome}`), fact.note, fact.by_name || by(fact.by))
      case 'CallBackMissed':
      case 'HandoverLate':
        return join(t(`level.${fact.level}`), fact.told?.map(nameOf).join(t('app.list')))
      case 'ReportHandedOver':
        return join(fact.origin.service, fact.origin.reference, t('loop.answerBy', { at: stampOf(fact.due) }))
      case 'HandoverAnswered':
        return join(
          fact.origin.service,
          fact.note,
          took(fact.took_s),
          fact.late && t('deadline.overdue'),
          fact.by_name || by(fact.by),
        )
      case 'ReferralMoved':
        return join(
          t(`loop.step.${fact.step}`),
          fact.reference,
          fact.note,
          fact.took_s ? took(fact.took_s) : '',
        )
      case 'LimitsChanged':
      case 'NeedChanged':
        return join(
          category(fact.category),
          t('loop.version', { n: fact.version }),
          fact.reason,
          fact.by_name || by(fact.by),
        )
      case 'ContactLost':
        return join(fact.area, Object.values(fact.people).join(t('app.list')))
      case 'ContactEscalated':
        return join(fact.area, t(`level.${fact.level}`))
      case 'ContactRegained':
        return join(fact.area, by(fact.person))
      case 'ContactReported':
        return join(fact.said_by, t(`reach.heard.${fact.how}`), fact.text) || nameOf(fact.about)
      case 'ContactLapsed':
        return nameOf(fact.about)
      case 'RungTried':
        return join(
          by(fact.person),
          t(`reach.rung.${fact.rung}`),
          t(`reach.outcome.${fact.outcome}`),
          fact.why && te(`reach.rungWhy.${fact.why}`) ? t(`reach.rungWhy.${fact.why}`) : fact.why,
        )
      case 'CallAsked':
        return fact.leader
          ? t('reach.callWho', {
              leader: fact.leader_name || by(fact.leader),
              person: fact.person_name || by(fact.person),
            })
          : t('reach.callPerson', { person: fact.person_name || by(fact.person) })
      case 'CallDone':
        return join(
          t(fact.outcome === 'reached' ? 'reach.reached' : 'reach.notReached'),
          fact.by_name || by(fact.by),
          fact.note,
        )
      case 'LadderClosed':
        return fact.about
      default:
        return unknown(fact)
    }
  }
  return { describe, reasons, title: (type: string) => t(`fact.${type}`) }
}

/** Does not compile while a fact has no sentence. */
const unknown = (_fact: never): string => ''
