/** What a destination gets, in a sentence. */
import type { Destination } from '../../contract/destination.ts'

type Told = Pick<Destination, 'filter' | 'mapping'>

export function passedOn(
  { filter, mapping }: Told,
  segments: readonly { id: string; name: string }[],
): string {
  const { types, events, segment } = filter
  const what = events.length > 0 ? events.join(', ') : types.length > 0 ? kindsOf(types) : 'Everything'
  const name = segments.find(({ id }) => id === segment)?.name
  const whose =
    segment === null ? '' : name === undefined ? ' of a segment that was deleted' : ` of “${name}”`
  const renamed = Object.entries(mapping.rename).map(([from, to]) => `${from} as ${to}`)
  const changed = [
    ...(mapping.omit.length > 0 ? [`without ${mapping.omit.join(', ')}`] : []),
    ...(renamed.length > 0 ? [`with ${renamed.join(', ')}`] : []),
  ]
  return `${[`${what}${whose}`, ...changed].join(', ')}.`
}

/** `Track and page calls` */
function kindsOf(types: readonly string[]): string {
  const last = types.at(-1) ?? ''
  const text = types.length > 1 ? `${types.slice(0, -1).join(', ')} and ${last}` : last
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} calls`
}
