// A fact about rosters and shifts as one sentence of a timeline.
import type { RosterFact } from '@/picture/duty'
import type { TurnRef } from '@/wire/generated'
import { stampOf } from '@/ui/time'
import { join, type Words } from '../words'

export function describeRoster(fact: RosterFact, t: Words, nameOf: (id: string) => string): string {
  const by = (id?: string) => (id ? nameOf(id) : '')
  const names = (ids: readonly string[] = []) => ids.map(nameOf).join(t('app.list'))
  const span = ({ starts, ends }: { starts: string; ends: string }) => `${stampOf(starts)} – ${stampOf(ends)}`
  const turn = (ref: TurnRef) => `${ref.day} ${ref.shift}`
  switch (fact.type) {
    case 'GroupRostered':
      return join(fact.name, by(fact.by))
    case 'GroupDissolved':
      return join(fact.group, by(fact.by), fact.reason)
    case 'PlanSet':
      return join(`${fact.first} – ${fact.last}`, fact.temporary && t('duty.layer.temporary'), fact.reason)
    case 'RosterImported':
      return join(t('duty.imported', { plans: fact.plans.length, turns: fact.turns }), by(fact.by))
    case 'OverrideSet':
      return join(
        `${fact.replaces_name || by(fact.replaces ?? '') || '+'} → ${fact.person_name || by(fact.person ?? '') || '–'}`,
        span(fact),
        fact.reason,
      )
    case 'RosterItemEnded':
      return join(t(`duty.ended.${fact.why}`), by(fact.by), fact.reason)
    case 'SwapAsked':
      return join(
        `${fact.giver_name || by(fact.giver)} ⇄ ${fact.taker_name || by(fact.taker)}`,
        turn(fact.turn),
        fact.back && turn(fact.back),
        fact.reason,
      )
    case 'SwapAccepted':
      return by(fact.by)
    case 'SwapApproved':
    case 'LeaveApproved':
      return fact.by_name || by(fact.by)
    case 'SwapClosed':
    case 'LeaveClosed':
      return join(t(`duty.ended.${fact.why}`), by(fact.by), fact.reason)
    case 'LeaveAsked':
      return join(fact.person_name || by(fact.person), span(fact), fact.reason)
    case 'CalendarOpened':
    case 'CalendarClosed':
    case 'DutyEnding':
      return by(fact.person)
    case 'ShiftsBegan':
    case 'ShiftsOver':
      return join(fact.stints[0]?.shift, fact.stints.map((one) => one.name).join(t('app.list')))
    case 'ShiftsMissed':
      return join(Object.values(fact.people).join(t('app.list')), names(fact.told))
    case 'GapsFound':
      return (
        join(...fact.gaps.map((gap) => `${t(`duty.gap.${gap.kind}`)} ${stampOf(gap.starts)}`)) ||
        t('duty.noGaps')
      )
    case 'DutyWatched':
      return stampOf(fact.due)
    case 'ReliefOpened':
      return `${Object.values(fact.outgoing).join(t('app.list'))} → ${Object.values(fact.incoming).join(t('app.list'))}`
    case 'ReliefSigned':
      return join(t(`duty.side.${fact.side}`), fact.by_name)
    case 'ReliefOverdue':
      return join(t(`duty.side.${fact.waits_for}`), names(fact.told))
    case 'ReliefClosed':
      return join(t(`duty.relief.${fact.why}`), names(fact.holders))
    default:
      return unknown(fact)
  }
}

/** Does not compile while a fact has no sentence. */
const unknown = (_fact: never): string => ''
