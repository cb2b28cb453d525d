import { useState } from 'preact/hooks'
import { project } from '../frame/projects.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/clipboard.ts'
import { Segmented } from '../ui/Segmented.tsx'

const WAYS = [
  { value: 'curl', label: 'Shell' },
  { value: 'page', label: 'Page' },
  { value: 'segment', label: 'Segment' },
  { value: 'amplitude', label: 'Amplitude' },
] as const
type Way = (typeof WAYS)[number]['value']

/** One event to try with, for each way they come. */
export function HowToSend() {
  const [way, setWay] = useState<Way>('curl')
  const text = snippet(way, location.origin, project.value?.writeKey ?? 'WRITE_KEY')
  return (
    <div class="how-to-send">
      <Segmented label="How to send one" name="way" value={way} options={WAYS} onChange={setWay} />
      <div class="how-to-code">
        <pre>{text}</pre>
        <Button icon="copy" look="quietly" label="Copy" onClick={() => void copyText(text, 'Copied')} />
      </div>
    </div>
  )
}

function snippet(way: Way, origin: string, key: string): string {
  switch (way) {
    case 'curl':
      return `curl ${origin}/v1/track -u ${key}: \\
  -H 'content-type: application/json' \\
  -d '{"event":"Hello Segreel","userId":"me"}'`
    case 'page':
      return `// with the script tag in the page
segreel.track('Hello Segreel', { from: 'the console' })`
    case 'segment':
      return `import { Analytics } from '@segment/analytics-node'
const analytics = new Analytics({ writeKey: '${key}', host: '${origin}' })
analytics.track({ event: 'Hello Segreel', userId: 'me' })`
    case 'amplitude':
      return `import { init, track } from '@amplitude/analytics-node'
init('${key}', { serverUrl: '${origin}/2/httpapi' })
track('Hello Segreel', {}, { user_id: 'amelie' })`
  }
}
