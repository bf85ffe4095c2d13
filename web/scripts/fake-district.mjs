// A made-up district for looking at the screens without the real system: rules as thin as paper, shapes as on the wire.
import { readFileSync } from 'node:fs'

export const DISTRICT = '460107'
const random = mulberry(7)
const pad = (n, width = 3) => String(n).padStart(width, '0')
function mulberry(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
const STREETS = ['国兴街道', '府城街道', '滨江街道', '凤翔街道']
const COMMUNITIES =
  '攀丹 米铺 道客 大园 文坛 云露 北官 甘蔗园 忠介 达士巷 铁桥 城东 城西 绣衣坊 石塔 东门里 桂林洋 大来 三公里 滨江西 河口 五岳 凤翔 高登 儒逢 那央'.split(
    ' ',
  )

/** Jittered quads in a loose oval, so that the ground looks like a town and not like graph paper. */
export function makeAreas() {
  const grids = []
  const knots = new Map()
  const knot = (x, y) => {
    const key = `${x},${y}`
    if (!knots.has(key))
      knots.set(key, [
        110.335 + (x + (random() - 0.5) * 0.55) * 0.0092,
        20.015 - (y + (random() - 0.5) * 0.55) * 0.0078,
      ])
    return knots.get(key)
  }
  const wide = 15
  const high = 16
  const communities = new Map()
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++) {
      const dx = (x - 7) / 7.6
      const dy = (y - 7.5) / 8.2
      if (dx * dx + dy * dy + random() * 0.12 > 1) continue
      const c = Math.min(25, Math.floor(y / 3.2) * 5 + Math.floor(x / 3))
      const street = `${DISTRICT}${pad(1 + Math.floor(c / 7))}`
      const community = `${street}${pad(c + 1)}`
      const list = communities.get(community) ?? communities.set(community, []).get(community)
      const code = `${community}${pad(list.length + 1)}`
      const ring = [knot(x, y), knot(x + 1, y), knot(x + 1, y + 1), knot(x, y + 1), knot(x, y)]
      list.push(ring)
      grids.push(
        feature(code, 'grid', `第${list.length}网格`, `Grid ${list.length}`, {
          type: 'Polygon',
          coordinates: [ring],
        }),
      )
    }
  const outline = (prefix) => ({
    type: 'MultiPolygon',
    coordinates: merge(grids.filter((g) => g.properties.code.startsWith(prefix))),
  })
  const streets = STREETS.map((name, i) =>
    feature(
      `${DISTRICT}${pad(i + 1)}`,
      'street',
      name,
      `Street ${i + 1}`,
      outline(`${DISTRICT}${pad(i + 1)}`),
    ),
  )
  const places = [...communities.keys()].map((code, i) =>
    feature(code, 'community', `${COMMUNITIES[i]}社区`, `Community ${i + 1}`, outline(code)),
  )
  const district = [feature(DISTRICT, 'district', '琼山区', 'Qiongshan District', outline(DISTRICT))]
  return { district, street: streets, community: places, grid: grids }
}
const feature = (code, level, name, name_en, geometry) => ({
  type: 'Feature',
  properties: { code, level, name, name_en, parent: level === 'district' ? null : code.slice(0, -3) },
  geometry,
})

/** The outline of many quads: the edges that belong to only one of them, walked round. */
function merge(features) {
  const edges = new Map()
  for (const { geometry } of features) {
    const ring = geometry.coordinates[0]
    for (let i = 0; i < 4; i++) {
      const back = `${ring[i + 1]}|${ring[i]}`
      if (edges.has(back)) edges.delete(back)
      else edges.set(`${ring[i]}|${ring[i + 1]}`, [ring[i], ring[i + 1]])
    }
  }
  const from = new Map([...edges.values()].map(([a, b]) => [String(a), [a, b]]))
  const rings = []
  while (from.size) {
    const ring = []
    let [key] = from.keys()
    while (from.has(key)) {
      const [a, b] = from.get(key)
      from.delete(key)
      ring.push(a)
      key = String(b)
    }
    ring.push(ring[0])
    rings.push([ring])
  }
  return rings
}

export const centre = ({ geometry }) => {
  const ring = geometry.coordinates[0]
  return { lon: (ring[0][0] + ring[2][0]) / 2, lat: (ring[0][1] + ring[2][1]) / 2 }
}

const KINDS = JSON.parse(readFileSync(new URL('./fake-categories.json', import.meta.url)))
export const CATEGORIES = KINDS

const SURNAMES = '王李张刘陈杨黄吴周林符蔡郑许何郭邢冯梁韩'
const GIVEN = ['建国', '小梅', '海燕', '志强', '秀英', '文博', '丽娜', '德明', '春花', '振宇', '雪琴', '家豪']
export function makePeople(grids) {
  const people = [
    {
      id: 'p-op',
      username: 'operator',
      name: '陈晓',
      roles: ['operator'],
      areas: [DISTRICT],
      watch_leader: true,
    },
    {
      id: 'p-co',
      username: 'coordinator',
      name: '林海',
      roles: ['coordinator'],
      areas: [DISTRICT],
      watch_leader: true,
    },
    {
      id: 'p-kiosk',
      username: 'kiosk',
      name: '大屏一',
      roles: ['kiosk'],
      areas: [DISTRICT],
      key: 'demo-kiosk',
    },
  ]
  grids.forEach(({ properties }, i) => {
    const name = SURNAMES[Math.floor(random() * SURNAMES.length)] + GIVEN[Math.floor(random() * GIVEN.length)]
    people.push({
      id: `p-${i + 1}`,
      username: `worker${i + 1}`,
      name,
      roles: ['worker'],
      areas: [properties.code],
      on_duty: i > 3 && random() < 0.6,
    })
  })
  return people
}
export { random }
