// A fact about a drill as one sentence of a timeline.
import type { DrillFact } from '@/picture/drill'
import { minuteOf } from '@/ui/time'

type Words = (key: string, named?: Record<string, unknown>) => string

export function describeDrill(fact: DrillFact, t: Words, nameOf: (id: string) => string): string {
  const join = (...words: (string | undefined | null | false)[]) => words.filter(Boolean).join(' · ')
  const by = (one: { by?: string; by_name?: string }) => one.by_name || (one.by ? nameOf(one.by) : '')
  const inject = (id: string) => id.slice(0, 8)
  switch (fact.type) {
    case 'DrillStarted':
      return join(t('drill.mark'), fact.plan.name, fact.script, by(fact))
    case 'CarriedOver':
      return join(fact.kind, String(Object.keys(fact.things).length))
    case 'ParticipantJoined':
      return join(
        fact.name || nameOf(fact.participant.person),
        t(`drill.part.${fact.participant.part ?? 'player'}`),
      )
    case 'ParticipantTaken':
      return join(nameOf(fact.person), t(`drill.taken.${fact.why ?? 'real_event'}`), by(fact))
    case 'ParticipantBack':
      return join(nameOf(fact.person), by(fact))
    case 'ParticipantSilenced':
      return join(nameOf(fact.person), minuteOf(fact.due))
    case 'ParticipantHeard':
      return nameOf(fact.person)
    case 'InjectPlanned':
      return join(
        t('drill.inject', { n: fact.inject.number }),
        t(`drill.kind.${fact.inject.content.kind}`),
        fact.inject.title,
        minuteOf(fact.due),
      )
    case 'InjectGiven':
      return join(
        t('drill.inject', { n: fact.serial }),
        fact.kind && t(`drill.kind.${fact.kind}`),
        fact.text,
        (fact.late_s ?? 0) >= 1 && t('drill.late', { s: Math.round(fact.late_s ?? 0) }),
        fact.failed && t('drill.failed', { code: fact.failed }),
      )
    case 'InjectHeld':
      return join(inject(fact.inject), by(fact))
    case 'InjectReleased':
      return join(inject(fact.inject), minuteOf(fact.due), by(fact))
    case 'InjectSkipped':
      return join(inject(fact.inject), fact.reason, by(fact))
    case 'InjectAnswered':
      return join(nameOf(fact.person), t('drill.took', { s: Math.round(fact.took_s) }), fact.text)
    case 'NoticeOver':
      return inject(fact.notice)
    case 'DrillPaused':
      return join(t(`drill.paused.${fact.why}`), by(fact))
    case 'DrillResumed':
      return join(t('drill.shift', { s: Math.round(fact.shift_s) }), by(fact))
    case 'DrillEnded':
      return join(t(`drill.ended.${fact.why}`), by(fact))
    case 'ObserverNoted':
      return join(
        fact.text,
        fact.seen === true && t('drill.seen'),
        fact.seen === false && t('drill.unseen'),
        by(fact),
      )
    case 'ConclusionWritten':
      return join(fact.text, by(fact))
    case 'ImprovementSet':
      return join(fact.text, fact.owner_name, fact.done && t('drill.doneTask'))
  }
}
