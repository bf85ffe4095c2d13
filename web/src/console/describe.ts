// A fact as one sentence of a timeline, beside its name.
import { useI18n } from 'vue-i18n'
import type { AnyFact, Deadline, Tally } from '@/wire/generated'
import { countdown } from '@/ui/time'

export function useDescribe(nameOf: (id: string) => string) {
  const { t, te } = useI18n()
  const join = (...words: (string | undefined | null | false)[]) => words.filter(Boolean).join(' · ')
  const by = (id?: string, not?: string) => (id && id !== not ? nameOf(id) : '')
  /** Who did it for somebody; nobody is named twice. */
  const other = (fact: { person: string; by?: string }) => (fact.by === fact.person ? '' : by(fact.by))
  const tally = (numbers: Tally) =>
    join(...Object.entries(numbers).map(([why, n]) => (n ? t(`tally.${why}`, { n }) : '')))
  const reasons = (codes: string[] = []) =>
    codes.map((code) => (te(`reason.${code}`) ? t(`reason.${code}`) : code)).join('、')
  const passed = ({ kind }: Deadline) => `${t(`deadline.${kind}`)} ${t('deadline.overdue')}`

  function describe(fact: AnyFact): string {
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
          fact.person_name || by(fact.person),
          t(`tier.${fact.reason.tier}`),
          `${t('console.detail.candidates')} ${countdown(fact.answer_by, Date.parse(fact.at))}`,
        )
      case 'OfferClosed':
        return join(by(fact.person), t(`why.${fact.why}`), fact.reason, other(fact))
      case 'AssignmentMade':
        return join(fact.person_name || by(fact.person), fact.reason, other(fact))
      case 'AssignmentChanged':
        return join(by(fact.person), t(`progress.${fact.to}`), fact.note, fact.reason, other(fact))
      case 'AssignmentEnded':
        return join(by(fact.person), t(`why.${fact.why}`), other(fact))
      case 'NobodyAvailable':
        return tally(fact.tally)
      case 'IncidentEscalated':
        return join(passed(fact.passed), t(`level.${fact.level}`), fact.told?.map(nameOf).join('、'))
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
      case 'EntrySetAside':
        return join(fact.method, fact.error)
      case 'TaskDone':
        return join(by(fact.by), fact.note)
      case 'RollCallOpened':
        return join(fact.by_name || by(fact.by), fact.area, fact.reason)
      case 'RollCallAnswered':
        return join(by(fact.person), fact.reason, other(fact))
      case 'RollCallEscalated':
        return join(fact.missing.map(nameOf).join('、'), t(`level.${fact.level}`))
      case 'RollCallClosed':
        return join(fact.missing?.map(nameOf).join('、'), fact.reason, by(fact.by)) || fact.area
      case 'SosRaised':
        return join(fact.person_name || by(fact.person), t(`safety.sos.cause.${fact.cause ?? 'hand'}`))
      case 'SosRepeated':
        return by(fact.person)
      case 'SosAcknowledged':
        return t(fact.coming ? 'safety.sos.coming' : 'safety.sos.seen', { name: fact.by_name || by(fact.by) })
      case 'SosEscalated':
        return join(t('safety.sos.level', { n: fact.level }), fact.told?.map(nameOf).join('、'))
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
        return join(by(fact.person), fact.told?.map(nameOf).join('、'))
      default:
        return unknown(fact)
    }
  }
  return { describe, reasons, title: (type: string) => t(`fact.${type}`) }
}

/** Does not compile while a fact has no sentence. */
const unknown = (_fact: never): string => ''
