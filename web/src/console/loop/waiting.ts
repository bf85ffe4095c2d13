// What waits for somebody at this desk: rulings, verifications, call-backs, replies, answers; the longest overdue first.
import type { Picture } from '@/picture/picture'
import type { CallBack, Handover, Supervision } from '@/wire/generated'
import type { PictureIncident } from '@/wire/replies'

export type Kind =
  | 'extension'
  | 'suspension'
  | 'void'
  | 'return'
  | 'verify'
  | 'filing'
  | 'callBack'
  | 'supervision'
  | 'handover'

export interface Waiting {
  key: string
  kind: Kind
  incident: string
  number: number | null
  category: string
  grid: string
  who: string
  why: string
  since: string
  due: string | null
  callBack?: CallBack
  handover?: Handover
  supervision?: Supervision
}

const of = (
  i: PictureIncident,
  kind: Kind,
  rest: Pick<Waiting, 'who' | 'why' | 'since' | 'due'>,
): Waiting => ({
  key: `${kind} ${i.id}`,
  kind,
  incident: i.id,
  number: i.number,
  category: i.category,
  grid: i.place.grid,
  ...rest,
})

function ofIncident(i: PictureIncident): Waiting[] {
  const { loop, next } = i
  const found: Waiting[] = []
  if (loop?.asked) {
    const { kind, by, by_name, reason, at } = loop.asked
    found.push(of(i, kind, { who: by_name || by, why: reason, since: at, due: i.handle_by ?? null }))
  }
  const rest = { since: i.changed_at, due: next?.due ?? null }
  if (i.status === 'returned')
    found.push(
      of(i, 'return', {
        who: loop?.returned_name || loop?.returned_by || '',
        why: loop?.returned_why ?? '',
        ...rest,
      }),
    )
  if (i.status === 'handled')
    found.push(
      of(i, 'verify', {
        who: loop?.feedback?.by ?? i.handler ?? '',
        why: loop?.feedback?.note ?? '',
        ...rest,
      }),
    )
  if (next?.kind === 'accept') found.push(of(i, 'filing', { who: '', why: i.text ?? '', ...rest }))
  return found
}

export function waitingFor(picture: Picture, now: number): Waiting[] {
  const found = [...picture.incidents.values()].flatMap(ofIncident)
  for (const one of picture.callbacks.values())
    found.push({
      key: `call ${one.id}`,
      kind: 'callBack',
      incident: one.id,
      number: one.incident_number,
      category: one.category,
      grid: one.area,
      who: [one.caller?.name, one.caller?.phone].filter(Boolean).join(' '),
      why: '',
      since: one.closed_at,
      due: one.due,
      callBack: one,
    })
  for (const one of picture.supervisions.values())
    found.push({
      key: `order ${one.id}`,
      kind: 'supervision',
      incident: one.incident,
      number: one.incident_number,
      category: one.category,
      grid: one.area,
      who: one.to.join(' '),
      why: one.reason,
      since: one.ordered_at,
      due: one.reply_by,
      supervision: one,
    })
  for (const one of picture.handovers.values()) {
    const incident = picture.incidents.get(one.incident)
    found.push({
      key: `hand ${one.id}`,
      kind: 'handover',
      incident: one.incident,
      number: incident?.number ?? null,
      category: incident?.category ?? '',
      grid: one.area,
      who: one.origin.service,
      why: one.origin.reference,
      since: one.received_at,
      due: one.answer_by,
      handover: one,
    })
  }
  const time = (one: Waiting) => Date.parse(one.due ?? one.since)
  return found.sort((a, b) => Number(time(b) < now) - Number(time(a) < now) || time(a) - time(b))
}
