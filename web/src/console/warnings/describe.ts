// A fact about a warning as one sentence of a timeline.
import type { BulletinFact } from '@/picture/bulletins'
import type { WarningFact } from '@/picture/warnings'
import { minuteOf } from '@/ui/time'
import { gradeWords, levelWords } from '@/ui/warnings'
import { join, type Words } from '../words'

export function describeWarning(fact: WarningFact, t: Words, nameOf: (id: string) => string): string {
  const trial = (status: string) => status !== 'Actual' && t(`warning.status.${status}`)
  switch (fact.type) {
    case 'WarningReceived':
      return join(
        trial(fact.status),
        fact.update && t('warning.update'),
        gradeWords(fact, t, fact.zh?.event ?? fact.en?.event),
        fact.zh?.sender_name || fact.sender,
        t('warning.until', { time: minuteOf(fact.expires) }),
        fact.by_name,
      )
    case 'WarningCancelled':
      return join(trial(fact.status), fact.note, fact.sender, fact.by_name)
    case 'WarningExpired':
      return t(`warning.state.${fact.state ?? 'active'}`)
    case 'CancelForgotten':
      return fact.area
    case 'ProposalMade':
      return join(
        levelWords(fact.hazard, fact.level, t),
        ...(fact.reasons ?? []).map((one) => gradeWords(one, t)),
      )
    case 'ProposalEscalated':
      return join(t('warning.proposal.times', { n: fact.times }), fact.told.map(nameOf).join(t('app.list')))
    case 'ProposalTaken':
      return fact.by_name || nameOf(fact.by)
    case 'ProposalClosed':
      return join(t(`warning.proposal.closed.${fact.why}`), fact.reason, fact.by_name)
  }
}

/** A fact about what the public is told. */
export function describeBulletin(fact: BulletinFact, t: Words, nameOf: (id: string) => string): string {
  switch (fact.type) {
    case 'BulletinDrafted':
      return join(
        fact.status === 'Exercise' && t('bulletin.status.Exercise'),
        t(`bulletin.kind.${fact.kind}`),
        fact.zh.headline,
        fact.by_name || nameOf(fact.by),
      )
    case 'BulletinSigned':
      return fact.by_name || nameOf(fact.by)
    case 'BulletinReleased':
      return join(fact.identifier, fact.by_name || nameOf(fact.by))
    case 'BulletinDropped':
      return join(t(`bulletin.why.${fact.why}`), fact.reason, fact.by_name)
    case 'BulletinWaits':
      return t('bulletin.waited', { n: fact.times })
    case 'BulletinOver':
      return fact.area
  }
}
