/** Words of the screen's language, by key. */
export type Words = (key: string, named?: Record<string, unknown>) => string

/** What there is to say, in one line. */
export const join = (...words: (string | undefined | null | false)[]) => words.filter(Boolean).join(' · ')

/** Does not compile while a fact has no sentence; one of a newer server has none at run time. */
export const unsaid = (_fact: never): string => ''
