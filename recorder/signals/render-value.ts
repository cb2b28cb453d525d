import { MASK, SECRET_NAME } from '../privacy/mask-secrets.ts'

/** Characters rendered at most: twice what is kept, so that a secret is masked before it is cut in two. */
const MAX_LENGTH = 2000
const MAX_DEPTH = 4

/** Objects that are told by one line; undefined: by what they hold. */
function renderWhole(object: object, name: string, depth: number): string | undefined {
  if (object instanceof Error) return object.stack || String(object)
  if (object instanceof Element) return `<${object.localName}${object.id && `#${object.id}`}>`
  if (object instanceof Date || object instanceof RegExp) return String(object)
  if (ArrayBuffer.isView(object)) return `${name}(${object.byteLength})`
  if (object instanceof Map || object instanceof Set) return `${name}(${object.size})`
  return depth > 0 ? undefined : name
}

/** Any value of the page as text, whatever its proxies and getters do, in time its size does not decide. */
export function renderValue(value: unknown): string {
  let out = ''

  const writeObject = (object: object, depth: number, outer: object[]) => {
    const name = String(Object.getPrototypeOf(object)?.constructor?.name ?? 'Object')
    const whole = outer.includes(object) ? '[Circular]' : renderWhole(object, name, depth)
    if (whole) {
      out += whole
      return
    }
    const list = Array.isArray(object)
    out += list ? '[' : name === 'Object' ? '{' : `${name} {`
    const names = list ? object.slice(0, MAX_LENGTH).keys() : Object.keys(object)
    let first = true
    for (const key of names) {
      if (out.length > MAX_LENGTH) break
      if (!first) out += ', '
      first = false
      if (!list) out += `${key}: `
      const property = Object.getOwnPropertyDescriptor(object, key)
      // A getter is code of the page: it may throw, and it may change something.
      if (!property || property.get) out += '(…)'
      else if (SECRET_NAME.test(String(key))) out += MASK
      else write(property.value, depth - 1, [...outer, object])
    }
    out += list ? ']' : '}'
  }

  const write = (inner: unknown, depth: number, outer: object[]) => {
    if (typeof inner === 'function') out += `ƒ ${inner.name}`
    else if (typeof inner === 'object' && inner !== null) writeObject(inner, depth, outer)
    else if (typeof inner === 'string' && outer.length > 0) out += `"${inner.slice(0, MAX_LENGTH)}"`
    else out += String(inner).slice(0, MAX_LENGTH)
  }

  try {
    write(value, MAX_DEPTH, [])
  } catch {
    out += '(unreadable)'
  }
  return out.slice(0, MAX_LENGTH)
}
