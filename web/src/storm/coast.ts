// The land around the seas that storms come over: no borders, only where water ends. Fetched when a storm is looked at.
export type Land = readonly [lon: number, lat: number][][]

/** Rings, degrees WGS84. Raises what the network raises. */
export async function loadLand(): Promise<Land> {
  const { rings } = (await import('./coast.json')).default
  return rings.map((flat) =>
    Array.from({ length: flat.length / 2 }, (_, n): [number, number] => [flat[2 * n]!, flat[2 * n + 1]!]),
  )
}
