// Who has read an alert to staff, as the server answers over HTTP.
export type AlertRung = 'messenger' | 'sms' | 'call'
export interface AlertReading {
  person: string
  name: string
  area: string
  area_name: string
  on_duty: boolean
  read_at: string | null
  tried: { rung: AlertRung; outcome: 'sent' | 'skipped' | 'failed'; why: string; at: string }[]
  next: AlertRung | null
  next_at: string | null
  quiet: boolean
}
export interface AlertReaders {
  at: string
  alert: string
  sent_at: string
  people: number
  read: number
  /** How many of the unread were tried last by which rung; `screen`: by none, `quiet`: left in peace by night. */
  rungs: Record<string, number>
  unread: AlertReading[]
  readers: AlertReading[]
}
