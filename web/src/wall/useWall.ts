// Everything the wall knows: who it is, its link, its picture and how old that is.
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { useBearer } from '@/link/http'
import { Link, socketUrl } from '@/link/link'
import { resume } from '@/link/session'
import { watchAge } from '@/link/watch'
import { emptyPicture } from '@/picture/picture'
import { followPicture } from '@/picture/live'
import { byNeed, figures } from '@/picture/select'

export type Entry = 'starting' | 'no-key' | 'running'

export function useWall(language: string) {
  const entry = ref<Entry>('starting')
  const refused = ref(false)
  const connected = ref(false)
  const district = ref('')
  const link = shallowRef<Link | null>(null)
  const followed = shallowRef<ReturnType<typeof followPicture> | null>(null)
  const live = computed(() => followed.value?.live.value ?? false)
  const picture = computed(() => followed.value?.picture.value ?? emptyPicture())
  const age = watchAge(link, live)

  const begin = (token: string, renew: () => Promise<string | null>) => {
    const made = new Link({ url: socketUrl(), token, renew, language })
    made.onChange(() => {
      connected.value = made.connected
      refused.value = made.state === 'refused'
      if (made.welcome && !followed.value) {
        district.value = made.welcome.district
        followed.value = followPicture(made, made.welcome.district)
      }
    })
    link.value = made
    entry.value = 'running'
    made.connect()
  }
  onScopeDispose(() => link.value?.close())

  async function enter(): Promise<void> {
    const key = new URLSearchParams(location.hash.slice(1)).get('key')
    if (key) {
      useBearer(key)
      return begin(key, () => Promise.resolve(key))
    }
    try {
      const session = await resume()
      if (!session) return void (entry.value = 'no-key')
      begin(session.token, async () => (await resume())?.token ?? null)
    } catch {
      setTimeout(() => void enter(), 3_000 + Math.random() * 3_000)
    }
  }
  void enter()
  // A refused wall asks again: its key may be given back, its server may have been wrong.
  const again = setInterval(() => refused.value && link.value?.comeBack(), 20_000 + Math.random() * 10_000)
  onScopeDispose(() => clearInterval(again))

  return {
    entry,
    refused,
    connected,
    district,
    live,
    picture,
    age,
    loaded: computed(() => followed.value?.loaded.value ?? false),
    figures: computed(() => figures(picture.value, age.now.value)),
    needs: computed(() => byNeed(picture.value, age.now.value)),
  }
}
