// Which tiers were passed over on the way up, and why; which units are waited for, and what they have in hand.
import type { Picture } from '@/picture/picture'
import type { Skip, Unit } from '@/wire/generated'

export interface Skipped extends Skip {
  /** So many matters were told past this tier. */
  n: number
}
export interface UnitLoad {
  unit: Unit
  /** At work, and asked. */
  inHand: number
  asked: number
}
export interface Tiers {
  skipped: Skipped[]
  /** Urgent matters nobody can be sent to, while the stand-by list is empty. */
  noStandby: number
  /** Trade → so many matters wait for a unit of it that cannot be asked. */
  waiting: [Unit['kind'], number][]
  units: UnitLoad[]
}

export function tiersOf(picture: Picture): Tiers {
  const skips = new Map<string, Skipped>()
  const count = (list: readonly Skip[] = []) => {
    for (const { level, why } of list) {
      const key = `${level} ${why}`
      const known = skips.get(key)
      skips.set(key, { level, why, n: (known?.n ?? 0) + 1 })
    }
  }
  const waiting = new Map<Unit['kind'], number>()
  let noStandby = 0
  for (const one of picture.incidents.values()) {
    if (one.level > 0) count(one.skipped)
    const [kind, what] = (one.lacking ?? '').split(':')
    if (kind === 'unit') waiting.set(what as Unit['kind'], (waiting.get(what as Unit['kind']) ?? 0) + 1)
    if (one.status === 'unattended' && one.priority <= 2 && one.tally && !one.tally.standby) noStandby += 1
  }
  for (const slot of picture.slots.values()) if (slot.status === 'unattended') count(slot.skipped)
  return {
    skipped: [...skips.values()].sort((a, b) => a.level - b.level || b.n - a.n),
    noStandby,
    waiting: [...waiting].sort(([, a], [, b]) => b - a),
    units: loads(picture),
  }
}

function loads({ units, assignments, offers }: Picture): UnitLoad[] {
  const found = new Map<string, UnitLoad>()
  const of = (id: string | null | undefined) => {
    const unit = units.get(id ?? '')
    if (!unit) return null
    if (!found.has(unit.id)) found.set(unit.id, { unit, inHand: 0, asked: 0 })
    return found.get(unit.id)!
  }
  for (const { unit } of assignments.values()) {
    const load = of(unit)
    if (load) load.inHand += 1
  }
  for (const { unit } of offers.values()) {
    const load = of(unit)
    if (load) load.asked += 1
  }
  return [...found.values()].sort(
    (a, b) => b.asked - a.asked || b.inHand - a.inHand || a.unit.name.localeCompare(b.unit.name),
  )
}
