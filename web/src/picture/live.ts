// The picture of a district kept up to date over a link. Facts that come close together are folded together.
import { ref, shallowRef } from 'vue'
import { channelOf } from '@/drill/parts'
import type { Link } from '@/link/link'
import type { AnyFact, PictureAnswer } from '@/wire/generated'
import { emptyPicture, pictureOf, type Picture } from './picture'
import { applyAll } from './reduce'

const GATHER_MS = 40

/** `heard`: every fact as it comes; `began`: the epoch at each new beginning. */
export function followPicture(
  link: Link,
  district: string,
  heard?: (facts: AnyFact[]) => void,
  began?: (epoch: string) => void,
) {
  const picture = shallowRef<Picture>(emptyPicture(district))
  const live = ref(false)
  const loaded = ref(false)
  let waiting: AnyFact[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const fold = () => {
    timer = undefined
    picture.value = applyAll(picture.value, waiting)
    waiting = []
  }
  const bound = link.exercise
  const feed = link.follow<PictureAnswer>(bound ? channelOf(bound) : `picture:${district}`, {
    load: () => link.rpc<PictureAnswer>('picture.get', bound ? {} : { district }),
    snapshot: (snapshot) => {
      waiting = []
      began?.(snapshot.epoch)
      picture.value = pictureOf(snapshot)
      loaded.value = true
    },
    facts: (facts) => {
      waiting.push(...facts)
      heard?.(facts)
      timer ??= setTimeout(fold, GATHER_MS)
    },
    live: (is) => (live.value = is),
  })
  return { picture, live, loaded, stop: () => feed.stop() }
}
