/** Fields of slices of sessions as a thread keeps them: in numbers as narrow as they are. */
import { SESSION_FIELD_NAMES, type SessionField } from '../../../../contract/fields.ts'
import type { FieldPart } from './field-piece.ts'
import { keeperIn, type Room } from './slice-keeper.ts'

/** By session of the slice; `none` stands for none, and is NaN where all else may stand. */
export interface KeptNumbers {
  values: Uint8Array | Uint16Array | Uint32Array | Float64Array
  none: number
}

export interface KeptTexts {
  /** Place in `texts` + 1; 0: none. */
  codes: Uint8Array | Uint16Array
  texts: string[]
}

export interface KeptFields {
  /** Null: no session of the slice has it. */
  numbers(field: SessionField, slice: number, version: number, part: () => FieldPart): KeptNumbers | null
  texts(field: SessionField, slice: number, version: number, part: () => FieldPart): KeptTexts | null
}

/** A text is taken to be so long. */
const BYTES_OF_TEXT = 60
/** Of what is known to be nothing. */
const BYTES_OF_NOTHING = 16

export function keptFields(room: Room): KeptFields {
  const numbers = keeperIn<KeptNumbers | null>(room, one => one?.values.byteLength ?? BYTES_OF_NOTHING)
  const texts = keeperIn<KeptTexts | null>(room, one =>
    one ? one.codes.byteLength + one.texts.length * BYTES_OF_TEXT : BYTES_OF_NOTHING,
  )
  const keyOf = (field: SessionField, slice: number) =>
    slice * SESSION_FIELD_NAMES.length + SESSION_FIELD_NAMES.indexOf(field)
  return {
    numbers: (field, slice, version, part) =>
      numbers.of(keyOf(field, slice), version, () => narrowed(part().numbers(field))),
    texts: (field, slice, version, part) =>
      texts.of(keyOf(field, slice), version, () => {
        const own = part().texts(field)
        if (!own || own.texts.length === 0) return null
        return { texts: own.texts, codes: own.texts.length < 2 ** 8 ? Uint8Array.from(own.codes) : own.codes }
      }),
  }
}

/** Most fields are counts, or ms. */
function narrowed(values: Float64Array | null): KeptNumbers | null {
  if (values === null) return null
  let [most, whole] = [-1, true]
  for (let i = 0; i < values.length && whole; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    whole = value >= 0 && value < 2 ** 32 && Number.isInteger(value) && !Object.is(value, -0)
    if (value > most) most = value
  }
  if (!whole) return { values, none: Number.NaN }
  if (most === -1) return null
  const bits = [8, 16, 32].find(one => most < 2 ** one - 1)
  if (bits === undefined) return { values, none: Number.NaN }
  const none = 2 ** bits - 1
  const into =
    bits === 8
      ? new Uint8Array(values.length)
      : bits === 16
        ? new Uint16Array(values.length)
        : new Uint32Array(values.length)
  for (let i = 0; i < into.length; i++) into[i] = Number.isNaN(values[i]!) ? none : values[i]!
  return { values: into, none }
}
