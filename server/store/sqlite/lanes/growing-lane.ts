import type { Lane } from './lane.ts'

export type EventColumns = [
  name: number,
  at: number,
  ident: number,
  session: number,
  place: number,
  said: number,
  source: number,
]

/** A lane of rows that are not packed; rows may be added behind. */
export class GrowingLane implements Lane {
  readonly base = 0
  readonly slice: number
  #count = 0
  #at = new Float64Array(64)
  #ident = new Uint32Array(64)
  #session = new Uint32Array(64)
  #place = new Uint16Array(64)
  #said = new Uint32Array(64)
  #source = new Uint8Array(64)

  constructor(slice: number) {
    this.slice = slice
  }

  get count(): number {
    return this.#count
  }

  get at(): Float64Array {
    return this.#at
  }

  get ident(): Uint32Array {
    return this.#ident
  }

  cold() {
    return { session: this.#session, place: this.#place }
  }

  said(): Uint32Array {
    return this.#said
  }

  sources(): Uint8Array {
    return this.#source
  }

  add([, at, ident, session, place, said, source]: EventColumns): void {
    if (this.#count === this.#at.length) this.#grow()
    this.#at[this.#count] = at
    this.#ident[this.#count] = ident
    this.#session[this.#count] = session
    this.#place[this.#count] = place
    this.#said[this.#count] = said
    this.#source[this.#count] = source
    this.#count += 1
  }

  #grow(): void {
    const length = this.#count * 2
    const { at, ident, session, place, said, source } = {
      at: new Float64Array(length),
      ident: new Uint32Array(length),
      session: new Uint32Array(length),
      place: new Uint16Array(length),
      said: new Uint32Array(length),
      source: new Uint8Array(length),
    }
    at.set(this.#at)
    ident.set(this.#ident)
    session.set(this.#session)
    place.set(this.#place)
    said.set(this.#said)
    source.set(this.#source)
    this.#at = at
    this.#ident = ident
    this.#session = session
    this.#place = place
    this.#said = said
    this.#source = source
  }
}
