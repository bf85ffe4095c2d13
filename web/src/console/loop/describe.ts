// A fact of the closed loop as one sentence of a timeline: what was asked, ruled, redone, and what somebody waits for.
import type { LoopFact, Of } from '@/picture/loop'
import type { OwedFact } from '@/picture/owed'
import { dayOf, stampOf } from '@/ui/time'
import type { Saying } from '../saying'

export function describeLoop(
  fact: LoopFact | Of<'IncidentVerified' | 'IncidentReopened'>,
  say: Saying,
): string {
  const { t, nameOf, join, by, other, said, photos, took } = say
  switch (fact.type) {
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
    case 'ReferralMoved':
      return join(
        t(`loop.step.${fact.step}`),
        fact.reference,
        fact.note,
        fact.took_s ? took(fact.took_s) : '',
      )
  }
}

export function describeOwed(fact: OwedFact, say: Saying): string {
  const { t, nameOf, join, by, took } = say
  switch (fact.type) {
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
  }
}
