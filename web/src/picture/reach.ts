// Who can be reached, folded alike on walls and consoles: grids out of contact, what was heard of people by other ways,
// the ladder and the telephone calls it asks for. The same steps as command/domain/fold/reach.py.
import type { AnyFact, Call, ContactReport, Ladder, Silence } from '@/wire/generated'

export interface Reach {
  readonly silences: ReadonlyMap<string, Silence>
  readonly contacts: ReadonlyMap<string, ContactReport>
  readonly calls: ReadonlyMap<string, Call>
  readonly ladders: ReadonlyMap<string, Ladder>
}
export interface ReachDraft {
  silences: Map<string, Silence>
  contacts: Map<string, ContactReport>
  calls: Map<string, Call>
  ladders: Map<string, Ladder>
}
export type ReachFact = Extract<
  AnyFact,
  {
    type:
      | 'ContactLost'
      | 'ContactEscalated'
      | 'ContactRegained'
      | 'ContactReported'
      | 'ContactLapsed'
      | 'RungTried'
      | 'CallAsked'
      | 'CallDone'
      | 'LadderClosed'
  }
>

export const isReachFact = (fact: AnyFact): fact is ReachFact =>
  /^(Contact(Lost|Escalated|Regained|Reported|Lapsed)|RungTried|CallAsked|CallDone|LadderClosed)$/.test(
    fact.type,
  )

export function reachStep(p: ReachDraft, fact: ReachFact): void {
  switch (fact.type) {
    case 'ContactLost':
      p.silences.set(fact.area, {
        id: fact.area,
        people: fact.people,
        since: fact.since,
        lost_at: fact.at,
        told: fact.told ?? [],
        level: 1,
        due: fact.due,
      })
      return
    case 'ContactEscalated': {
      const known = p.silences.get(fact.area)
      if (known)
        p.silences.set(fact.area, { ...known, level: fact.level, told: fact.told ?? [], due: fact.due })
      return
    }
    case 'ContactRegained':
      p.silences.delete(fact.area)
      return
    case 'ContactReported':
      p.contacts.set(fact.about, {
        id: fact.about,
        area: fact.area,
        how: fact.how,
        said_by: fact.said_by ?? '',
        said_at: fact.said_at,
        text: fact.text ?? '',
        by: fact.by,
        by_name: fact.by_name ?? '',
        at: fact.at,
        due: fact.until,
      })
      return
    case 'ContactLapsed':
      p.contacts.delete(fact.about)
      return
    case 'RungTried': {
      const known = p.ladders.get(fact.about)
      const { rung, outcome } = fact
      const tried = { ...known?.tried }
      tried[fact.person] = [
        ...(tried[fact.person] ?? []),
        { rung, outcome, why: fact.why ?? '', at: fact.at },
      ]
      p.ladders.set(fact.about, {
        id: fact.about,
        area: known?.area ?? fact.area ?? '',
        incident: known ? known.incident : (fact.incident ?? null),
        tried,
      })
      return
    }
    case 'CallAsked':
      p.calls.set(fact.call, {
        id: fact.call,
        about: fact.about,
        person: fact.person,
        person_name: fact.person_name ?? '',
        leader: fact.leader ?? '',
        leader_name: fact.leader_name ?? '',
        area: fact.area ?? '',
        incident: fact.incident ?? null,
        at: fact.at,
      })
      return
    case 'CallDone':
      p.calls.delete(fact.call)
      return
    case 'LadderClosed':
      p.ladders.delete(fact.about)
      for (const call of fact.calls ?? []) p.calls.delete(call)
  }
}

/** The newest ladder climbed for an incident: its open offer's, if that went unanswered for long enough. */
export const ladderOf = (p: Reach, incident: string): Ladder | undefined =>
  [...p.ladders.values()].reverse().find((one) => one.incident === incident)
