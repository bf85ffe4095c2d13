// A fact of a grid worker's day as one sentence of a timeline.
import type { PatrolFact } from '@/picture/patrol'
import { minuteOf } from '@/ui/time'
import { join, type Words } from '../words'

export function describePatrol(fact: PatrolFact, t: Words, nameOf: (id: string) => string): string {
  const people = (lists: Record<string, string[]> = {}) => Object.values(lists).flat().length
  switch (fact.type) {
    case 'DayOpened':
      return join(
        fact.person_name || nameOf(fact.person),
        t('patrol.toDo', { rounds: fact.need, visits: fact.visits?.length ?? 0 }),
      )
    case 'RoundStarted':
      return join(nameOf(fact.person), minuteOf(fact.began_at))
    case 'RoundFinished':
      return join(
        nameOf(fact.person),
        t('patrol.lasted', { n: Math.round(fact.lasted_s / 60) }),
        fact.short && t('patrol.short'),
      )
    case 'VisitRecorded':
      return join(nameOf(fact.person), t(`patrol.outcome.${fact.outcome}`), fact.note)
    case 'CareOrdered':
      return join(
        t(`patrol.why.${fact.why}`),
        fact.reason,
        t('patrol.people', { n: people(fact.visits) }),
        fact.by_name,
      )
    case 'CareClosed':
      return people(fact.missed) ? t('patrol.notSeen', { n: people(fact.missed) }) : t('patrol.allSeen')
    case 'EveningTold':
      return t('patrol.evening', {
        behind: fact.behind?.length ?? 0,
        alone: fact.unattended?.length ?? 0,
        names: (fact.told ?? []).map(nameOf).join(t('app.list')),
      })
    case 'EveningLooked':
      return fact.date
    case 'DayEnded':
      return join(
        fact.person_name || nameOf(fact.person),
        t('patrol.dayOver', {
          rounds: `${fact.rounds}/${fact.need}`,
          visits: fact.visits ?? 0,
          missed: fact.missed?.length ?? 0,
        }),
      )
  }
}
