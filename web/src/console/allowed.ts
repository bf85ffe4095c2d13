// What this desk may do with an incident now, and for what it may not, why. The server judges; this is what it will say.
import type { PictureIncident } from '@/wire/replies'
import { isHeld } from './usePresses'

export const ACTS = [
  'grant',
  'refuse',
  'dispatch',
  'close',
  'rework',
  'reassign',
  'supervise',
  'void',
  'extend',
  'suspend',
  'resume',
  'feedback',
  'reopen',
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
const MOST_EXTENSIONS = 2

export interface Hand {
  id: string
  roles: string[]
  areas: string[]
  watchLeader: boolean
  /** The duty leader's seat is theirs at this hour, whatever their role. */
  leadsNow?: boolean
}
/** Why not, as a word of `console.why`; null: go ahead. */
export type Why = string | null

export function allowed(
  me: Hand,
  incident: PictureIncident,
  over: boolean,
  now = Date.now(),
): Record<Act, Why> {
  const why = over
    ? (act: Act) => whyNotOver(me, incident, act)
    : (act: Act) => whyNot(me, incident, act, now)
  return Object.fromEntries(ACTS.map((act) => [act, why(act)])) as Record<Act, Why>
}

const isCentre = (me: Hand) => me.roles.includes('operator') || me.roles.includes('coordinator')
/** Who decides on filing, voiding, suspending. */
export const leads = (me: Hand) => me.watchLeader || me.roles.includes('coordinator')

function whyNotOver(me: Hand, incident: PictureIncident, act: Act): Why {
  if (act !== 'reopen' || incident.status !== 'closed') return 'over'
  return leads(me) ? null : 'leader'
}

function whyNot(me: Hand, incident: PictureIncident, act: Act, now: number): Why {
  const centre = isCentre(me)
  const supervises =
    me.roles.includes('supervisor') && me.areas.some((area) => incident.place.grid.startsWith(area))
  const rules = me.leadsNow && incident.status === 'returned' && (act === 'grant' || act === 'refuse')
  if (!centre && !supervises && !rules) return 'elsewhere'
  const { status } = incident
  switch (act) {
    case 'dispatch':
      if (!centre) return 'centre'
      if (incident.next?.kind === 'accept') return leads(me) ? null : 'leader'
      return isHeld(incident) || status === 'unattended' ? null : `dispatch_${status}`
    case 'reassign':
      if (!centre) return 'centre'
      return status === 'suspended' ? 'suspended' : status === 'returned' ? 'rulingPending' : null
    case 'close':
      return incident.handler === me.id ? 'ownWork' : null
    case 'rework':
      if (incident.handler === me.id) return 'ownWork'
      return status === 'handled' ? whyNotVerify(incident, centre) : 'notFinished'
    case 'void':
      if (!centre) return 'centre'
      return !leads(me) && incident.loop?.asked ? 'askedAlready' : null
    case 'supervise':
      return leads(me) || supervises ? null : 'leader'
    case 'feedback':
      return incident.handler ? null : 'nobodyHandled'
    case 'reopen':
      return 'notClosed'
    case 'accept':
    case 'decline':
      return incident.offer ? null : 'noOffer'
    case 'grant':
    case 'refuse':
      return whyNotRule(me, incident, supervises)
    case 'extend':
    case 'suspend':
      return whyNotAsk(incident, act, now)
    case 'resume':
      return status !== 'suspended' ? 'notSuspended' : leads(me) ? null : 'leader'
    default:
      if (!incident.assignment) return 'noAssignment'
      return STEPS.indexOf(act) > (REACHED[status] ?? -1) ? null : 'stepDone'
  }
}

const whyNotVerify = (incident: PictureIncident, centre: boolean): Why =>
  incident.limits?.verifier === 'centre' && !centre ? 'centreVerifies' : null

/** Of an extension the area's supervisors rule too, of a second return the duty leader alone. */
function whyNotRule(me: Hand, incident: PictureIncident, supervises: boolean): Why {
  const { loop, status } = incident
  if (status === 'returned') {
    if (!me.leadsNow && !me.roles.includes('coordinator')) return 'dutyLeader'
    return loop?.returned_by === me.id ? 'ownRequest' : null
  }
  if (!loop?.asked) return 'nothingAsked'
  if (!leads(me) && !(loop.asked.kind === 'extension' && supervises))
    return loop.asked.kind === 'extension' ? 'approver' : 'leader'
  return loop.asked.by === me.id || incident.handler === me.id ? 'ownRequest' : null
}

function whyNotAsk(incident: PictureIncident, act: 'extend' | 'suspend', now: number): Why {
  const { loop, status } = incident
  if (status === 'suspended') return 'suspended'
  if (!(status in REACHED)) return 'notWorkedOn'
  if (loop?.asked) return 'askedAlready'
  if (act === 'suspend') return loop?.suspensions ? 'suspendedBefore' : null
  if (incident.handle_by && Date.parse(incident.handle_by) <= now) return 'overdueAlready'
  return (loop?.extensions ?? 0) >= MOST_EXTENSIONS ? 'extendedTwice' : null
}

/** Whether there is a note or a photo of the result: without, nothing is closed as handled. */
export const isShown = ({ loop }: PictureIncident): boolean =>
  (!!loop?.sampled && !loop.rework) || !!loop?.feedback?.note || !!loop?.feedback?.after?.length
