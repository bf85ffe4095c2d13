// What the public is told: drafts and released messages, folded as in command/domain/fold/bulletins.py.
import type { AnyFact, Bulletin, BulletinDrafted } from '@/wire/generated'

export interface Told {
  readonly bulletins: ReadonlyMap<string, Bulletin>
}
export type BulletinFact = Extract<AnyFact, { type: `Bulletin${string}` }>
export const isBulletinFact = (fact: AnyFact): fact is BulletinFact => fact.type.startsWith('Bulletin')

export function bulletinStep(p: { bulletins: Map<string, Bulletin> }, fact: BulletinFact): void {
  const change = (id: string, how: (one: Bulletin) => Partial<Bulletin>) => {
    const known = p.bulletins.get(id)
    if (known) p.bulletins.set(id, { ...known, ...how(known) })
  }
  const agreed = (one: Bulletin, by: string, by_name = '') => [
    ...one.signatures,
    { by, by_name, at: fact.at },
  ]
  switch (fact.type) {
    case 'BulletinDrafted':
      p.bulletins.set(fact.bulletin, drafted(fact))
      return
    case 'BulletinSigned':
      return change(fact.bulletin, (one) => ({ signatures: agreed(one, fact.by, fact.by_name) }))
    case 'BulletinWaits':
      return change(fact.bulletin, () => ({ times: fact.times, due: fact.due }))
    case 'BulletinReleased':
      change(fact.bulletin, (one) => ({
        signatures: agreed(one, fact.by, fact.by_name),
        identifier: fact.identifier,
        sender: fact.sender,
        sender_name: fact.sender_name ?? '',
        sent: fact.sent,
        references: fact.references ?? [],
        due: one.expires,
      }))
      if (fact.ends) change(fact.ends, () => ({ ended_by: fact.bulletin }))
      return
    case 'BulletinDropped':
    case 'BulletinOver':
      p.bulletins.delete(fact.bulletin)
  }
}

const drafted = (fact: BulletinDrafted): Bulletin => ({
  id: fact.bulletin,
  number: fact.number,
  area: fact.area,
  areas: fact.areas,
  kind: fact.kind,
  status: fact.status,
  hazard: fact.hazard,
  urgency: fact.urgency,
  severity: fact.severity,
  certainty: fact.certainty,
  zh: fact.zh,
  en: fact.en ?? null,
  refers: fact.refers ?? null,
  expires: fact.expires,
  by: fact.by,
  by_name: fact.by_name ?? '',
  drafted_at: fact.at,
  signatures: [],
  times: 0,
  identifier: '',
  sender: '',
  sender_name: '',
  sent: null,
  references: [],
  ended_by: null,
  due: fact.due,
})
