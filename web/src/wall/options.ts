// What a wall is told by its address: /wall?d=5&diag=98&names=0#key=…
import { exerciseOf } from '@/drill/parts'
import { sizeOf, type Room } from './sizes'

export interface WallOptions extends Room {
  /** Names of people are shown; `names=0` for a day with visitors. */
  names: boolean
  /** `sound=0`: a wall in a room where somebody sleeps. */
  sound: boolean
  /** How many operators look at it: the flood figure is one for each. */
  operators: number
  /** The exercise this wall is bound to; `region`: only as a part of the wall that shows the district. */
  exercise: string | null
  region: boolean
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
    exercise: exerciseOf(search),
    region: asked.has('region'),
    operators: Math.max(1, Math.round(positive(asked.get('operators')) ?? 1)),
  }
}

/** What the frame of an exercise leaves of a wall, in root ems of the whole (drill/drill.css). */
const FRAMED = { across: 192 / 194.4, down: 108 / 114.8 }

/** Sets the size of every letter, now and whenever the window changes. */
export function applySizes(room: Room, framed = false): void {
  const { across, down } = framed ? FRAMED : { across: 1, down: 1 }
  const apply = () => {
    const { rem, factor } = sizeOf(innerWidth * across, innerHeight * down, room)
    document.documentElement.style.fontSize = `${rem}px`
    document.documentElement.dataset.factor = factor.toFixed(2)
    document.documentElement.dataset.room = innerWidth / rem < NARROW_REM ? 'narrow' : 'wide'
  }
  apply()
  addEventListener('resize', apply)
}

/** A region's letters are those of the wall around it: they are read from the same distance. */
export function sizeAsParent(): void {
  const apply = () => {
    const around = parent === window ? null : getComputedStyle(parent.document.documentElement).fontSize
    document.documentElement.style.fontSize = around ?? 'min(100vw / 84, 100vh / 44)'
  }
  apply()
  addEventListener('resize', apply)
}
