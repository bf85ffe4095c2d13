// A fact of moving people as one sentence of a timeline. Nobody's name is in it but those of the staff.
import type { MovingFact } from '@/picture/moving'
import { minuteOf } from '@/ui/time'
import { join, type Words } from '../words'

export function describeMoving(fact: MovingFact, t: Words, nameOf: (id: string) => string): string {
  const heads = (n = 1) => t('moving.heads', { n })
  switch (fact.type) {
    case 'EvacuationOpened':
      return join(
        fact.title,
        heads(fact.people ?? 0),
        fact.due && t('moving.until', { at: minuteOf(fact.due) }),
        fact.by_name,
      )
    case 'EvacueesListed':
      return heads(fact.people.reduce((sum, one) => sum + (one.heads ?? 1), 0))
    case 'EvacueesNamed':
    case 'RelativeNamed':
      return t('moving.private')
    case 'EvacueesAssigned':
      return join(fact.worker_name || nameOf(fact.worker), t('moving.entries', { n: fact.evacuees.length }))
    case 'EvacueeRemoved':
      return join(fact.reason, nameOf(fact.by))
    case 'EvacueeAmended':
      return join(
        fact.heads !== fact.was && `${heads(fact.was)} → ${heads(fact.heads)}`,
        fact.reason,
        fact.by_name || nameOf(fact.by),
      )
    case 'EvacueeTold':
    case 'EvacueeReturned':
      return join(fact.by_name || nameOf(fact.by), heads(fact.heads), minuteOf(fact.happened_at), fact.note)
    case 'EvacueeMoved':
      return join(
        fact.by_name || nameOf(fact.by),
        heads(fact.heads),
        t(`moving.whither.${fact.whither}`),
        minuteOf(fact.happened_at),
        fact.over,
      )
    case 'EvacueeArrived':
      return join(fact.by_name || nameOf(fact.by), heads(fact.heads), minuteOf(fact.happened_at), fact.over)
    case 'EvacueeRefused':
      return join(
        fact.by_name || nameOf(fact.by),
        heads(fact.heads),
        t(`moving.signed.${fact.signed}`),
        fact.reason,
      )
    case 'EvacueeCorrected':
      return join(
        `${t(`moving.status.${fact.was}`)} → ${t(`moving.status.${fact.to}`)}`,
        fact.reason,
        fact.by_name || nameOf(fact.by),
      )
    case 'ArrivalsMissing':
      return t('moving.missing', { n: fact.heads })
    case 'EvacuationOverdue':
      return t('moving.overdue', { n: Object.values(fact.left).reduce((sum, one) => sum + one, 0) })
    case 'EvacuationClosed':
      return join(
        fact.away ? t('moving.away', { n: fact.away }) : t('moving.allBack'),
        fact.reason,
        fact.by_name,
      )
    case 'ShelterSet':
      return join(fact.name, t('moving.capacity', { n: fact.capacity }))
    case 'ShelterCounted':
      return join(t('moving.counted', { counted: fact.counted, listed: fact.listed }), fact.note)
    case 'ShelterClosed':
      return join(fact.reason, nameOf(fact.by))
  }
}
