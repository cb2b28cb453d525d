/**
 * Reads a request's body up to `limit` bytes; `too-large` as soon as more is announced or arrives, without
 * holding more than the limit.
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array | 'too-large'> {
  const announced = request.headers.get('content-length')
  if (announced !== null) {
    // The HTTP parser holds the sender to the length announced. Not even looking at `body` spares it being made.
    return Number(announced) > limit ? 'too-large' : new Uint8Array(await request.arrayBuffer())
  }
  if (!request.body) return new Uint8Array()
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body) {
    size += part.byteLength
    if (size > limit) return 'too-large'
    parts.push(part)
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
}
