// A picture that may be written to while facts are folded into it.
import type { PictureIncident } from '@/wire/replies'
import { change } from './change'
import type { Picture } from './picture'

export type Draft = {
  -readonly [K in keyof Picture]: Picture[K] extends ReadonlyMap<infer A, infer B> ? Map<A, B> : Picture[K]
}

/** The picture with maps of its own; what they hold is shared, and replaced when it changes. */
export const draftOf = (picture: Picture): Draft =>
  Object.fromEntries(
    Object.entries(picture).map(([member, value]) => [member, value instanceof Map ? new Map(value) : value]),
  ) as unknown as Draft

export const changeIncident = (
  { incidents }: { incidents: Map<string, PictureIncident> },
  id: string,
  how: (incident: PictureIncident) => Partial<PictureIncident>,
): void => change(incidents, id, how)
