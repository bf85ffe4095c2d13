// The response level in force, what is proposed, who is called in and the grids' tasks: the same steps as
// command/domain/fold/mode.py. Plans and what a superior ordered are asked for over HTTP.
import type {
  AnyFact,
  Assignment,
  GridTask,
  GridTasks,
  IncidentRetimed,
  Mode,
  ModeSwitched,
  Offer,
  Recall,
  Slot,
  SwitchProposal,
} from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'
import { change } from './change'

export interface Moded {
  readonly modes: ReadonlyMap<string, Mode>
  readonly switchproposals: ReadonlyMap<string, SwitchProposal>
  readonly recalls: ReadonlyMap<string, Recall>
  readonly gridtasks: ReadonlyMap<string, GridTasks>
}
export interface ModedDraft {
  modes: Map<string, Mode>
  switchproposals: Map<string, SwitchProposal>
  recalls: Map<string, Recall>
  gridtasks: Map<string, GridTasks>
}
export interface WorkDraft {
  incidents: Map<string, PictureIncident>
  offers: Map<string, Offer>
  assignments: Map<string, Assignment>
  slots: Map<string, Slot>
}
export const unmoded = (): ModedDraft => ({
  modes: new Map(),
  switchproposals: new Map(),
  recalls: new Map(),
  gridtasks: new Map(),
})
export const MODE = 'mode'
/** Lines that one fact may have, as there: the code beside a task on paper stands for one. */
const LINES = 1000
const TYPES = [
  'ResponsePlanDrafted',
  'ResponsePlanPublished',
  'ResponsePlanDropped',
  'SuperiorOrdered',
  'SwitchProposed',
  'SwitchEscalated',
  'SwitchClosed',
  'ModeSwitched',
  'SwitchCarriedOn',
  'TasksReconsidered',
  'ModeReviewed',
  'ModeReviewDue',
  'ModeCountersigned',
  'CountersignMissed',
  'RecalledCame',
  'RecallMissed',
  'RecallEnded',
  'GridTasksSet',
  'GridTasksTimed',
  'GridTaskDone',
  'GridTasksMissed',
  'GridTasksEnded',
] as const
const known: ReadonlySet<string> = new Set(TYPES)
export type ModeFact = Extract<AnyFact, { type: (typeof TYPES)[number] }>
export const isModeFact = (fact: AnyFact): fact is ModeFact => known.has(fact.type)

export function modeStep(p: ModedDraft, fact: ModeFact): void {
  switch (fact.type) {
    case 'SwitchProposed':
      p.switchproposals.set(fact.proposal, {
        id: fact.proposal,
        response_plan: fact.response_plan,
        plan_version: fact.plan_version,
        threat: fact.threat,
        level: fact.level,
        mode_version: fact.mode_version,
        order: fact.order,
        reason: fact.reason ?? '',
        review_at: fact.review_at ?? null,
        below_reason: fact.below_reason ?? '',
        by: fact.by,
        by_name: fact.by_name ?? '',
        proposed_at: fact.at,
        expires_at: fact.expires_at,
        times: 0,
        due: fact.due,
      })
      return
    case 'SwitchEscalated':
      return change(p.switchproposals, fact.proposal, () => ({ times: fact.times, due: fact.due }))
    case 'SwitchClosed':
      p.switchproposals.delete(fact.proposal)
      return
    case 'ModeSwitched':
      return switched(p, fact)
    case 'ModeReviewed':
      return timed(p, () => ({ review_at: fact.review_at, review_told: 0 }))
    case 'ModeReviewDue':
      return timed(p, () => ({ review_at: fact.due, review_told: fact.times }))
    case 'ModeCountersigned':
      return timed(p, () => ({ second: fact.by, second_name: fact.by_name ?? '', countersign_by: null }))
    case 'CountersignMissed':
      return timed(p, () => ({ countersign_by: fact.due, countersign_told: fact.times }))
    case 'RecalledCame':
      return change(p.recalls, MODE, ({ come }) => ({ come: { ...come, [fact.person]: fact.at } }))
    case 'RecallMissed':
      return change(p.recalls, MODE, () => ({ level: fact.level, due: fact.due }))
    case 'RecallEnded':
      p.recalls.delete(MODE)
      return
    case 'GridTasksSet': {
      const before = p.gridtasks.get(fact.area)
      const fresh = Object.fromEntries(
        fact.tasks.map((task, place) => [
          task.id,
          { ...task, line: fact.number * LINES + place, set_at: fact.at },
        ]),
      )
      const tasks = { ...before?.tasks, ...fresh }
      p.gridtasks.set(
        fact.area,
        awaited({
          id: fact.area,
          people: fact.people ?? [],
          tasks,
          level: before?.level ?? 0,
          due: before?.due ?? null,
        }),
      )
      return
    }
    case 'GridTasksTimed':
      return tasked(p, fact.area, (task) => {
        const due = fact.times[task.id]
        return due ? { due, timed: true } : {}
      })
    case 'GridTaskDone':
      return tasked(p, fact.area, (task) =>
        task.id !== fact.grid_task
          ? {}
          : {
              done_at: fact.happened_at ?? fact.at,
              done_by: fact.by,
              ...(fact.doer || fact.by_name ? { done_by_name: fact.doer || fact.by_name } : {}),
              ...(fact.paper ? { paper: true } : {}),
              ...(fact.note ? { note: fact.note } : {}),
              ...(fact.photos?.length ? { photos: fact.photos } : {}),
            },
      )
    case 'GridTasksMissed':
      tasked(p, fact.area, (task) => (fact.tasks.includes(task.id) ? { missed: true } : {}), fact.due)
      return change(p.gridtasks, fact.area, () => ({ level: fact.level }))
    case 'GridTasksEnded':
      p.gridtasks.delete(fact.area)
      return
    case 'ResponsePlanDrafted':
    case 'ResponsePlanPublished':
    case 'ResponsePlanDropped':
    case 'SuperiorOrdered':
    case 'SwitchCarriedOn':
    case 'TasksReconsidered':
  }
}

function switched(p: ModedDraft, fact: ModeSwitched): void {
  p.modes.set(
    MODE,
    waiting({
      id: MODE,
      version: fact.version,
      level: fact.level,
      was: fact.was,
      threat: fact.threat,
      response_plan: fact.response_plan,
      plan_version: fact.plan_version,
      overlay: fact.overlay ?? null,
      order: fact.order ?? null,
      reason: fact.reason ?? '',
      below_reason: fact.below_reason ?? '',
      since: fact.at,
      by: fact.by,
      by_name: fact.by_name ?? '',
      second: fact.second ?? '',
      second_name: fact.second_name ?? '',
      alone: fact.alone ?? false,
      review_at: fact.review_at ?? null,
      countersign_by: fact.countersign_by ?? null,
      review_told: 0,
      countersign_told: 0,
      due: null,
    }),
  )
  if (fact.recall_by && Object.keys(fact.recalled ?? {}).length > 0)
    p.recalls.set(MODE, {
      id: MODE,
      opened_at: fact.at,
      by: fact.recall_by,
      people: fact.recalled ?? {},
      come: {},
      level: 0,
      due: fact.recall_by,
    })
}

const first = (times: (string | null | undefined)[]): string | null =>
  times.filter((one): one is string => Boolean(one)).sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
const waiting = (mode: Mode): Mode => ({ ...mode, due: first([mode.review_at, mode.countersign_by]) })
const timed = (p: ModedDraft, how: (mode: Mode) => Partial<Mode>): void =>
  change(p.modes, MODE, (mode) => waiting({ ...mode, ...how(mode) }))

function tasked(
  p: ModedDraft,
  area: string,
  how: (task: GridTask) => Partial<GridTask>,
  again?: string,
): void {
  change(p.gridtasks, area, (mine) =>
    awaited(
      {
        ...mine,
        tasks: Object.fromEntries(
          Object.entries(mine.tasks).map(([id, task]) => [id, { ...task, ...how(task) }]),
        ),
      },
      again,
    ),
  )
}

/** When the first of what is not done and not yet told is due; what was told is told again. */
function awaited(mine: GridTasks, again?: string): GridTasks {
  const undone = Object.values(mine.tasks).filter((task) => !task.done_at)
  const late = undone.some((task) => task.missed)
  const due = first([
    ...undone.filter((task) => !task.missed).map((task) => task.due),
    late ? (again ?? mine.due) : null,
  ])
  return { ...mine, due, ...(late ? {} : { level: 0 }) }
}

/** An open incident under a graver level: the same as `_incident_retimed` there. */
export function retimedStep(p: WorkDraft, fact: IncidentRetimed): void {
  const incident = p.incidents.get(fact.incident)
  if (!incident) return
  const { priority } = fact
  change(p.incidents, fact.incident, () => ({
    priority,
    changed_at: fact.at,
    ...(fact.raised ? { reasons: fact.reasons ?? [] } : {}),
    ...(fact.limits ? { limits: fact.limits } : {}),
    ...(fact.handle_by ? { handle_by: fact.handle_by } : {}),
    ...(fact.next ? { next: fact.next } : {}),
  }))
  const answerBy = fact.next?.kind === 'answer' ? { answer_by: fact.next.due } : {}
  change(p.offers, incident.offer ?? '', () => ({ priority, ...answerBy }))
  change(p.assignments, incident.assignment ?? '', () => ({ priority }))
  for (const id of incident.slots ?? []) {
    const due = fact.slots?.[id]
    const slot = p.slots.get(id)
    change(p.offers, slot?.offer ?? '', () => ({ priority, ...(due ? { answer_by: due } : {}) }))
    change(p.assignments, slot?.assignment ?? '', () => ({ priority }))
    if (due) change(p.slots, id, () => ({ due }))
  }
}

/** The mode as a screen shows it; null as long as nothing was ever switched, or it is normal. */
export const inForce = (p: Moded): Mode | null => {
  const mode = p.modes.get(MODE)
  return mode && mode.level > 0 ? mode : null
}
