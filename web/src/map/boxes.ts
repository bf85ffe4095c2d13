// Rectangles on the screen, in pixels: nothing that is read may lie on something else that is read.
export interface Rect {
  left: number
  top: number
  right: number
  bottom: number
}

export const overlap = (a: Rect, b: Rect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

export const inside = (inner: Rect, outer: Rect): boolean =>
  inner.left >= outer.left &&
  inner.right <= outer.right &&
  inner.top >= outer.top &&
  inner.bottom <= outer.bottom

export const around = (x: number, y: number, width: number, height: number): Rect => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
})

/** What is taken already; `place` takes the first of some rectangles that is free, or says that none is. */
export class Taken {
  private readonly rects: Rect[]

  constructor(
    private readonly room: Rect,
    taken: readonly Rect[] = [],
  ) {
    this.rects = [...taken]
  }

  place(wishes: readonly Rect[]): number {
    const found = wishes.findIndex((wish) => inside(wish, this.room) && this.isFree(wish))
    if (found >= 0) this.rects.push(wishes[found]!)
    return found
  }

  private isFree(wish: Rect): boolean {
    return !this.rects.some((rect) => overlap(rect, wish))
  }
}
