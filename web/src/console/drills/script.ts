// What the editor does with a script, without a screen: times, blanks, order, and which finding belongs to which line.
import type { Content, Expectation, Finding, Inject, Kind, Script } from './api'

/** h:mm:ss, as many hours as there are. */
export function offsetWords(seconds: number): string {
  const s = Math.abs(Math.round(seconds))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${seconds < 0 ? '-' : ''}${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
}

/** Back again: `1:30:00`, `1:30` (an hour and a half), `90` (minutes). Null for what is no time of up to a week. */
export function offsetOf(words: string): number | null {
  const said = words.trim().replace('：', ':').replace('：', ':')
  if (/^\d{1,5}$/.test(said)) return upToAWeek(Number(said) * 60)
  const found = /^(\d{1,4}):([0-5]?\d)(?::([0-5]?\d))?$/.exec(said)
  if (!found) return null
  return upToAWeek(Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3] ?? 0))
}
const upToAWeek = (s: number) => (s <= 7 * 86_400 ? s : null)

/** When it comes at a compression, seconds after STARTEX. */
export const givenAt = (inject: Inject, compression: number) => inject.offset_s / Math.max(1, compression)

/** An inject of a kind with nothing filled in; what the old one has in common is kept. */
export function blank(kind: Kind, district: string, old?: Content): Content {
  const text = old && 'text' in old ? (old.text ?? '') : ''
  const place = old && 'place' in old ? old.place : {}
  const category = old && 'category' in old ? old.category : 'event.0406'
  const hazard = (old && 'hazard' in old && old.hazard) || 'none'
  switch (kind) {
    case 'report':
      return { kind, category, place, text, hazard }
    case 'call':
      return { kind, category, place, text, hazard }
    case 'warning':
      return {
        kind,
        event: '11B03',
        colour: 'orange',
        areas: [district],
        headline: text,
        expires_s: 6 * 3600,
      }
    case 'track':
      return { kind, storm: '', agency: 'CMA', averaging: '2min', points: [] }
    case 'order':
      return { kind, issuer: '', number: '', level: 3, text }
    case 'road':
      return { kind, text, place, areas: [], opens_s: null }
    case 'silent':
      return { kind, people: [], area: null, count: 0, for_s: 600 }
    case 'message':
      return { kind, text, to: ['operator'] }
    case 'contact':
      return { kind, text, to: [] }
  }
}

const USUAL: Record<Kind, Expectation[]> = {
  report: [
    { what: 'accepted', within_s: 180 },
    { what: 'arrived', within_s: 1080 },
  ],
  call: [
    { what: 'stored', within_s: 120, who: 'operator' },
    { what: 'accepted', within_s: 180 },
    { what: 'arrived', within_s: 1080 },
  ],
  warning: [{ what: 'proposal_taken', within_s: 600 }],
  track: [{ what: 'noted', within_s: 1800 }],
  order: [{ what: 'switched', within_s: 1800, who: 'coordinator', value: '3' }],
  road: [{ what: 'noted', within_s: 1800 }],
  silent: [{ what: 'noticed', within_s: 720 }],
  message: [{ what: 'answered', within_s: 300 }],
  contact: [{ what: 'answered', within_s: 120 }],
}
export const usual = (kind: Kind): Expectation[] => USUAL[kind].map((one) => ({ ...one }))

/** What can be expected of a kind at all: as command/domain/drill/expecting.py says. */
const INCIDENT = ['stored', 'offered', 'accepted', 'set_out', 'arrived', 'done', 'referred'] as const
const ALWAYS = ['proposed', 'switched', 'alerted', 'noted'] as const
export function possible(kind: Kind): Expectation['what'][] {
  if (kind === 'report' || kind === 'call') return [...INCIDENT, ...ALWAYS]
  if (kind === 'warning') return ['proposal_taken', ...ALWAYS]
  if (kind === 'silent') return ['noticed', ...ALWAYS]
  if (kind === 'message' || kind === 'contact') return ['answered', ...ALWAYS]
  return [...ALWAYS]
}

export const nextNumber = (script: Script): number =>
  Math.min(9999, Math.max(0, ...(script.injects ?? []).map((one) => one.number)) + 1)

/** In the order in which they come; those at one moment by number. */
export const inOrder = (injects: Inject[]): Inject[] =>
  [...injects].sort((a, b) => a.offset_s - b.offset_s || a.number - b.number)

/** Numbered from 1 in the order in which they come. */
export const renumbered = (injects: Inject[]): Inject[] =>
  inOrder(injects).map((one, at) => ({ ...one, number: at + 1 }))

const RANK = { refused: 0, warning: 1, note: 2 } as const
export type Severity = keyof typeof RANK

/** Findings by line; those about the whole under 0. */
export function byLine(findings: Finding[]): Map<number, Finding[]> {
  const found = new Map<number, Finding[]>()
  for (const one of findings) {
    const line = one.number ?? 0
    found.set(line, [...(found.get(line) ?? []), one])
  }
  return found
}
export const gravest = (findings: Finding[] | undefined): Severity | null =>
  (findings ?? []).reduce<Severity | null>(
    (worst, one) => (worst === null || RANK[one.severity] < RANK[worst] ? one.severity : worst),
    null,
  )

/** Of whom or what an inject speaks, for a line of the list. */
export function textOf(content: Content): string {
  if (content.kind === 'warning') return content.headline ?? ''
  if (content.kind === 'track') return `${content.storm} · ${content.points.length}`
  if (content.kind === 'order') return [content.issuer, content.number].filter(Boolean).join(' ')
  if (content.kind === 'silent') return (content.people ?? []).join('、')
  return content.text ?? ''
}

/** Points of a track as lines of text: offset,lat,lon,wind,pressure,forecast; radii keep what they were by line. */
export const pointLines = (points: Extract<Content, { kind: 'track' }>['points']): string =>
  points
    .map((one) =>
      [
        offsetWords(one.offset_s),
        one.lat,
        one.lon,
        one.wind_ms ?? '',
        one.pressure_hpa ?? '',
        one.forecast ? 'F' : '',
      ].join(','),
    )
    .join('\n')
export function pointsOf(
  words: string,
  old: Extract<Content, { kind: 'track' }>['points'],
): typeof old | null {
  const found: typeof old = []
  for (const [at, line] of words
    .split('\n')
    .filter((one) => one.trim())
    .entries()) {
    const [when = '', lat = '', lon = '', wind = '', pressure = '', forecast = ''] = line
      .replace(/，/g, ',')
      .split(',')
      .map((one) => one.trim())
    const offset = when.startsWith('-') ? offsetOf(when.slice(1)) : offsetOf(when)
    const numbers = [lat, lon, wind || '0', pressure || '0'].map(Number)
    if (offset === null || !lat || !lon || numbers.some(Number.isNaN)) return null
    found.push({
      ...(old[at] ? { r7_km: old[at].r7_km, r10_km: old[at].r10_km, r12_km: old[at].r12_km } : {}),
      offset_s: when.startsWith('-') ? -offset : offset,
      lat: numbers[0]!,
      lon: numbers[1]!,
      wind_ms: wind ? numbers[2]! : null,
      pressure_hpa: pressure ? numbers[3]! : null,
      forecast: /^(F|预报)$/i.test(forecast),
    })
  }
  return found
}

/** Where, in words: a building's number in its grid is what its id ends in. */
export function placeWords(
  place: {
    grid?: string | null
    building?: string | null
    facility?: string | null
    lat?: number | null
    lon?: number | null
  },
  gridName: (code: string) => string,
  building: string,
): string {
  if (place.grid) return gridName(place.grid)
  const parts = /^(\d{15})-(.+)$/.exec(place.building ?? '')
  if (parts) return `${gridName(parts[1]!)} · ${building} ${parts[2]}`
  if (place.building || place.facility) return `${place.building || place.facility}`
  return place.lat && place.lon ? `${place.lat.toFixed(5)}, ${place.lon.toFixed(5)}` : ''
}
