/** The lines of GET /api/export/sessions, as they arrive. */

export type Mark =
  | { kind: 'export'; sessions: number }
  | { kind: 'done'; done: number; cursor: string }
  | { kind: 'end' }

/** `mark`: what the line says of how far it is; null for the data, which is not looked into. */
export async function* linesOf(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<{ line: string; mark: Mark | null }> {
  const decoder = new TextDecoder()
  const reader = stream.getReader()
  let open: string[] = []
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const parts = decoder.decode(value, { stream: true }).split('\n')
    for (const part of parts.slice(0, -1)) {
      const line = `${open.join('')}${part}\n`
      open = []
      yield { line, mark: markOf(line) }
    }
    open.push(parts.at(-1) ?? '')
  }
}

function markOf(line: string): Mark | null {
  if (!/^\{"kind":"(export|done|end)"/.test(line)) return null
  const value: unknown = JSON.parse(line)
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null
  if (value.kind === 'export' && 'sessions' in value)
    return { kind: 'export', sessions: Number(value.sessions) }
  if (value.kind === 'done' && 'done' in value && 'cursor' in value) {
    return { kind: 'done', done: Number(value.done), cursor: String(value.cursor) }
  }
  return value.kind === 'end' ? { kind: 'end' } : null
}
