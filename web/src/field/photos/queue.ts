// Photos in a queue of their own: one at a time, each until the server has it. A photo never holds up a report.
import { uuid7 } from '@/ui/uuid7'
import { answered, isOver, isWaiting, stopsAll, unanswered, type PhotoJob, type PutAnswer } from './job'
import type { PhotoStore } from './store'

export type Put = (id: string, bytes: ArrayBuffer, progress: (share: number) => void) => Promise<PutAnswer>
export interface QueueOptions {
  user: string
  store: PhotoStore
  put: Put
  changed?: (jobs: PhotoJob[], progress: ReadonlyMap<string, number>) => void
  now?: () => number
}
/** What a camera gave, made small. */
export interface Taken {
  bytes: ArrayBuffer
  thumb: string
}

const LONGEST_WAIT_MS = 30_000

export class PhotoQueue {
  private readonly jobs = new Map<string, PhotoJob>()
  private readonly shares = new Map<string, number>()
  private readonly now: () => number
  private draining: Promise<void> | null = null
  private alarm: ReturnType<typeof setTimeout> | undefined
  private stopped = false

  constructor(private readonly options: QueueOptions) {
    this.now = options.now ?? Date.now
  }

  get list(): PhotoJob[] {
    return [...this.jobs.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  async start(): Promise<void> {
    for (const job of await this.options.store.all(this.options.user))
      if (isOver(job, this.now())) await this.options.store.remove(job.id)
      else this.jobs.set(job.id, job)
    this.tell()
    this.drain()
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.alarm)
  }

  /** Keep a photo; it leaves the phone only once a request names it (`release`). */
  async add({ bytes, thumb }: Taken): Promise<PhotoJob> {
    const now = this.now()
    const job: PhotoJob = {
      id: uuid7(now),
      user: this.options.user,
      state: 'kept',
      bytes,
      thumb,
      madeAt: now,
      dueAt: now,
      tries: 0,
    }
    await this.keep(job)
    return job
  }

  /** The request that names these photos is on its way: so are they. */
  async release(ids: readonly string[], request: string): Promise<void> {
    for (const id of ids) {
      const job = this.jobs.get(id)
      if (job?.state === 'kept') await this.keep({ ...job, state: 'sending', request, dueAt: this.now() })
    }
    this.drain()
  }

  async retry(id: string): Promise<void> {
    const job = this.jobs.get(id)
    if (!job || job.state === 'stored' || job.state === 'kept') return
    await this.keep({ ...job, state: 'sending', dueAt: this.now(), trouble: undefined })
    this.drain()
  }

  /** Only what the server does not have yet. */
  async remove(id: string): Promise<void> {
    if (this.jobs.get(id)?.state === 'stored') return
    this.jobs.delete(id)
    await this.options.store.remove(id)
    this.tell()
  }

  /** The server may have been restored to an older day: what it had is sent again (the same id with the same bytes). */
  async again(): Promise<void> {
    for (const job of this.list)
      if (job.state === 'stored') await this.keep({ ...job, state: 'sending', dueAt: this.now() })
    this.drain()
  }

  drain(): void {
    if (this.draining || this.stopped) return
    this.draining = this.pass()
      .catch(() => undefined) // the disk failed: the next pass may find it well
      .finally(() => {
        this.draining = null
        this.setAlarm()
      })
  }

  /** For tests: until the running pass is over. */
  async idle(): Promise<void> {
    while (this.draining) await this.draining
  }

  private async pass(): Promise<void> {
    for (;;) {
      const job = this.list.find((one) => isWaiting(one) && one.dueAt <= this.now())
      if (!job || this.stopped || !(await this.send(job))) return
    }
  }

  /** False: the rest need not be tried now. */
  private async send(job: PhotoJob): Promise<boolean> {
    const answer = await this.options
      .put(job.id, job.bytes, (share) => this.moved(job.id, share))
      .catch(() => null)
    this.shares.delete(job.id)
    const current = this.jobs.get(job.id)
    if (current)
      await this.keep(answer ? answered(current, answer, this.now()) : unanswered(current, this.now()))
    return answer !== null && !stopsAll(answer)
  }

  private moved(id: string, share: number): void {
    this.shares.set(id, share)
    this.tell()
  }

  private async keep(job: PhotoJob): Promise<void> {
    this.jobs.set(job.id, job)
    await this.options.store.put(job)
    this.tell()
  }

  private setAlarm(): void {
    clearTimeout(this.alarm)
    const next = Math.min(...this.list.filter(isWaiting).map((job) => job.dueAt))
    if (this.stopped || !Number.isFinite(next)) return
    const wait = Math.min(LONGEST_WAIT_MS, Math.max(250, next - this.now()))
    this.alarm = setTimeout(() => this.drain(), wait)
  }

  private tell(): void {
    this.options.changed?.(this.list, this.shares)
  }
}
