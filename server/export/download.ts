import type { Context } from 'hono'

/**
 * A file as it is made. What fails on the way breaks the connection off, so that the browser does not take a part
 * for the whole.
 */
export function download(
  c: Context,
  { name, type }: { name: string; type: string },
  pieces: AsyncIterable<string>,
): Response {
  const encoder = new TextEncoder()
  const iterator = pieces[Symbol.asyncIterator]()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await iterator.return?.()
    },
  })
  return c.body(body, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`,
    'x-content-type-options': 'nosniff',
  })
}
