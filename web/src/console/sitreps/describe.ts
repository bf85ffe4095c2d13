// A fact of reports upward as one sentence of a timeline.
import type { SitrepFact } from '@/picture/sitreps'
import { minuteOf } from '@/ui/time'
import { join, type Words } from '../words'

export function describeSitrep(fact: SitrepFact, t: Words, areaOf: (code: string) => string): string {
  const streets = (codes: string[] = []) => codes.map(areaOf).join(t('app.list'))
  switch (fact.type) {
    case 'SitrepAsked':
    case 'SitrepRetimed':
      return join(t(`sitrep.kind.${fact.kind}`), t('sitrep.dueAt', { at: minuteOf(fact.due) }))
    case 'SitrepHandedIn':
      return join(
        areaOf(fact.area),
        fact.nothing && t('sitrep.nothing'),
        fact.late && t('sitrep.late'),
        fact.by_name,
        fact.note,
      )
    case 'SitrepReminded':
      return streets(fact.missing)
    case 'SitrepCut':
      return join(
        t(`sitrep.kind.${fact.kind}`),
        !!fact.missing?.length && t('sitrep.missing', { streets: streets(fact.missing) }),
        fact.reason,
      )
    case 'SitrepItems':
      return t(`sitrep.item.${fact.kind}`)
    case 'SitrepLate':
      return join(t(`sitrep.kind.${fact.kind}`), t('sitrep.dueAt', { at: minuteOf(fact.since) }))
    case 'SitrepSent':
      return join(
        t('sitrep.issue', { n: fact.issue }),
        t(`sitrep.kind.${fact.kind}`),
        fact.receiver,
        fact.by_name,
        fact.reason,
      )
    case 'SitrepDropped':
      return join(fact.reason, fact.by_name)
    case 'SitrepChainClosed':
      return t('sitrep.filedAway')
  }
}
