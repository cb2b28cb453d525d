import type { TabRow } from './port.ts'

/** What comes late, before what was seen, makes a tab begin anew. */
export function firstWanted(
  { tab, fresh }: Pick<TabRow, 'tab' | 'fresh'>,
  from: Record<string, number>,
): number {
  const wanted = Object.hasOwn(from, tab) ? (from[tab] ?? 0) : 0
  return (fresh[0] ?? wanted) >= wanted ? wanted : 0
}

/** One after the other, in memory of its own, so that it can be given to another thread whole. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.byteLength
  }
  return all
}
