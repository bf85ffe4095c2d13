// A fact about response levels as one sentence of a timeline.
import type { ModeFact } from '@/picture/modes'
import { stampOf } from '@/ui/time'
import type { IncidentRetimed } from '@/wire/generated'
import { join, type Words } from '../words'

export function describeMode(
  fact: ModeFact | IncidentRetimed,
  t: Words,
  nameOf: (id: string) => string,
): string {
  const who = (id?: string, name?: string) => name || (id ? nameOf(id) : '')
  const names = (ids: readonly string[] = []) => ids.map(nameOf).join(t('app.list'))
  const level = (n: number) => t(`mode.level.${n}`)
  const band = (threat: string, n: number) =>
    n === 0 ? level(0) : t('mode.band', { threat: t(`mode.threat.${threat}`), level: level(n) })
  const order = (one?: { issuer: string; number?: string } | null) =>
    one ? t('mode.order', { issuer: one.issuer, number: one.number ?? '' }) : ''
  switch (fact.type) {
    case 'ResponsePlanDrafted':
    case 'ResponsePlanPublished':
      return join(
        fact.content.name.zh,
        t('mode.version', { n: fact.content.version ?? 1 }),
        fact.reason,
        who(fact.by, fact.by_name),
        fact.type === 'ResponsePlanPublished' && who(fact.second, fact.second_name),
      )
    case 'ResponsePlanDropped':
      return join(fact.response_plan, t(`mode.dropped.${fact.why}`), fact.reason, who(fact.by, fact.by_name))
    case 'SuperiorOrdered':
      return join(order(fact.order), band(fact.threat, fact.level), who(fact.by, fact.by_name))
    case 'SwitchProposed':
      return join(
        band(fact.threat, fact.level),
        order(fact.order),
        fact.reason,
        who(fact.by, fact.by_name),
        fact.below_reason && t('mode.below', { reason: fact.below_reason }),
      )
    case 'SwitchEscalated':
      return join(band(fact.threat, fact.level), names(fact.told))
    case 'SwitchClosed':
      return join(
        band(fact.threat, fact.level),
        t(`mode.closed.${fact.why}`),
        fact.reason,
        who(fact.by, fact.by_name),
      )
    case 'ModeSwitched':
      return join(
        `${level(fact.was)} → ${band(fact.threat, fact.level)}`,
        order(fact.order),
        fact.reason,
        fact.alone
          ? join(who(fact.by, fact.by_name), t('mode.alone'))
          : t('mode.byTwo', { by: who(fact.by, fact.by_name), second: who(fact.second, fact.second_name) }),
        fact.below_reason && t('mode.below', { reason: fact.below_reason }),
      )
    case 'SwitchCarriedOn':
      return join(`#${fact.upto_number}`, fact.upto_grid)
    case 'TasksReconsidered':
      return t('mode.version', { n: fact.version })
    case 'IncidentRetimed':
      return join(
        fact.raised && `P${fact.priority}`,
        fact.next && `${t(`deadline.${fact.next.kind}`)} ${stampOf(fact.next.due)}`,
        fact.handle_by && `${t('deadline.finish')} ${stampOf(fact.handle_by)}`,
        t('mode.version', { n: fact.version }),
      )
    case 'ModeReviewed':
      return join(
        t('mode.review', { time: stampOf(fact.review_at) }),
        fact.reason,
        who(fact.by, fact.by_name),
      )
    case 'ModeReviewDue':
    case 'CountersignMissed':
      return join(level(fact.level), names(fact.told))
    case 'ModeCountersigned':
      return who(fact.by, fact.by_name)
    case 'RecalledCame':
      return nameOf(fact.person)
    case 'RecallMissed':
      return join(t('mode.recall.missing', { names: names(fact.missing) }), t(`level.${fact.level}`))
    case 'RecallEnded':
      return join(
        t(`mode.recalled.${fact.why}`),
        fact.missing?.length ? t('mode.recall.missing', { names: names(fact.missing) }) : '',
      )
    case 'GridTasksSet':
      return join(fact.area, fact.tasks.map((one) => one.title.zh).join(t('app.list')))
    case 'GridTasksTimed':
      return join(fact.area, Object.values(fact.times).map(stampOf).join(t('app.list')))
    case 'GridTaskDone':
      return join(
        fact.area,
        fact.grid_task,
        fact.paper &&
          t('mode.tasks.paper', { at: stampOf(fact.happened_at ?? fact.at), who: fact.doer || '—' }),
        fact.note,
        who(fact.by, fact.by_name),
      )
    case 'GridTasksMissed':
      return join(fact.area, fact.tasks.join(t('app.list')), t(`level.${fact.level}`), names(fact.told))
    case 'GridTasksEnded':
      return join(fact.area, t('mode.tasks.late', { n: fact.undone?.length ?? 0 }))
  }
}
