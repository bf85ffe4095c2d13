// What is asked about duty: anew when a fact about duty arrives.
import { changesDuty } from '@/picture/duty'
import type { ConsoleState } from '../useConsole'
import { useFetched } from '../useFetched'

export const useDuty = <T>(desk: ConsoleState, path: () => string) =>
  useFetched<T>(desk, { path, concerns: changesDuty, gatherMs: 800 })
