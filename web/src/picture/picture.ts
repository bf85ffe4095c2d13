// The operating picture as a screen holds it, keyed by id. Made from a snapshot, then only from facts.
import type { Assignment, Offer, OnDuty, PictureAnswer, Slot, Task, Unit } from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'
import type { Alerts } from './alerts'
import type { Attended } from './attention'
import { owedNothing, type Owed } from './owed'
import type { Reach } from './reach'
import type { Safety } from './safety'
import { undrilled, type Drilled } from './drill'
import { unmoded, type Moded } from './modes'
import type { Warned } from './warnings'
import type { Told } from './bulletins'
import type { Summoning } from './summons'

export interface Picture
  extends Safety, Reach, Owed, Alerts, Warned, Told, Moded, Attended, Summoning, Drilled {
  readonly district: string
  readonly number: number
  readonly incidents: ReadonlyMap<string, PictureIncident>
  readonly offers: ReadonlyMap<string, Offer>
  readonly assignments: ReadonlyMap<string, Assignment>
  /** Places beside the lead of an incident: co-handlers, and those who look, guard and guide. */
  readonly slots: ReadonlyMap<string, Slot>
  readonly units: ReadonlyMap<string, Unit>
  readonly tasks: ReadonlyMap<string, Task>
  readonly duty: ReadonlyMap<string, OnDuty>
  /** Everybody who can be on duty: grid workers, cadres, the watch. */
  readonly staff: number
}

export const emptyPicture = (district = ''): Picture => ({
  district,
  number: 0,
  incidents: new Map(),
  offers: new Map(),
  assignments: new Map(),
  slots: new Map(),
  units: new Map(),
  tasks: new Map(),
  duty: new Map(),
  staff: 0,
  alerts: new Map(),
  rollcalls: new Map(),
  sos: new Map(),
  timers: new Map(),
  silences: new Map(),
  contacts: new Map(),
  calls: new Map(),
  ladders: new Map(),
  ...owedNothing(),
  attention: new Map(),
  flow: new Map(),
  warnings: new Map(),
  proposals: new Map(),
  bulletins: new Map(),
  summonses: new Map(),
  ...unmoded(),
  ...undrilled(),
})

const byId = <T extends { id: string }>(list: readonly T[]): Map<string, T> =>
  new Map(list.map((one) => [one.id, one]))

export function pictureOf({ offset, picture }: PictureAnswer): Picture {
  return {
    district: picture.district,
    number: offset,
    incidents: byId(picture.incidents),
    offers: byId(picture.offers),
    assignments: byId(picture.assignments),
    slots: byId(picture.slots ?? []),
    units: byId(picture.units ?? []),
    tasks: byId(picture.tasks),
    duty: new Map(picture.duty.map((one) => [one.person, one])),
    staff: picture.people.staff,
    alerts: byId(picture.alerts ?? []),
    rollcalls: byId(picture.rollcalls ?? []),
    sos: byId(picture.sos ?? []),
    timers: byId(picture.timers ?? []),
    silences: byId(picture.silences ?? []),
    contacts: byId(picture.contacts ?? []),
    calls: byId(picture.calls ?? []),
    ladders: byId(picture.ladders ?? []),
    supervisions: byId(picture.supervisions ?? []),
    callbacks: byId(picture.callbacks ?? []),
    handovers: byId(picture.handovers ?? []),
    attention: byId(picture.attention ?? []),
    flow: byId(picture.flow ? [picture.flow] : []),
    warnings: byId(picture.warnings ?? []),
    proposals: byId(picture.proposals ?? []),
    bulletins: byId(picture.bulletins ?? []),
    modes: byId(picture.modes ?? []),
    switchproposals: byId(picture.switchproposals ?? []),
    recalls: byId(picture.recalls ?? []),
    gridtasks: byId(picture.gridtasks ?? []),
    summonses: byId(picture.summonses ?? []),
    drills: byId(picture.drill ? [picture.drill] : []),
    notices: byId(picture.notices ?? []),
  }
}
