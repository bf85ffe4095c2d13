// A roster as it is being written: a group with its pattern, or a temporary plan. Plain values and what changes them;
// the server says what is wrong with it (`/api/duty/…/try`).
import { dayAfter, midnightOf } from '@/ui/localtime'
import type { Line, PlanData, Shift } from '@/wire/generated'
import type { Group, TurnInfo } from '@/wire/duty'

export type Mode = 'pattern' | 'temporary'
export interface RosterForm {
  mode: Mode
  group: string
  /** There is no such group yet. */
  fresh: boolean
  kind: 'watch' | 'grid'
  name: string
  area: string
  leader: string
  overseer: string
  /** Day 0 of every cycle, or the first day of a plan. */
  begins: string
  members: string[]
  lines: Line[]
  reason: string
}
/** What is wrong, and with which field of the request. */
export interface Fault {
  field: string
  code: string
  message: string
}
const DAY_MS = 86_400_000
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(midnightOf(to)) - Date.parse(midnightOf(from))) / DAY_MS)
const modulo = (n: number, of: number): number => ((n % of) + of) % of
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** Cycles that say the same of every day although they begin on another one. */
export function turned(lines: Line[], days: number): Line[] {
  return lines.map((line) => ({
    ...line,
    cycle: line.cycle.map((_, at) => line.cycle[modulo(at + days, line.cycle.length)]!),
  }))
}
/** The pattern in force on `begins`, to be changed from that day on. */
export function formOf(group: Group, begins: string): RosterForm {
  const patterns = group.patterns ?? []
  const pattern = [...patterns].reverse().find((one) => one.begins <= begins) ?? patterns[0]
  const lines = pattern ? turned(copy(pattern.lines), daysBetween(pattern.begins, begins)) : []
  for (const line of lines) line.shift = { need: 1, led: false, rounds: [], ...line.shift }
  return {
    mode: 'pattern',
    group: group.id,
    fresh: false,
    kind: group.kind,
    name: group.name,
    area: group.area,
    leader: group.leader ?? '',
    overseer: group.overseer ?? '',
    begins,
    members: [...(pattern?.members ?? [])],
    lines,
    reason: '',
  }
}
/** The days of a plan, filled in as the roster stands: whoever is on by an exception is there too. */
export function planFormOf(group: Group, first: string, days: number, turns: TurnInfo[]): RosterForm {
  const form = formOf(group, first)
  const own = turns.filter((one) => one.group === group.id && one.shift !== '+' && one.person)
  for (const one of own) if (!form.members.includes(one.person!)) form.members.push(one.person!)
  form.lines = form.lines.map((line) => ({
    shift: line.shift,
    cycle: Array.from({ length: days }, (_, at) => seatsOf(form, own, line.shift.name, dayAfter(first, at))),
  }))
  return { ...form, mode: 'temporary' }
}
function seatsOf(form: RosterForm, turns: TurnInfo[], shift: string, day: string): number[] {
  const on = turns.filter((one) => one.shift === shift && one.day === day).sort((a, b) => a.seat - b.seat)
  return [...new Set(on.map((one) => form.members.indexOf(one.person!)))]
}

export const shiftOf = (
  name: string,
  kind: Shift['kind'],
  starts: string,
  ends: string,
  more = {},
): Shift => ({
  name,
  kind,
  starts,
  ends,
  need: 1,
  led: false,
  rounds: [],
  ...more,
})
/** Another day 0: the calendar stays as it is. */
export function moveBegin(form: RosterForm, begins: string): void {
  if (!begins || begins === form.begins) return
  if (form.mode === 'pattern') form.lines = turned(form.lines, daysBetween(form.begins, begins))
  form.begins = begins
}
/** `8`, `830`, `8:30` or `８：３０` as hours are written, 08:30; nothing when it is none. */
export function clockOf(typed: string): string {
  const digits = typed.normalize('NFKC').replace(/[^0-9:]/g, '')
  const found = /^(\d{1,2}):?(\d{2})?$/.exec(digits)
  if (!found || Number(found[1]) > 23 || Number(found[2] ?? 0) > 59) return ''
  return `${found[1]!.padStart(2, '0')}:${found[2] ?? '00'}`
}
/** A cycle of `length` days: what is there comes again, or the end is cut off. */
export function resize(line: Line, length: number, repeat = true): void {
  const size = Math.min(62, Math.max(1, Math.trunc(length) || 1))
  const before = line.cycle.length
  line.cycle = Array.from({ length: size }, (_, at) =>
    at < before || (repeat && before) ? [...line.cycle[at % before]!] : [],
  )
}
/** One touch of a seat: off, on, leader (where a shift has one), off. */
export function toggle(line: Line, day: number, member: number): void {
  const seats = line.cycle[day]!
  const at = seats.indexOf(member)
  if (at < 0) seats.push(member)
  else if (line.shift.led && at > 0) line.cycle[day] = [member, ...seats.filter((one) => one !== member)]
  else line.cycle[day] = seats.filter((one) => one !== member)
}
export function addMember(form: RosterForm, person: string): void {
  if (person && !form.members.includes(person)) form.members.push(person)
}
export function removeMember(form: RosterForm, at: number): void {
  form.members.splice(at, 1)
  eachDay(form, (seats) => seats.filter((one) => one !== at).map((one) => (one > at ? one - 1 : one)))
}
/** Two members change places in the list; who is on when stays as it is. */
export function moveMember(form: RosterForm, at: number, by: number): void {
  const other = at + by
  if (other < 0 || other >= form.members.length) return
  ;[form.members[at], form.members[other]] = [form.members[other]!, form.members[at]!]
  eachDay(form, (seats) => seats.map((one) => (one === at ? other : one === other ? at : one)))
}
/** Somebody new in another's place, everywhere. */
export function replaceMember(form: RosterForm, at: number, person: string): void {
  if (person && !form.members.includes(person)) form.members[at] = person
}
function eachDay(form: RosterForm, change: (seats: number[]) => number[]): void {
  for (const line of form.lines) line.cycle = line.cycle.map(change)
}

/** Teams that go round: each has the shifts one after another on following days, then the days that are left off. */
export function rotate(form: RosterForm, teams: number): void {
  const count = Math.max(1, Math.min(teams, form.members.length || 1))
  const team = (n: number) => form.members.map((_, at) => at).filter((at) => at % count === modulo(n, count))
  const on = form.lines.filter((line) => line.shift.kind === 'watch')
  on.forEach((line, n) => (line.cycle = Array.from({ length: count }, (_, day) => team(n - day))))
}
/** A group's week: one station day on which all are there, patrols on the others with a day off in turn, nights in turn. */
export function weekly(form: RosterForm, station: number): void {
  const everybody = form.members.map((_, at) => at)
  const weekday = (day: number) =>
    modulo(new Date(Date.parse(midnightOf(form.begins)) + 8 * 3_600_000).getUTCDay() - 1 + day, 7)
  const free = (seat: number) => modulo(station + 1 + ((seat * 2) % 6), 7)
  for (const line of form.lines) {
    if (line.shift.kind === 'standby') line.cycle = everybody.length ? everybody.map((seat) => [seat]) : [[]]
    else
      line.cycle = Array.from({ length: 7 }, (_, day) => {
        const at = weekday(day)
        if (line.shift.kind === 'station') return at === station ? [...everybody] : []
        return at === station ? [] : everybody.filter((seat) => free(seat) !== at)
      })
  }
}

/** Weekday (0 is Monday) of the first day on which somebody has a station shift, or Monday. */
export function stationDay(form: RosterForm): number {
  const line = form.lines.find((one) => one.shift.kind === 'station')
  const day = line ? line.cycle.findIndex((seats) => seats.length) : -1
  const first = new Date(Date.parse(midnightOf(form.begins)) + 8 * 3_600_000).getUTCDay() - 1
  return day < 0 ? 0 : modulo(first + day, 7)
}

export const groupRequest = (form: RosterForm) => ({
  group: form.group,
  kind: form.kind,
  name: form.name.trim(),
  area: form.area,
  leader: form.leader || null,
  overseer: form.overseer || null,
  pattern: { begins: form.begins, members: form.members, lines: form.lines },
})
export const planDays = (form: RosterForm): number => form.lines[0]?.cycle.length ?? 1
export const planRequest = (form: RosterForm): { plan: PlanData; temporary: true; reason: string } => ({
  plan: {
    group: form.group,
    first: form.begins,
    last: dayAfter(form.begins, planDays(form) - 1),
    shifts: form.lines.map((line) => line.shift),
    days: form.lines.flatMap(({ cycle }, shift) =>
      cycle.flatMap((seats, at) =>
        seats.length
          ? [{ day: dayAfter(form.begins, at), shift, people: seats.map((seat) => form.members[seat]!) }]
          : [],
      ),
    ),
  },
  temporary: true,
  reason: form.reason.trim(),
})
/** What must be there before the server can be asked: the names of these fields. */
export function missing(form: RosterForm): string[] {
  const found: string[] = []
  if (!form.name.trim()) found.push('name')
  if (!form.area) found.push('area')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(form.begins)) found.push('begins')
  if (!form.lines.length) found.push('lines')
  form.lines.forEach(({ shift }, n) => {
    if (!shift.name.trim()) found.push(`lines.${n}.shift.name`)
    for (const end of ['starts', 'ends'] as const) if (!shift[end]) found.push(`lines.${n}.shift.${end}`)
    if (typeof shift.need !== 'number') found.push(`lines.${n}.shift.need`)
    shift.rounds?.forEach(
      (one, at) => (!one.starts || !one.ends) && found.push(`lines.${n}.shift.rounds.${at}`),
    )
  })
  return found
}
/** A path of either request as the form calls it: `pattern.lines.0.cycle.3` and, of a plan, `plan.days.7` are both
 * `lines.0.cycle.3`. */
export function fieldOf(form: RosterForm, path: string): string {
  if (form.mode === 'pattern') return path.replace(/^pattern\./, '')
  const day = /^plan\.days\.(\d+)/.exec(path)
  if (day) {
    const entry = planRequest(form).plan.days[Number(day[1])]
    return entry ? `lines.${entry.shift}.cycle.${daysBetween(form.begins, entry.day)}` : 'lines'
  }
  const shift = /^plan\.shifts\.(\d+)(.*)$/.exec(path)
  if (shift) return `lines.${shift[1]}.shift${shift[2]}`
  return { 'plan.last': 'begins', 'plan.group': 'group' }[path] ?? path
}
