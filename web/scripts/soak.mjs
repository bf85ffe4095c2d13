// `node scripts/soak.mjs [minutes] [reports a second] [tail of the address]`: the built wall before the fake server at
// full load, its heap (after a collection) and its frames measured every minute. Prints a table, and fails when the
// heap of the second half has grown by more than a fifth.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { WebSocket } from 'ws'

const minutes = Number(process.argv[2] ?? 15)
const rate = Number(process.argv[3] ?? 3)
const query = process.argv[4] ?? ''
const port = Number(process.env.PORT ?? 18_090)
const MB = 1_048_576
const wait = (ms) => new Promise((done) => setTimeout(done, ms))

const server = spawn(process.execPath, [fileURLToPath(new URL('./fake-server.mjs', import.meta.url))], {
  env: { ...process.env, PORT: String(port) },
  stdio: ['ignore', 'ignore', 'inherit'],
})
const found = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const executablePath = process.env.CHROMIUM ?? found
await wait(1_500)

/** An operator who reports, and answers, advances and closes for everybody. */
const socket = new WebSocket(`ws://127.0.0.1:${port}/connection/websocket`)
await new Promise((done) => socket.once('open', done))
let serial = 0
let heard = 0
const send = (body) => socket.send(JSON.stringify({ id: ++serial, ...body }))
const newId = () => `01990000-0000-7000-8000-${String(++serial).padStart(12, '0')}`
const ask = (method, data) => send({ rpc: { method, data: { id: newId(), ...data } } })
const KINDS = ['event.0406', 'event.0404', 'grid.dispute', 'event.0205', 'event.0408', 'component.0101']
const later = (seconds, what) => setTimeout(what, seconds * 1000 * (0.5 + Math.random()))
const LIFE = {
  OfferMade: ({ offer }) =>
    later(6, () => ask('offer.answer', { offer, answer: Math.random() < 0.8 ? 'accept' : 'decline' })),
  AssignmentMade: ({ assignment }) =>
    ['en_route', 'on_scene', 'done'].forEach((to, i) =>
      later(8 * (i + 1), () => ask('assignment.advance', { assignment, to, at: new Date().toISOString() })),
    ),
  AssignmentChanged: ({ incident, to }) =>
    to === 'done' && later(10, () => ask('incident.close', { incident, outcome: 'handled' })),
  NobodyAvailable: ({ incident }) => later(40, () => ask('incident.void', { incident, reason: 'soak' })),
}
socket.on('message', (data) => {
  for (const line of String(data).split('\n').filter(Boolean)) {
    const fact = JSON.parse(line).push?.pub?.data
    if (!fact?.type) continue
    heard += 1
    LIFE[fact.type]?.(fact)
  }
})
send({ connect: { token: 'token-p-op' } })
send({ subscribe: { channel: 'picture:460107' } })
const chance = (list) => list[Math.floor(Math.random() * list.length)]
const areas = await (await fetch(`http://127.0.0.1:${port}/api/areas?level=grid`)).json()
const grids = areas.features.map(({ properties }) => properties.code)
const reporter = setInterval(() => {
  const hazard = Math.random() < 0.05 ? 'life' : Math.random() < 0.15 ? 'property' : 'none'
  const disposition = Math.random() < 0.5 ? 'settled' : 'help'
  const at = new Date().toISOString()
  ask('report.submit', { category: chance(KINDS), disposition, hazard, at, place: { grid: chance(grids) } })
}, 1000 / rate)

const browser = await chromium.launch({
  executablePath,
  args: ['--headless', '--disable-gpu', '--no-sandbox', '--enable-precise-memory-info'],
})
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
let loads = 0
page.on('load', () => (loads += 1))
page.on('pageerror', (error) => console.log(`page error: ${error.message}`))
await page.goto(`http://127.0.0.1:${port}/wall${query}#key=demo-kiosk`)
const cdp = await page.context().newCDPSession(page)
await cdp.send('Performance.enable')
const metric = async () =>
  Object.fromEntries(
    (await cdp.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]),
  )
const frames = () =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const gaps = []
        let last = performance.now()
        const end = last + 5_000
        const tick = (now) => {
          gaps.push(now - last)
          last = now
          if (now < end) requestAnimationFrame(tick)
          else done(gaps.slice(1).sort((a, b) => a - b))
        }
        requestAnimationFrame(tick)
      }),
  )

console.log('minute  heap MB  nodes  listeners  facts  open  task %  frame p50/p95/max ms')
const heaps = []
let before = await metric()
for (let minute = 0; minute <= minutes; minute++) {
  await wait(minute ? 54_000 : 10_000)
  const gaps = await frames()
  await cdp.send('HeapProfiler.collectGarbage')
  const now = await metric()
  heaps.push(now.JSHeapUsedSize / MB)
  const busy = (100 * (now.TaskDuration - before.TaskDuration)) / (now.Timestamp - before.Timestamp)
  before = now
  const at = (share) => gaps[Math.floor((gaps.length - 1) * share)]?.toFixed(0)
  const open = await page.locator('[data-testid=wall-open-count]').innerText()
  console.log(
    [minute, heaps.at(-1).toFixed(1), now.Nodes, now.JSEventListeners, heard, open, busy.toFixed(0)].join(
      '\t',
    ),
    `\t${at(0.5)}/${at(0.95)}/${at(1)}`,
  )
}
const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length
const half = Math.ceil(heaps.length / 2)
const grown = mean(heaps.slice(half)) / mean(heaps.slice(1, half)) - 1
console.log(`loads ${loads}; second half against first: ${(grown * 100).toFixed(1)} %`)
clearInterval(reporter)
socket.close()
await browser.close()
server.kill()
process.exit(grown > 0.2 || loads > 1 ? 1 : 0)
