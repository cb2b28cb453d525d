/**
 * A recording as one HTML file that replays without a network: the events (gzip, base64), rrweb's replayer and a
 * small player (viewer/offline) inlined. Its content security policy knows that one script by its hash; nothing of
 * the recording runs, and nothing is fetched.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGzip } from 'node:zlib'
import { Failure } from '../failure.ts'
import { ROOT } from '../root.ts'

const FOLDER = join(ROOT, 'dist', 'offline')

export interface OfflineTab {
  id: string
  events: AsyncIterable<unknown> | Iterable<unknown>
}

export interface OfflinePlayer {
  script: string
  style: string
}

export function offlinePlayer(): OfflinePlayer {
  const script = join(FOLDER, 'replay.js')
  const style = join(FOLDER, 'replay.css')
  if (!existsSync(script) || !existsSync(style)) {
    throw new Failure(
      'unavailable',
      'The player for files is not built; start with "npm start", which builds it.',
    )
  }
  return { script: readFileSync(script, 'utf8'), style: readFileSync(style, 'utf8') }
}

export async function* replayFile(
  player: OfflinePlayer,
  { title, tabs }: { title: string; tabs: OfflineTab[] },
): AsyncGenerator<string> {
  // An inline script ends at the first `</script`, wherever that stands.
  const script = player.script.replaceAll('</script', '<\\/script')
  const hash = createHash('sha256').update(script).digest('base64')
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'media-src data: blob:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${player.style.replaceAll('</style', '<\\/style')}</style>
</head>
<body>
<script type="application/octet-stream" id="recording">`
  yield* base64(jsonOf(title, tabs))
  yield `</script>
<script>${script}</script>
</body>
</html>
`
}

/** `{"title":T,"tabs":[{"id":ID,"events":[...]}]}`, piece by piece. */
async function* jsonOf(title: string, tabs: OfflineTab[]): AsyncGenerator<string> {
  yield `{"title":${JSON.stringify(title)},"tabs":[`
  for (const [i, { id, events }] of tabs.entries()) {
    yield `${i > 0 ? ',' : ''}{"id":${JSON.stringify(id)},"events":[`
    let first = true
    for await (const event of events) {
      yield (first ? '' : ',') + JSON.stringify(event)
      first = false
    }
    yield ']}'
  }
  yield ']}'
}

async function* base64(text: AsyncIterable<string>): AsyncGenerator<string> {
  const gzip = createGzip()
  // What fails on the way in fails the way out, which is read below.
  const filled = (async () => {
    for await (const piece of text) {
      if (!gzip.write(piece)) await new Promise(resolve => gzip.once('drain', resolve))
    }
    gzip.end()
  })().catch(error => gzip.destroy(error))
  let rest = Buffer.alloc(0)
  for await (const chunk of gzip) {
    const bytes = Buffer.concat([rest, chunk])
    // Three bytes are four letters: only then pieces can be put one behind the other.
    const whole = bytes.length - (bytes.length % 3)
    yield bytes.subarray(0, whole).toString('base64')
    rest = bytes.subarray(whole)
  }
  await filled
  yield rest.toString('base64')
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
}
