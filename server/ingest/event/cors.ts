/**
 * What browsers must be told, measured with the real SDKs: `*` does not cover `authorization`, an unexposed
 * Retry-After is not seen, and an answer without an allowed origin is sent again although it was stored.
 */
export const CORS: Record<string, string> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Retry-After',
}

export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...CORS,
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      // anonymousid and sentat: Rudder's browser SDK.
      'access-control-allow-headers':
        'authorization, content-type, content-encoding, x-retry-count, x-requested-with, anonymousid, sentat',
      // s; Chromium keeps a preflight for two hours at most.
      'access-control-max-age': '7200',
    },
  })
}

export function answerJson(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...CORS, ...headers },
  })
}
