// What a phone holds: its own duty, offers and assignments, and what else concerns it.
import type {
  AlertView,
  Drill,
  FinishedView,
  GridTasks,
  Mode,
  Notice,
  OrderView,
  Recall,
  RollCall,
  Sos,
  StaffAnswer,
  Summons,
  Timer,
  Warning,
} from '@/wire/generated'
import type { StaffAssignment, StaffOffer } from '@/wire/replies'

export interface Staff {
  readonly me: string
  /** The unit whose desk this is. */
  readonly unit: string | null
  readonly onDuty: boolean
  readonly since: string | null
  readonly offers: readonly StaffOffer[]
  readonly assignments: readonly StaffAssignment[]
  /** What was finished here and nobody has verified yet: feedback may still be added. */
  readonly finished: readonly FinishedView[]
  /** Alerts that I have not read. */
  readonly alerts: readonly AlertView[]
  /** Roll-calls that wait for my answer. */
  readonly rollcalls: ReadonlyMap<string, RollCall>
  /** My own call for help, and those I was told of. */
  readonly sos: ReadonlyMap<string, Sos>
  readonly timers: ReadonlyMap<string, Timer>
  /** Whom to call when nothing else goes through. */
  readonly centrePhone: string
  /** 督办 that wait for a reply of mine. */
  readonly orders: readonly OrderView[]
  /** Warnings from outside for where I work. */
  readonly warnings: ReadonlyMap<string, Warning>
  /** The response level, null before there ever was one; and until when I am called in. */
  readonly mode: Mode | null
  readonly recall: Recall | null
  /** The tasks of my grids, by grid. */
  readonly gridtasks: ReadonlyMap<string, GridTasks>
  /** 叫应 that wait for my answer. */
  readonly summonses: ReadonlyMap<string, Summons>
  /** In a drill: how it stands, and what it put on this screen. */
  readonly drill: Drill | null
  readonly notices: ReadonlyMap<string, Notice>
}

export const emptyStaff = (me: string): Staff => ({
  me,
  unit: null,
  onDuty: false,
  since: null,
  offers: [],
  assignments: [],
  finished: [],
  alerts: [],
  rollcalls: new Map(),
  sos: new Map(),
  timers: new Map(),
  centrePhone: '',
  orders: [],
  warnings: new Map(),
  mode: null,
  recall: null,
  gridtasks: new Map(),
  summonses: new Map(),
  drill: null,
  notices: new Map(),
})

export const staffOf = (me: string, snapshot: StaffAnswer): Staff => ({
  me,
  unit: snapshot.unit ?? null,
  onDuty: snapshot.duty.on_duty,
  since: snapshot.duty.since ?? null,
  offers: snapshot.offers as StaffOffer[],
  assignments: snapshot.assignments as StaffAssignment[],
  finished: snapshot.finished ?? [],
  alerts: snapshot.alerts ?? [],
  rollcalls: new Map((snapshot.rollcalls ?? []).map((one) => [one.rollcall, asked(me, one)])),
  sos: new Map((snapshot.sos ?? []).map((one) => [one.id, one])),
  timers: new Map((snapshot.timers ?? []).map((one) => [one.id, one])),
  centrePhone: snapshot.centre_phone ?? '',
  orders: snapshot.supervisions ?? [],
  warnings: new Map((snapshot.warnings ?? []).map((one) => [one.id, one])),
  mode: snapshot.mode ?? null,
  recall: snapshot.recall ?? null,
  gridtasks: new Map((snapshot.gridtasks ?? []).map((one) => [one.id, one])),
  summonses: new Map((snapshot.summonses ?? []).map((one) => [one.id, one])),
  drill: snapshot.drill ?? null,
  notices: new Map((snapshot.notices ?? []).map((one) => [one.id, one])),
})

/** A roll-call as a phone needs it: who else is asked is not its business. */
const asked = (me: string, one: StaffAnswer['rollcalls'][number]): RollCall => ({
  id: one.rollcall,
  number: 0,
  area: one.area,
  reason: one.reason,
  by: '',
  by_name: one.by_name,
  opened_at: one.opened_at,
  due: one.due,
  people: { [me]: '' },
  answers: {},
  level: 0,
})
