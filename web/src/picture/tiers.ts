// Units, and the desks of community and street: the same fold as command/domain/fold/tiers.py.
import type { EscalationSeen, IncidentRouted, PersonRegistered, Unit, UnitRegistered } from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'
import { LASTING } from './loop'

const TIERS = ['grid', 'community', 'street', 'district', 'district'] as const

/** Told to this level, it lies on its desk; it comes down only by being routed there. */
export function risen(incident: PictureIncident, level: number): Pick<PictureIncident, 'tier'> {
  const now = incident.tier ?? 'grid'
  return { tier: level > TIERS.indexOf(now) ? (TIERS[level] ?? now) : now }
}

export const seen = (incident: PictureIncident, fact: EscalationSeen): Partial<PictureIncident> => ({
  seen: { by: fact.by, by_name: fact.by_name ?? '', level: fact.level, at: fact.at, until: fact.until },
  ...risen(incident, fact.level),
  changed_at: fact.at,
  ...(fact.next ? { next: fact.next } : {}),
})

export const routed = (incident: PictureIncident, fact: IncidentRouted): Partial<PictureIncident> => ({
  tier: fact.tier,
  level: fact.level ?? 0,
  seen: null,
  changed_at: fact.at,
  ...(fact.to === 'up'
    ? {}
    : {
        status: 'filed' as const,
        tally: null,
        awaits: null,
        tried: Object.fromEntries(
          Object.entries(incident.tried ?? {}).filter(([, why]) => LASTING.includes(why)),
        ),
      }),
  asked_grid: fact.grid ?? null,
  ...(fact.next ? { next: fact.next } : {}),
})

export function unitRegistered(units: Map<string, Unit>, fact: UnitRegistered): void {
  units.set(fact.unit, {
    id: fact.unit,
    name: fact.name,
    name_en: fact.name_en ?? '',
    kind: fact.kind,
    areas: fact.areas,
    categories: fact.categories ?? [],
    opens: fact.opens ?? null,
    closes: fact.closes ?? null,
    active: fact.active ?? true,
    desks: fact.desks ?? units.get(fact.unit)?.desks ?? [],
  })
}

export function deskRegistered(units: Map<string, Unit>, { unit, person }: PersonRegistered): void {
  const known = units.get(unit ?? '')
  if (known && !known.desks.includes(person))
    units.set(known.id, { ...known, desks: [...known.desks, person] })
}
