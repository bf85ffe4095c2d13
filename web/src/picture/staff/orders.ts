// 督办 that wait for a reply.
import type { OrderView, SupervisionOrdered } from '@/wire/generated'
import type { Staff } from './staff'

export const unordered = (staff: Staff, { supervision }: { supervision: string }) =>
  staff.orders.filter((one) => one.supervision !== supervision)
export const orderOf = (fact: SupervisionOrdered): OrderView => ({
  supervision: fact.supervision,
  incident: fact.incident,
  incident_number: fact.incident_number,
  category: fact.category,
  kind: fact.kind,
  reason: fact.reason ?? '',
  by_name: fact.by_name ?? '',
  due: fact.due,
})
