// A fact about the safety of workers as one sentence of a timeline: roll-calls, calls for help, timers, who is out of
// contact, alerts.
import type { AlertFact } from '@/picture/alerts'
import type { ReachFact } from '@/picture/reach'
import type { SafetyFact } from '@/picture/safety'
import type { Saying } from './saying'
import { unsaid } from './words'

export function describeSafety(fact: SafetyFact, say: Saying): string {
  const { t, nameOf, join, by, other } = say
  switch (fact.type) {
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
    default:
      return unsaid(fact)
  }
}

export function describeReach(fact: ReachFact, say: Saying): string {
  const { t, te, nameOf, join, by } = say
  switch (fact.type) {
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
      return unsaid(fact)
  }
}

export function describeAlert(fact: AlertFact, say: Saying): string {
  const { t, join, by } = say
  switch (fact.type) {
    case 'AlertSent':
      return join(t(`alert.level.${fact.level}`), fact.text, fact.by_name || by(fact.by))
    case 'AlertRead':
      return by(fact.person)
    case 'AlertEnded':
      return join(t(`alert.ended.${fact.why}`), fact.reason, by(fact.by))
    default:
      return unsaid(fact)
  }
}
