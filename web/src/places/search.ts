// The rules of `command/domain/search.py`, for a community's few thousand places: an exact number or name; a name or
// number that begins so; one that is spelled so from its beginning (pinyin or initials); what contains it, address
// included; what contains every part of it. Among equals the nearer first, if it is known where the asker is.
import { KINDS, type Entry, type Point } from './entry'
import { distanceM } from './geo'

const NOISE = /[\s\-_·.,，、]+/g
const PARTS = /\d+\p{L}*|\p{L}+/gu

export interface Found {
  entry: Entry
  distance_m: number | null
}
interface Line {
  entry: Entry
  exact: string[]
  begins: string[]
  spelled: string[]
  initials: string
  text: string
}

/** As compared: full width as half width, small letters, no blanks or dashes. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(NOISE, '')

const initialsOf = (spelled: string): string =>
  spelled
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => (/^\d/.test(part) ? part : part[0]))
    .join('')

/** The last part of a number like L002-0134, which is often all that can be read. */
const serialOf = (number: string): string =>
  number.includes('-') ? plain(number.slice(number.lastIndexOf('-') + 1)) : ''

function lineOf(entry: Entry): Line {
  const [name, number, detail] = [plain(entry.name), plain(entry.number), plain(entry.detail)]
  const initials = initialsOf(entry.spelled)
  return {
    entry,
    exact: [name, number, serialOf(entry.number)].filter(Boolean),
    begins: [name, number].filter(Boolean),
    spelled: [initials, plain(entry.spelled)].filter(Boolean),
    initials,
    text: `${name}\t${number}\t${detail}`,
  }
}

const kindOrder = ({ kind }: Entry): number => {
  const at = KINDS.indexOf(kind)
  return at < 0 ? KINDS.length : at
}

export class PlaceIndex {
  private readonly lines: Line[]

  constructor(entries: readonly Entry[]) {
    this.lines = [...entries]
      .sort((a, b) => kindOrder(a) - kindOrder(b) || (a.id < b.id ? -1 : 1))
      .map((entry) => lineOf(entry))
  }

  get size(): number {
    return this.lines.length
  }

  /** The best `limit` places for what was typed; none for nothing. */
  search(query: string, near: Point | null = null, limit = 10): Found[] {
    const whole = plain(query)
    if (!whole) return []
    const parts = query.split(/\s+/).flatMap((word) => plain(word).match(PARTS) ?? [])
    return this.lines
      .flatMap((line, order) => {
        const tier = tierOf(line, whole, parts)
        if (tier === null) return []
        const away = near && distanceM(near, line.entry)
        return [{ entry: line.entry, tier, rank: away ?? order, away }]
      })
      .sort((a, b) => a.tier - b.tier || a.rank - b.rank)
      .slice(0, limit)
      .map(({ entry, away }) => ({ entry, distance_m: away === null ? null : Math.round(away) }))
  }
}

/** How well a line answers, the best 0; null for not at all. */
function tierOf(line: Line, whole: string, parts: string[]): number | null {
  if (line.exact.includes(whole)) return 0
  if (line.begins.some((word) => word.startsWith(whole))) return 1
  if (line.spelled.some((word) => word.startsWith(whole))) return 2
  if (line.text.includes(whole)) return 3
  if (whole.length > 1 && line.initials.includes(whole)) return 4
  return parts.length > 1 && parts.every((part) => has(line, part)) ? 5 : null
}

const has = (line: Line, part: string): boolean =>
  line.text.includes(part) ||
  line.initials.includes(part) ||
  line.spelled.some((word) => word.startsWith(part))
