// This phone as a place to work: does the page open without a network, may the browser throw unsent work away, is it
// installed? Everything works without any of it; the page only says so.
import { computed, ref, shallowRef } from 'vue'
import { platformOf } from '../navigate'

interface InstallPrompt extends Event {
  prompt(): Promise<void>
}

/** Opens without a network: the service worker has everything. */
export const ready = ref(false)
/** A newer page is ready. */
export const renewed = ref(false)
/** True: the browser promised to keep what is not sent. Null: it cannot say. */
export const persisted = ref<boolean | null>(null)
const prompt = shallowRef<InstallPrompt | null>(null)
export const canInstall = computed(() => prompt.value !== null)
export const installed = ref(
  typeof matchMedia !== 'undefined' &&
    (matchMedia('(display-mode: standalone)').matches ||
      (navigator as { standalone?: boolean }).standalone === true),
)
export const onIos =
  typeof navigator !== 'undefined' && platformOf(navigator.userAgent, navigator.maxTouchPoints) === 'ios'

export function prepareOffline(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    prompt.value = event as InstallPrompt
  })
  addEventListener('appinstalled', () => {
    prompt.value = null
    installed.value = true
  })
  void askToKeep()
  void register()
}

export async function install(): Promise<void> {
  await prompt.value?.prompt()
  prompt.value = null
}

async function askToKeep(): Promise<void> {
  try {
    persisted.value = (await navigator.storage.persisted()) || (await navigator.storage.persist())
  } catch {
    persisted.value = null
  }
}

async function register(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  try {
    const { serviceWorker } = navigator
    const before = serviceWorker.controller
    serviceWorker.addEventListener('controllerchange', () => (renewed.value = before !== null))
    await serviceWorker.register('/field-worker.js', { scope: '/field' })
    await serviceWorker.ready
    ready.value = true
  } catch {
    // An untrusted certificate, or a browser without: the page goes on with what it has.
  }
}
