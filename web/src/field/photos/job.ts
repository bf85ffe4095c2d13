// A photo on its way: a job of its own, apart from the report that names it.
// kept (taken, its report not sent yet) → sending → stored, or refused with a reason.
export interface PhotoJob {
  /** UUIDv7: the upload's id, which the report names at once. */
  id: string
  user: string
  state: 'kept' | 'sending' | 'stored' | 'refused'
  /** The request that names it. */
  request?: string
  /** JPEG. */
  bytes: ArrayBuffer
  /** A small picture as a data URL. */
  thumb: string
  madeAt: number
  dueAt: number
  tries: number
  settledAt?: number
  /** Why it did not get through yet, or never will. */
  trouble?: string
}

/** What the server said to a PUT. */
export interface PutAnswer {
  status: number
  message?: string
  retryAfterS?: number
}

export const KEEP_STORED_MS = 7 * 24 * 3600 * 1000
/** A photo whose report was never sent is not kept for ever. */
export const KEEP_DRAFT_MS = 12 * 3600 * 1000
const PAUSES_MS = [1_000, 3_000, 8_000, 20_000, 60_000]
export const pauseMs = (tries: number): number => PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]!

export const isWaiting = (job: PhotoJob): boolean => job.state === 'sending'

/** Nobody is signed in: no photo will get through, so the batch stops. */
export const stopsAll = (answer: PutAnswer): boolean => answer.status === 401

const passes = (status: number): boolean =>
  status === 401 || status === 408 || status === 425 || status === 429 || status >= 500

export function answered(job: PhotoJob, answer: PutAnswer, now: number): PhotoJob {
  const tries = job.tries + 1
  if (answer.status === 200 || answer.status === 201)
    return { ...job, tries, state: 'stored', settledAt: now, trouble: undefined }
  const trouble = answer.message || `HTTP ${answer.status}`
  if (!passes(answer.status)) return { ...job, tries, state: 'refused', settledAt: now, trouble }
  const wait = answer.retryAfterS ? answer.retryAfterS * 1000 : pauseMs(job.tries)
  return { ...job, tries, dueAt: now + wait, trouble }
}

/** Nothing came back: no network, or it broke on the way. */
export const unanswered = (job: PhotoJob, now: number): PhotoJob => ({
  ...job,
  tries: job.tries + 1,
  dueAt: now + pauseMs(job.tries),
  trouble: '',
})

/** Old enough to be forgotten. */
export const isOver = (job: PhotoJob, now: number): boolean =>
  job.state === 'stored'
    ? now - (job.settledAt ?? job.madeAt) > KEEP_STORED_MS
    : job.state === 'kept' && now - job.madeAt > KEEP_DRAFT_MS
