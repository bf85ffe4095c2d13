// A fact of people called by name as one sentence of a timeline.
import type { SummonsFact } from '@/picture/summons'
import { join, type Words } from './words'

const MOST = 6

export function describeSummons(fact: SummonsFact, t: Words, nameOf: (id: string) => string): string {
  const some = (names: string[]) =>
    names.slice(0, MOST).join(t('app.list')) + (names.length > MOST ? ` +${names.length - MOST}` : '')
  const kind = t(`summons.kind.${fact.kind}`)
  switch (fact.type) {
    case 'PeopleSummoned':
      return join(kind, some(Object.values(fact.people).map(({ name }) => name)))
    case 'SummonsWidened':
      return join(
        kind,
        fact.missing?.length ? t('summons.unheard', { n: fact.missing.length }) : '',
        fact.people &&
          Object.keys(fact.people).length > 0 &&
          t('summons.asks', { names: some(Object.values(fact.people).map(({ name }) => name)) }),
      )
    case 'SummonsAnswered':
      return join(
        nameOf(fact.person),
        t(`summons.word.${fact.word}`),
        fact.by !== fact.person && (fact.by_name || nameOf(fact.by)),
        fact.reason,
      )
    case 'SummonsEnded':
      return join(kind, fact.missing?.length ? t('summons.unheard', { n: fact.missing.length }) : '')
  }
}
