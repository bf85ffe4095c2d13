// What a wall is told by its address: /wall?d=5&diag=98&names=0#key=…
import { sizeOf, type Room } from './sizes'

export interface WallOptions extends Room {
  /** Names of people are shown; `names=0` for a day with visitors. */
  names: boolean
  /** `sound=0`: a wall in a room where somebody sleeps. */
  sound: boolean
  /** How many operators look at it: the flood figure is one for each. */
  operators: number
}

/** Fewer root ems across than this, and the wall leaves out what it can do without. */
const NARROW_REM = 165

const positive = (text: string | null): number | null => {
  const value = Number(text)
  return text !== null && Number.isFinite(value) && value > 0 ? value : null
}

export function optionsOf(search: string): WallOptions {
  const asked = new URLSearchParams(search)
  return {
    distanceM: positive(asked.get('d')),
    diagonalIn: positive(asked.get('diag')),
    names: asked.get('names') !== '0',
    sound: asked.get('sound') !== '0',
    operators: Math.max(1, Math.round(positive(asked.get('operators')) ?? 1)),
  }
}

/** Sets the size of every letter, now and whenever the window changes. */
export function applySizes(room: Room): void {
  const apply = () => {
    const { rem, factor } = sizeOf(innerWidth, innerHeight, room)
    document.documentElement.style.fontSize = `${rem}px`
    document.documentElement.dataset.factor = factor.toFixed(2)
    document.documentElement.dataset.room = innerWidth / rem < NARROW_REM ? 'narrow' : 'wide'
  }
  apply()
  addEventListener('resize', apply)
}
