// What colour a grid has before and in a storm: by how long winds of force 10 are away. Blues and violets, apart from the
// colours of priorities and of the legal warning signals; the words beside say the same.
import type { GridTimes } from '@/wire/storm'

export type Stage = 'in12' | 'in10' | 'in7' | 'soon' | 'hours' | 'half' | 'later'
/** From strongest to weakest. */
export const STAGES: readonly Stage[] = ['in12', 'in10', 'in7', 'soon', 'hours', 'half', 'later']
export const TINTS: Record<Stage, string> = {
  in12: 'rgba(214, 92, 255, .46)',
  in10: 'rgba(160, 96, 255, .38)',
  in7: 'rgba(96, 128, 255, .27)',
  soon: 'rgba(64, 150, 255, .30)',
  hours: 'rgba(56, 170, 235, .22)',
  half: 'rgba(56, 180, 220, .15)',
  later: 'rgba(56, 190, 210, .08)',
}
const HOUR = 3_600_000
const inside = (from: string | null, to: string | null, now: number) =>
  !!from && Date.parse(from) <= now && (!to || now < Date.parse(to))

/** Null: no winds of force 7 are expected, or they have gone. */
export function stageOf({ arrival }: GridTimes, now: number): Stage | null {
  const [seven, ten, twelve] = arrival.windows
  if (inside(twelve.arrives, twelve.leaves, now)) return 'in12'
  if (inside(ten.arrives, ten.leaves, now)) return 'in10'
  if (inside(seven.arrives, seven.leaves, now)) {
    const left = ten.arrives ? Date.parse(ten.arrives) - now : Infinity
    return left > 0 && left < 3 * HOUR ? 'soon' : 'in7'
  }
  const first = ten.arrives ?? seven.arrives
  if (!first || Date.parse(first) < now) return null
  const left = Date.parse(first) - now
  return left < 3 * HOUR ? 'soon' : left < 6 * HOUR ? 'hours' : left < 12 * HOUR ? 'half' : 'later'
}

export function tintsOf(
  times: ReadonlyMap<string, GridTimes>,
  now: number,
): [grid: string, colour: string][] {
  return [...times.values()].flatMap((one) => {
    const stage = stageOf(one, now)
    return stage ? [[one.grid, TINTS[stage]] as [string, string]] : []
  })
}
