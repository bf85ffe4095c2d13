// A fact of a storm, and of what its peak holds back, as one sentence of a timeline.
import type { Of } from '@/picture/loop'
import type { StormFact } from '@/picture/storm'
import { stampOf } from '@/ui/time'
import type { Saying } from '../saying'

export function describeStorm(
  fact: StormFact | Of<'DispatchHeld' | 'OutdoorOverridden'>,
  say: Saying,
): string {
  const { t, nameOf, join, by } = say
  switch (fact.type) {
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
  }
}
