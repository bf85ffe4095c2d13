// What lies around a district: names only, each at a point of its own ground near the border. From the division codes
// of the neighbours (Longhua 460106, Meilan 460108, Ding'an 469021, Wenchang 469005); places by eye, for orientation.
export interface Neighbour {
  name: string
  name_en: string
  lat: number
  lon: number
}
const AROUND: Record<string, Neighbour[]> = {
  460107: [
    { name: '龙华区', name_en: 'Longhua', lat: 19.975, lon: 110.318 },
    { name: '龙华区', name_en: 'Longhua', lat: 19.83, lon: 110.335 },
    { name: '美兰区', name_en: 'Meilan', lat: 20.0, lon: 110.418 },
    { name: '美兰区', name_en: 'Meilan', lat: 19.9, lon: 110.59 },
    { name: '定安县', name_en: "Ding'an", lat: 19.6, lon: 110.33 },
    { name: '文昌市', name_en: 'Wenchang', lat: 19.64, lon: 110.69 },
  ],
}
export const neighboursOf = (district: string): Neighbour[] => AROUND[district] ?? []
