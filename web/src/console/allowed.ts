// What this desk may do with an incident now, and for what it may not, why. The server judges; this is what it will say.
import type { PictureIncident } from '@/wire/replies'
import { isHeld } from './usePresses'

export const ACTS = [
  'dispatch',
  'reassign',
  'close',
  'void',
  'accept',
  'decline',
  'en_route',
  'on_scene',
  'done',
  'failed',
] as const
export type Act = (typeof ACTS)[number]
const STEPS: Act[] = ['en_route', 'on_scene', 'done', 'failed']
const REACHED: Record<string, number> = { assigned: -1, en_route: 0, on_scene: 1 }

export interface Hand {
  id: string
  roles: string[]
  areas: string[]
  watchLeader: boolean
}
/** Why not, as a word of `console.why`; null: go ahead. */
export type Why = string | null

export function allowed(me: Hand, incident: PictureIncident, over: boolean): Record<Act, Why> {
  const why = over ? () => 'over' : (act: Act) => whyNot(me, incident, act)
  return Object.fromEntries(ACTS.map((act) => [act, why(act)])) as Record<Act, Why>
}

function whyNot(me: Hand, incident: PictureIncident, act: Act): Why {
  const centre = me.roles.includes('operator') || me.roles.includes('coordinator')
  const above =
    centre ||
    (me.roles.includes('supervisor') && me.areas.some((area) => incident.place.grid.startsWith(area)))
  if (!above) return 'elsewhere'
  switch (act) {
    case 'dispatch':
      if (!centre) return 'centre'
      return isHeld(incident) || incident.status === 'unattended' ? null : `dispatch_${incident.status}`
    case 'reassign':
      return centre ? null : 'centre'
    case 'close':
      return incident.handler === me.id ? 'ownWork' : null
    case 'void':
      if (!centre) return 'centre'
      return me.watchLeader || me.roles.includes('coordinator') ? null : 'watchLeader'
    case 'accept':
    case 'decline':
      return incident.offer ? null : 'noOffer'
    default:
      if (!incident.assignment) return 'noAssignment'
      return STEPS.indexOf(act) > (REACHED[incident.status] ?? -1) ? null : 'stepDone'
  }
}
