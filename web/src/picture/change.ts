/** Changes one thing of a map, if it is held. */
export function change<T>(map: Map<string, T>, id: string, how: (thing: T) => Partial<T>): void {
  const thing = map.get(id)
  if (thing) map.set(id, { ...thing, ...how(thing) })
}
