// A fact about the operators' queue as one sentence of a timeline.
import type { AttentionFact } from '@/picture/attention'
import { minuteOf } from '@/ui/time'
import { join, type Words } from '../words'

export function describeAttention(fact: AttentionFact, t: Words, nameOf: (id: string) => string): string {
  const by = (one: { by?: string; by_name?: string }) => one.by_name || (one.by ? nameOf(one.by) : '')
  switch (fact.type) {
    case 'AttentionOpened':
      return join(t(`attention.kind.${fact.kind}`), fact.area, t('attention.n', { n: fact.concerns }))
    case 'AttentionWidened':
      return join(t(`attention.kind.${fact.kind}`), `${fact.was} → ${fact.area}`)
    case 'AttentionTaken':
      return join(
        t(`attention.kind.${fact.kind}`),
        by(fact),
        fact.instead_of && t('attention.insteadOf', { name: nameOf(fact.instead_of) }),
      )
    case 'AttentionShelved':
      return join(
        t(`attention.kind.${fact.kind}`),
        by(fact),
        t('attention.until', { time: minuteOf(fact.until) }),
        fact.reason,
      )
    case 'AttentionReturned':
      return join(t(`attention.kind.${fact.kind}`), t(`attention.returned.${fact.why}`), by(fact))
    case 'AttentionLooked':
      return t(fact.quiet ? 'attention.quiet' : 'attention.stillThere')
    case 'AttentionClosed':
      return join(t(`attention.kind.${fact.kind}`), by(fact))
    case 'AttentionPaced':
      return t('attention.heldN', { n: fact.held })
    case 'FloodBegan':
      return join(
        t('attention.flood.rate', { n: fact.rate }),
        t(fact.automatic ? 'attention.flood.automatic' : 'attention.flood.manual'),
        !!fact.released?.length && t('attention.flood.released', { n: fact.released.length }),
      )
    case 'FloodEnded':
      return t('attention.flood.rate', { n: fact.rate })
  }
}
