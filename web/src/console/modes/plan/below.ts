// What the levels below one give it already: each level contains them, and may only add or tighten.
import type { Layer, ResponsePlan } from '@/wire/generated'

/** The levels below, from Ⅳ up. */
export const below = (plan: ResponsePlan, level: number): Layer[] =>
  plan.levels.filter((one) => one.level > level).sort((a, b) => b.level - a.level)

/** What holds of a single value where this level says nothing. */
export function under<K extends keyof Layer>(
  plan: ResponsePlan,
  level: number,
  name: K,
): Layer[K] | undefined {
  return below(plan, level)
    .map((one) => one[name])
    .filter((value) => value !== null && value !== undefined)
    .at(-1)
}

/** Everything that the levels below name in a list. */
export const named = <T>(
  plan: ResponsePlan,
  level: number,
  of: (layer: Layer) => readonly T[] | undefined,
): T[] => [...new Set(below(plan, level).flatMap((one) => of(one) ?? []))]

/** The priorities that categories have by the levels below. */
export const raisedBelow = (plan: ResponsePlan, level: number): Record<string, number> =>
  Object.assign({}, ...below(plan, level).map((one) => one.raised ?? {})) as Record<string, number>

/** An id for a new task: of its kind, with a number where that is taken in any level. */
export function freshTask(plan: ResponsePlan, kind: string): string {
  const taken = new Set(plan.levels.flatMap((one) => (one.tasks ?? []).map(({ id }) => id)))
  for (let n = 1; ; n++) {
    const id = n === 1 ? kind : `${kind}_${n}`
    if (!taken.has(id)) return id
  }
}
