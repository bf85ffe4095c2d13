// Reports upward: asked for anew when a fact of theirs arrives, and every minute.
import { isSitrep } from '@/picture/sitreps'
import type { ConsoleState } from '../useConsole'
import { useFetched } from '../useFetched'

export const useSitreps = <T>(desk: ConsoleState, path: () => string) =>
  useFetched<T>(desk, { path, concerns: isSitrep, gatherMs: 300, againMs: 60_000 })
