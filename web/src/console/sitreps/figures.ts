// Which figures stand together, and in what order. Categories and states come as they are counted.
import type { Figures } from '@/wire/sitreps'

export const GROUPS: { name: string; figures: string[] }[] = [
  {
    name: 'losses',
    figures: [
      'losses.dead',
      'losses.missing',
      'losses.injured',
      'losses.trapped',
      'losses.collapsed',
      'losses.damaged',
    ],
  },
  {
    name: 'incidents',
    figures: [
      'reports',
      'incidents',
      'priority.1',
      'priority.2',
      'priority.3',
      'priority.4',
      'incidents.closed',
      'incidents.open',
      'incidents.carried',
      'incidents.voided',
    ],
  },
  {
    name: 'moving',
    figures: [
      'moving.listed',
      'moving.out',
      'moving.unsafe',
      'moving.to_move',
      'moving.told',
      'moving.moved',
      'moving.safe',
      'moving.arrived',
      'moving.refused',
      'moving.returned',
    ],
  },
  {
    name: 'force',
    figures: [
      'duty.workers',
      'duty.leaders',
      'recall.called',
      'recall.come',
      'units',
      'units.busy',
      'silent',
    ],
  },
  { name: 'tasks', figures: ['tasks', 'tasks.done', 'tasks.undone', 'tasks.missed'] },
  {
    name: 'shelters',
    figures: ['shelters', 'shelters.occupied', 'shelters.here', 'shelters.capacity'],
  },
  { name: 'wind', figures: ['warnings', 'wind.7', 'wind.10', 'wind.12'] },
]
/** Not zero is bad news, whatever it was before. */
export const GRAVE: ReadonlySet<string> = new Set([
  'moving.unsafe',
  'losses.dead',
  'losses.missing',
  'losses.injured',
  'losses.trapped',
  'silent',
  'tasks.missed',
  'state.unattended',
])

export const LOSSES = ['dead', 'missing', 'injured', 'trapped', 'collapsed', 'damaged'] as const

/** Of the whole district, or of one street. */
export const countOf = (figures: Figures, name: string, street = ''): number =>
  Object.entries(figures[name] ?? {}).reduce((sum, [code, n]) => (code.startsWith(street) ? sum + n : sum), 0)

/** The figures of a kind that are there, the largest first. */
export const ofKind = (figures: Figures, kind: 'state' | 'category', street = ''): string[] =>
  Object.keys(figures)
    .filter((name) => name.startsWith(`${kind}.`) && countOf(figures, name, street) > 0)
    .sort((a, b) => countOf(figures, b, street) - countOf(figures, a, street) || a.localeCompare(b))
