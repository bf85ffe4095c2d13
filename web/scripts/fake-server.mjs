// `npm run fake`: the built screens on a made-up district, for looking at them. Sign in as operator, worker1, worker2 …
// with any password; the wall is /wall#key=demo-kiosk. POST /fake {"silent": true, "redis": false} breaks things.
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { CATEGORIES, centre, DISTRICT, random } from './fake-district.mjs'
import { makeDistrict, newId } from './fake-rules.mjs'

const dist = process.env.DIST ?? fileURLToPath(new URL('../dist', import.meta.url))
const port = Number(process.env.PORT ?? 8080)
const d = makeDistrict()
const clients = new Set()
const state = {
  redis: true,
  database: true,
  silent: false,
  behind_s: 0,
  lag: { urgent: 0, routine: 0, oldest_s: 0, writer: true },
}
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
const find = (token) => token && d.people.find((p) => p.key === token || `token-${p.id}` === token)
const cookieOf = (request) => /session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
const session = (p) => ({
  token: `token-${p.id}`,
  expires_at: new Date(Date.now() + 43_200_000).toISOString(),
  user: { id: p.id, name: p.name, roles: p.roles, areas: p.areas, language: 'zh-CN' },
})

const bodyOf = async (request) => {
  let text = ''
  for await (const piece of request) text += piece
  return text ? JSON.parse(text) : {}
}
const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://x')
  const send = (status, body, headers = {}) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  const path = url.pathname
  if (['/wall', '/field', '/console'].includes(path)) return file(response, `${path}.html`)
  if (path.startsWith('/assets/')) return file(response, path)
  if (path === '/fake') return send(200, Object.assign(state, await bodyOf(request)))
  if (path === '/api/session') {
    if (request.method === 'DELETE')
      return response.writeHead(204, { 'set-cookie': 'session=; Max-Age=0' }).end()
    const p = request.method === 'GET' ? find(cookieOf(request)) : await byName(request)
    if (!p) return send(401, { code: 'wrong_credentials', detail: '用户名或密码不对', status: 401 })
    return send(200, session(p), { 'set-cookie': `session=token-${p.id}; HttpOnly; SameSite=Strict; Path=/` })
  }
  if (path === '/api/areas')
    return send(200, { type: 'FeatureCollection', features: d.areas[url.searchParams.get('level')] ?? [] })
  if (path === '/api/categories') return send(200, { categories: CATEGORIES })
  if (path === '/api/people')
    return send(200, {
      people: d.people.map(({ id, name, roles, areas, on_duty = false }) => ({
        id,
        name,
        roles,
        areas,
        on_duty,
      })),
    })
  if (path === '/api/incidents') return send(200, { incidents: search(url.searchParams), next: null })
  const one = /^\/api\/incidents\/(.+)$/.exec(path)?.[1]
  const incident = one && everything().find((i) => i.id === one)
  if (incident) return send(200, { incident, timeline: d.ledger.filter((f) => f.incident === one) })
  return send(404, { code: 'unknown', detail: '没有这个地址' })
})
const byName = async (request) => {
  const { username, password } = await bodyOf(request)
  return password === 'wrong' ? undefined : d.people.find((p) => p.username === username)
}
const everything = () => [...d.incidents.values(), ...(d.closed ?? [])]
function search(params) {
  const q = params.get('q') ?? ''
  const status = params.get('status') ?? 'open'
  return everything()
    .filter(
      (i) =>
        (status === 'all' || (status === 'closed') === ['closed', 'voided'].includes(i.status)) &&
        (!q || String(i.number) === q || i.text.includes(q) || i.place.grid.startsWith(q)),
    )
    .sort((a, b) => b.number - a.number)
    .slice(0, Number(params.get('limit') ?? 50))
}
function file(response, path) {
  const full = join(dist, path)
  if (!existsSync(full)) return response.writeHead(404).end()
  response.writeHead(200, { 'content-type': types[extname(full)] ?? 'application/octet-stream' })
  createReadStream(full).pipe(response)
}

const sockets = new WebSocketServer({ server, path: '/connection/websocket' })
sockets.on('connection', (socket) => {
  const client = { socket, person: null, channels: new Set() }
  clients.add(client)
  socket.on('close', () => clients.delete(client))
  const beat = setInterval(() => socket.send('{}'), 25_000)
  socket.on('close', () => clearInterval(beat))
  socket.on('message', (data) => {
    for (const line of String(data).split('\n').filter(Boolean)) handle(client, JSON.parse(line))
  })
})
function handle(client, command) {
  const reply = (body) => client.socket.send(JSON.stringify({ id: command.id, ...body }))
  if (command.connect) {
    client.person = find(command.connect.token)
    if (!client.person) return client.socket.close(3500, 'invalid token')
    return reply({
      connect: {
        client: newId(),
        version: 'fake',
        ping: 25,
        pong: true,
        data: {
          user: session(client.person).user,
          district: DISTRICT,
          server_time: new Date().toISOString(),
          epoch: d.epoch,
        },
      },
    })
  }
  if (command.subscribe) {
    const { channel, recover, offset = 0 } = command.subscribe
    const missed = recover ? d.ledger.filter((f) => f.number > offset && goesTo(f, channel)) : []
    client.channels.add(channel)
    return reply({
      subscribe: {
        recoverable: true,
        positioned: true,
        epoch: d.epoch,
        offset: d.number,
        recovered: !!recover,
        was_recovering: !!recover,
        publications: missed.map((f) => ({ data: f, offset: f.number })),
      },
    })
  }
  if (command.rpc) return rpc(client, command.rpc, (data) => reply({ rpc: { data } }))
}
const goesTo = (fact, channel) => channel.startsWith('picture:') || fact.person === channel.slice(6)
function rpc(client, { method, data }, reply) {
  const server_time = new Date().toISOString()
  if (state.silent) return
  if (method === 'picture.age')
    return reply({
      position: d.number,
      behind_s: state.behind_s,
      server_time,
      redis: state.redis,
      database: state.database,
      lag: state.lag,
    })
  const at = { epoch: d.epoch, offset: d.number, server_time }
  const all = (map) => [...map.values()]
  if (method === 'picture.get') {
    const workers = d.people.filter((p) => p.roles.includes('worker'))
    const duty = workers
      .filter((p) => p.on_duty)
      .map((p) => ({ person: p.id, name: p.name, areas: p.areas, since: p.since ?? server_time }))
    return reply({
      ...at,
      picture: {
        district: DISTRICT,
        incidents: all(d.incidents),
        offers: all(d.offers),
        assignments: all(d.assignments),
        duty,
        tasks: all(d.tasks),
        people: { workers: workers.length, on_duty: duty.length },
        lag: state.lag,
      },
    })
  }
  if (method === 'staff.get') {
    const me = client.person
    const job = ({ incident }) => {
      const { category, priority, place, text } = d.incidents.get(incident)
      return { category, priority, place, grid: place.grid, text, photos: [] }
    }
    const mine = (map) => all(map).filter((x) => x.person === me.id)
    return reply({
      ...at,
      duty: { on_duty: !!me.on_duty, since: me.since ?? null },
      offers: mine(d.offers).map((o) => ({ ...o, offer: o.id, ...job(o) })),
      assignments: mine(d.assignments).map((a) => ({ ...a, assignment: a.id, ...job(a) })),
      alerts: [],
      pending: [],
    })
  }
  if (!d.durable(method)) return reply({})
  const known = d.answers.get(data.id)
  if (known)
    return reply(
      known === 'stored'
        ? { id: data.id, status: 'stored' }
        : { id: data.id, status: 'refused', refusal: known },
    )
  reply({ id: data.id, status: 'accepted', receipt: newId(), resend_after: 15 })
  setTimeout(() => d.decide(method, client.person, data), 350)
}
d.heard = (fact, channels) => {
  for (const client of clients)
    for (const channel of channels)
      if (client.channels.has(channel))
        client.socket.send(JSON.stringify({ push: { channel, pub: { data: fact, offset: fact.number } } }))
}
setInterval(d.tick, 1_000)

/** Everybody on duty walks about in their grid, and is told to whoever asks, once a second. */
const steps = new Map()
setInterval(() => {
  const watching = [...clients].filter((client) => client.channels.has(`positions:${DISTRICT}`))
  if (!watching.length) return
  const at = new Date().toISOString()
  const duty = d.people.filter((p) => p.on_duty)
  const positions = duty.map((p) => {
    const home = d.areas.grid.find((g) => g.properties.code === p.areas[0])
    const spot = steps.get(p.id) ?? { ...centre(home) }
    spot.lat += (random() - 0.5) * 0.0002
    spot.lon += (random() - 0.5) * 0.0002
    steps.set(p.id, spot)
    return { person: p.id, lat: spot.lat, lon: spot.lon, accuracy_m: 8, at }
  })
  const alive = duty.filter((_, i) => i % 15).map((p) => p.id)
  const data = { type: 'Positions', district: DISTRICT, positions, alive }
  const frame = JSON.stringify({ push: { channel: `positions:${DISTRICT}`, pub: { data } } })
  for (const { socket } of watching) socket.send(frame)
}, 1_000)

const calm = Number(process.env.INCIDENTS ?? 14)
const likely = [
  'event.0406',
  'event.0601',
  'event.0404',
  'grid.medical',
  'event.0205',
  'component.0101',
  'grid.dispute',
  'grid.hidden_danger',
  'event.0408',
  'grid.notice',
  'event.0101',
]
for (let n = 0; n < calm; n++) {
  const grid = d.areas.grid[Math.floor(random() * d.areas.grid.length)].properties.code
  const category = likely[n % likely.length]
  const hazard = n % 7 === 0 ? 'life' : n % 3 === 0 ? 'property' : 'none'
  d.decide('report.submit', d.people[4], {
    id: newId(),
    category,
    disposition: 'help',
    hazard,
    at: new Date().toISOString(),
    place: { grid },
    text: '群众反映，请尽快查看。',
  })
}
let turn = 0
for (const o of [...d.offers.values()]) {
  if (turn++ % 2) continue
  d.decide('offer.answer', { id: o.person }, { id: newId(), offer: o.id, answer: 'accept' })
}
for (const a of [...d.assignments.values()].slice(0, 3))
  d.decide(
    'assignment.advance',
    { id: a.person },
    { id: newId(), assignment: a.id, to: turn++ % 2 ? 'en_route' : 'on_scene' },
  )
for (const i of [...d.incidents.values()].slice(4, 6))
  if (i.next) i.next.due = new Date(Date.now() - 70_000).toISOString()
server.listen(port, '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${port}/wall#key=demo-kiosk  /field  /console`),
)
