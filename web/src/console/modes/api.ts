// What /api/modes and /api/plans answer.
import type { Mode, Order, Recall, ResponsePlan, SwitchProposal, Words as PlanWords } from '@/wire/generated'

export type Level = Mode['level']
export const LEVELS: Level[] = [4, 3, 2, 1]

export interface PlanName {
  id: string
  version: number
  threat: string
  name: { zh: string; en: string }
  ranks: Record<string, string[]>
}
export interface Superior {
  id: string
  level: Level
  order: Order
  by_name: string
  at: string
}
export interface Modes {
  at: string
  mode: Mode | null
  mode_version: number
  superiors: Superior[]
  proposals: SwitchProposal[]
  recall: Recall | null
  tasks_all: number
  tasks_done: number
  tasks_late: number
  plans: PlanName[]
  rank: string | null
  typed: Record<string, string[]>
}
export interface Origin {
  layer: 'normal' | 'category' | 'level'
  plan?: string
  version?: number
  level?: number
}
export interface Value {
  name: string
  value: string
  normal: string
  origin: Origin
}
export interface Effective {
  at: string
  level: Level
  values: Value[]
  categories: { category: string; values: Value[] }[]
}
export interface Load {
  open: number
  on_duty: number
  free: number
}
export interface DryRun {
  at: string
  level: Level
  was: Level
  mode_version: number
  plan: string
  plan_version: number
  recalled: Record<string, string>
  recalled_count: number
  recall_by: string | null
  told: number
  moved: { incident: string; number: number; category: string; kind: string; was: string; will_be: string }[]
  moved_count: number
  raised: { number: number; category: string; was: number; will_be: number }[]
  raised_count: number
  started: number
  offers: number
  places: number
  unfilled: number
  tasks: {
    id: string
    title: PlanWords
    level: number
    grids: number
    first_due: string
    last_due: string
    timed: boolean
  }[]
  tasks_count: number
  task_grids: number
  tasks_ended: number
  tasks_undone: number
  lapsed: number
  before: Load
  after: Load
  rules: Value[]
  messages: Record<string, PlanWords>
  not_done: string[]
}
export interface PlanInForce {
  plan: ResponsePlan
  published: { by_name: string; second_name: string; at: string } | null
  waiting: { content: ResponsePlan; base: number; by: string; by_name: string; reason: string } | null
  changes: Change[]
}
export interface Change {
  path: string
  old?: string
  new?: string
}
export interface Judged {
  problems: { path: string; code: string; detail?: string }[]
  changes: Change[]
  base: number
}
