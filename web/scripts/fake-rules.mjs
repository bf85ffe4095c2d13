// What the fake district does with a request: enough of the life cycle to see every state on the screens.
import { CATEGORIES, centre, DISTRICT, makeAreas, makePeople, random } from './fake-district.mjs'

let serial = 0
export const newId = () => {
  const time = Date.now().toString(16).padStart(12, '0')
  const tail = (++serial).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${Math.floor(random() * 4095)
    .toString(16)
    .padStart(3, '0')}-8000-${tail}`
}
export const LIMIT_S = { 1: 60, 2: 120, 3: 300, 4: 600 }
const iso = (ms = Date.now()) => new Date(ms).toISOString()

export function makeDistrict() {
  const areas = makeAreas()
  const people = makePeople(areas.grid)
  const d = {
    areas,
    people,
    number: 0,
    epoch: 'fake-1',
    incidents: new Map(),
    offers: new Map(),
    assignments: new Map(),
    tasks: new Map(),
    ledger: [],
    answers: new Map(),
    heard: () => {},
  }
  const byId = (id) => people.find((p) => p.id === id)
  const deadline = (kind, seconds) => ({ kind, round: 0, step: 0, due: iso(Date.now() + seconds * 1000) })

  function tell(type, fields, staff = []) {
    const fact = { type, number: ++d.number, at: iso(), district: DISTRICT, ...fields }
    d.ledger.push(fact)
    const own = type === 'ReportStored' || type === 'RequestRefused'
    d.heard(fact, [...staff.map((id) => `staff:${id}`), ...(own ? [] : [`picture:${DISTRICT}`])])
    return fact
  }
  const spotOf = (place) => {
    const grid = areas.grid.find((g) => g.properties.code === place.grid) ?? nearest(place)
    const at = place.lat === undefined || place.lat === null ? centre(grid) : place
    return { lat: at.lat, lon: at.lon, grid: grid.properties.code, by: place.grid ? 'grid' : 'point' }
  }
  const nearest = ({ lat = 20, lon = 110.4 }) =>
    areas.grid.reduce((best, g) => (far(centre(g), lat, lon) < far(centre(best), lat, lon) ? g : best))
  const far = (c, lat, lon) => (c.lat - lat) ** 2 + (c.lon - lon) ** 2
  const job = (i) => ({
    category: i.category,
    priority: i.priority,
    place: i.place,
    grid: i.place.grid,
    text: i.text,
  })

  function dispatch(i) {
    const busy = new Set([...d.offers.values(), ...d.assignments.values()].map((x) => x.person))
    const fit = people.filter(
      (p) => p.on_duty && !busy.has(p.id) && !i.reporters.includes(p.id) && !i.tried[p.id],
    )
    const person =
      fit.find((p) => p.areas[0] === i.place.grid) ??
      fit.find((p) => p.areas[0].startsWith(i.place.grid.slice(0, 12)))
    if (!person) return nobody(i)
    const offer = {
      id: newId(),
      incident: i.id,
      person: person.id,
      person_name: person.name,
      priority: i.priority,
      made_at: iso(),
      answer_by: iso(Date.now() + LIMIT_S[i.priority] * 1000),
    }
    d.offers.set(offer.id, offer)
    Object.assign(i, {
      status: 'offered',
      offer: offer.id,
      tally: null,
      next: deadline('answer', LIMIT_S[i.priority]),
    })
    const reason = {
      tier: person.areas[0] === i.place.grid ? 'own_grid' : 'community',
      distance_m: 180,
      considered: fit.length,
    }
    tell(
      'OfferMade',
      {
        offer: offer.id,
        incident: i.id,
        person: person.id,
        person_name: person.name,
        ...job(i),
        reason,
        answer_by: offer.answer_by,
        next: i.next,
      },
      [person.id],
    )
  }
  function nobody(i) {
    const tally = { people: 14, off_duty: 9, busy: 3, asked: 2 }
    Object.assign(i, { status: 'unattended', tally, level: 1, next: deadline('retry', 60), tried: {} })
    tell('NobodyAvailable', {
      incident: i.id,
      category: i.category,
      priority: i.priority,
      place: i.place,
      grid: i.place.grid,
      tally,
      level: 1,
      next: i.next,
    })
  }
  function assign(i, person, request, offer) {
    const a = {
      id: newId(),
      incident: i.id,
      person: person.id,
      person_name: person.name,
      priority: i.priority,
      status: 'assigned',
      made_at: iso(),
      changed_at: iso(),
    }
    d.assignments.set(a.id, a)
    if (offer) d.offers.delete(offer)
    Object.assign(i, {
      status: 'assigned',
      assignment: a.id,
      offer: null,
      handler: person.id,
      level: 0,
      tally: null,
      next: deadline('arrive', 900),
    })
    tell(
      'AssignmentMade',
      {
        request,
        assignment: a.id,
        offer,
        incident: i.id,
        person: person.id,
        person_name: person.name,
        ...job(i),
        next: i.next,
      },
      [person.id],
    )
  }
  const refuse = (code, message, reason = 'impossible') => ({ refusal: { code, reason, message } })
  const withdraw = (i, request) => {
    if (i.offer) {
      const o = d.offers.get(i.offer)
      d.offers.delete(o.id)
      i.offer = null
      tell('OfferClosed', { request, offer: o.id, incident: i.id, person: o.person, why: 'withdrawn' }, [
        o.person,
      ])
    }
    if (!i.assignment) return
    const a = d.assignments.get(i.assignment)
    d.assignments.delete(a.id)
    i.assignment = null
    tell('AssignmentEnded', { assignment: a.id, incident: i.id, person: a.person, why: 'reassigned' }, [
      a.person,
    ])
  }

  const rules = {
    'report.submit'(sender, r) {
      const kind = CATEGORIES.find((c) => c.code === r.category)
      if (!kind) return refuse('unknown_category', `没有这个类别：${r.category}`)
      const priority =
        r.hazard === 'life' || kind.urgent
          ? 1
          : r.hazard === 'property'
            ? 2
            : r.category === 'grid.notice'
              ? 4
              : 3
      const place = spotOf(r.place)
      const i = {
        id: newId(),
        number: d.number + 1,
        category: r.category,
        disposition: r.disposition,
        priority,
        reasons: [r.hazard === 'life' ? '危及生命' : '一般'],
        status: 'filed',
        place,
        text: r.text ?? '',
        photos: [],
        reporters: [sender.id],
        caller: r.caller ?? null,
        reports: 1,
        filed_at: iso(),
        last_report_at: iso(),
        changed_at: iso(),
        offer: null,
        assignment: null,
        handler: null,
        tried: {},
        tally: null,
        level: 0,
        next: null,
      }
      d.incidents.set(i.id, i)
      tell('IncidentFiled', {
        incident: i.id,
        report: r.id,
        category: i.category,
        disposition: i.disposition,
        priority,
        reasons: i.reasons,
        place,
        text: i.text,
        hazard: r.hazard ?? 'none',
        reporter: sender.id,
        reporter_name: sender.name,
        caller: i.caller ?? undefined,
        reported_at: r.at,
      })
      tell('ReportStored', { request: r.id, report: r.id, incident: i.id, outcome: 'filed' }, [sender.id])
      if (r.disposition === 'settled') return over(i, 'IncidentClosed', { outcome: 'settled' })
      if (r.disposition === 'mine') return assign(i, sender, undefined)
      return dispatch(i)
    },
    'offer.answer'(sender, r) {
      const o = d.offers.get(r.offer)
      if (!o) return refuse('offer_over', '这个派单已经结束')
      const i = d.incidents.get(o.incident)
      if (r.answer === 'accept')
        return assign(
          i,
          people.find((p) => p.id === o.person),
          r.id,
          o.id,
        )
      d.offers.delete(o.id)
      Object.assign(i, { offer: null, status: 'filed' })
      i.tried[o.person] = 'declined'
      tell(
        'OfferClosed',
        { request: r.id, offer: o.id, incident: i.id, person: o.person, why: 'declined', reason: r.reason },
        [o.person, sender.id],
      )
      return dispatch(i)
    },
    'assignment.advance'(sender, r) {
      const a = d.assignments.get(r.assignment)
      if (!a) return refuse('assignment_over', '这个任务已经结束')
      const i = d.incidents.get(a.incident)
      const over_ = r.to === 'done' || r.to === 'failed'
      if (over_) d.assignments.delete(a.id)
      else Object.assign(a, { status: r.to, changed_at: iso() })
      Object.assign(i, {
        status: r.to === 'done' ? 'handled' : r.to === 'failed' ? 'filed' : r.to,
        level: 0,
        next: deadline(r.to === 'done' ? 'verify' : 'finish', 1800),
      })
      if (over_) i.assignment = null
      tell(
        'AssignmentChanged',
        {
          request: r.id,
          assignment: a.id,
          incident: i.id,
          person: a.person,
          to: r.to,
          note: r.note,
          reason: r.reason,
          by: sender.id === a.person ? undefined : sender.id,
          next: i.next,
        },
        [a.person, sender.id],
      )
    },
    'duty.check_in'(sender, r) {
      sender.on_duty = true
      sender.since = iso()
      tell('DutyStarted', { request: r.id, person: sender.id, name: sender.name }, [sender.id])
    },
    'duty.check_out'(sender, r) {
      sender.on_duty = false
      tell('DutyEnded', { request: r.id, person: sender.id }, [sender.id])
    },
    'incident.close'(sender, r) {
      const i = d.incidents.get(r.incident)
      if (!i) return refuse('incident_over', '事件已经结束', 'conflict')
      if (r.outcome === 'handled' && i.status !== 'handled')
        return refuse('not_handled', '还没有办结，不能按已办好结案')
      withdraw(i)
      over(
        i,
        'IncidentClosed',
        { request: r.id, outcome: r.outcome ?? 'handled', by: sender.id, note: r.note },
        [sender.id],
      )
    },
    'incident.void'(sender, r) {
      const i = d.incidents.get(r.incident)
      if (!i) return refuse('incident_over', '事件已经结束', 'conflict')
      withdraw(i)
      over(i, 'IncidentVoided', { request: r.id, by: sender.id, reason: r.reason }, [sender.id])
    },
    'incident.reassign'(sender, r) {
      const i = d.incidents.get(r.incident)
      if (!i) return refuse('incident_over', '事件已经结束', 'conflict')
      withdraw(i)
      Object.assign(i, {
        status: 'filed',
        level: 0,
        tally: null,
        tried: {},
        handler: null,
        next: deadline('dispatch', 5),
      })
      tell(
        'IncidentReassigned',
        { request: r.id, incident: i.id, by: sender.id, reason: r.reason, to: r.to, next: i.next },
        [sender.id],
      )
      return r.to ? assign(i, byId(r.to)) : dispatch(i)
    },
    'task.close'(sender, r) {
      d.tasks.delete(r.task)
      tell('TaskDone', { request: r.id, task: r.task, by: sender.id, note: r.note }, [sender.id])
    },
  }
  const over = (i, type, fields, staff) => {
    d.incidents.delete(i.id)
    Object.assign(i, { status: type === 'IncidentClosed' ? 'closed' : 'voided' })
    d.closed = [...(d.closed ?? []), i]
    tell(type, { incident: i.id, ...fields }, staff)
  }
  d.durable = (method) => method in rules
  d.decide = (method, sender, request) => {
    if (d.answers.has(request.id)) return
    d.answers.set(request.id, 'stored')
    const no = rules[method](sender, request)
    if (no?.refusal) {
      d.answers.set(request.id, no.refusal)
      tell('RequestRefused', { request: request.id, method, refusal: no.refusal }, [sender.id])
    }
  }
  /** Nothing waits for ever: offers run out, those whom nobody takes are tried again. */
  d.tick = () => {
    for (const o of [...d.offers.values()])
      if (Date.parse(o.answer_by) < Date.now()) {
        const i = d.incidents.get(o.incident)
        d.offers.delete(o.id)
        Object.assign(i, { offer: null, status: 'filed' })
        i.tried[o.person] = 'expired'
        tell('OfferClosed', { offer: o.id, incident: i.id, person: o.person, why: 'expired' }, [o.person])
        dispatch(i)
      }
    for (const i of d.incidents.values())
      if (i.next && Date.parse(i.next.due) < Date.now() - 20_000 && i.status !== 'unattended') {
        i.level = Math.min(4, i.level + 1)
        const passed = i.next
        i.next = deadline(passed.kind, 240)
        tell('IncidentEscalated', {
          incident: i.id,
          category: i.category,
          priority: i.priority,
          grid: i.place.grid,
          passed,
          level: i.level,
          next: i.next,
        })
      } else if (i.status === 'unattended' && Date.parse(i.next.due) < Date.now()) dispatch(i)
  }
  d.tasks.set('t-1', {
    id: 't-1',
    method: 'report.submit',
    sender: 'p-9',
    error: '内容无法解码：第 214 字节',
    at: iso(),
  })
  return d
}
