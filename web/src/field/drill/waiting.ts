// What is real and waits for this person: while there is any of it, no exercise is on this phone.
import type { Staff } from '@/picture/staff'

export function realWaits(staff: Staff): string[] {
  const timers = [...staff.timers.values()].filter((one) => one.stage !== 'running')
  return [
    ...staff.offers.map((one) => one.offer),
    ...staff.assignments.map((one) => one.assignment),
    ...staff.alerts.map((one) => one.alert),
    ...staff.rollcalls.keys(),
    ...staff.sos.keys(),
    ...timers.map((one) => one.id),
  ]
}
