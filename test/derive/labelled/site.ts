import { createServer } from 'node:http'
import { answerOf, type Scenario } from './visit.ts'

/** The scenario's site as a server of its own; `tag` goes into the head of its pages. */
export async function startSite(
  scenario: Scenario,
  tag: string,
): Promise<{ origin: string; stop: () => void }> {
  const server = createServer((request, response) => {
    const { status = 200, contentType, body, after = 0 } = answerOf(scenario, `http://site${request.url}`)
    setTimeout(() => {
      response.writeHead(status, { 'content-type': contentType ?? 'application/json' })
      response.end(contentType ? body.replace('<title>', `${tag}<title>`) : body)
    }, after)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The site has no port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
