/** gzip where the browser has it, else the text itself (the server tells them apart by their first byte). */
export async function compress(text: string): Promise<ArrayBuffer | string> {
  if (typeof CompressionStream === 'undefined') return text
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Response(stream).arrayBuffer()
}
