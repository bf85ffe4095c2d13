// What an evaluation says, in words.
import { useI18n } from 'vue-i18n'
import { lasting, type Moment, type Problem, type Shown } from './types'

export function useWords(shown: () => Shown) {
  const { t, te } = useI18n()
  const role = (one: string): string => (te(`evaluation.role.${one}`) ? t(`evaluation.role.${one}`) : one)
  /** Of a person, a unit or a role. */
  const name = (who: string | undefined): string => (who ? (shown().evaluation.names[who] ?? role(who)) : '')
  const area = (code: string | undefined): string => (code ? (shown().areas[code] ?? code) : '')
  const why = (one: string | undefined): string =>
    one && te(`evaluation.why.${one}`) ? t(`evaluation.why.${one}`) : (one ?? '')
  const problem = (one: Problem): string =>
    t(`evaluation.problem.${one.kind}`, {
      n: one.inject ?? 0,
      title: one.title ?? '',
      what: one.what ? t(`evaluation.what.${one.what}`) : '',
      who: one.who ? `（${name(one.who)}）` : '',
      over: lasting(one.over_s ?? 0),
      times: one.times ?? 1,
      people:
        (one.people ?? []).slice(0, 12).map(name).join('、') + ((one.people ?? []).length > 12 ? '…' : ''),
    })
  const moment = (one: Moment): string =>
    t(`evaluation.moment.${one.kind}`, {
      n: one.inject ?? 0,
      text: ['paused', 'taken', 'ended'].includes(one.kind) ? why(one.text) : (one.text ?? ''),
      who: name(one.who),
      level: t(`mode.short.${one.level ?? 0}`),
    }).trim()
  return { role, name, area, why, problem, moment }
}
