// Answers { ok, status, body }: the caller decides what a refusal means.
export async function send(path, body) {
  const response = await fetch(`/demo/api/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return { ok: response.ok, status: response.status, body: await response.json() }
}
