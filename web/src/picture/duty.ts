// Facts of rosters and shifts. The picture holds none of it: pages that show it ask anew when one of these arrives.
import type { AnyFact } from '@/wire/generated'

const TYPES = [
  'GroupRostered',
  'GroupDissolved',
  'PlanSet',
  'RosterImported',
  'OverrideSet',
  'RosterItemEnded',
  'SwapAsked',
  'SwapAccepted',
  'SwapApproved',
  'SwapClosed',
  'LeaveAsked',
  'LeaveApproved',
  'LeaveClosed',
  'CalendarOpened',
  'CalendarClosed',
  'ShiftsBegan',
  'ShiftsMissed',
  'ShiftsOver',
  'GapsFound',
  'DutyWatched',
  'DutyEnding',
  'ReliefOpened',
  'ReliefSigned',
  'ReliefOverdue',
  'ReliefClosed',
] as const
const known: ReadonlySet<string> = new Set(TYPES)

export type RosterFact = Extract<AnyFact, { type: (typeof TYPES)[number] }>

export const isRoster = (fact: AnyFact): fact is RosterFact => known.has(fact.type)

/** Whether what a page about duty shows may be another after this fact. */
export const changesDuty = (fact: AnyFact): boolean =>
  (isRoster(fact) && fact.type !== 'DutyWatched') || fact.type === 'DutyStarted' || fact.type === 'DutyEnded'
