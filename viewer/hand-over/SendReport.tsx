import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { ReportDelivery } from '../../contract/report-hook.ts'
import { may } from '../frame/account.ts'
import { base64Of } from '../picture/base64.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import { ago } from '../ui/words.ts'
import { FramePictureField } from './FramePictureField.tsx'
import type { FramePicture } from './frame-picture.ts'
import { ReportHookForm } from './ReportHookForm.tsx'
import { range } from './range.ts'
import type { ReportSending } from './report-hook.ts'
import type { Texts } from './texts.ts'

interface SendProps {
  texts: Texts
  picture: FramePicture
  sending: ReportSending
  tab: string | undefined
}

/** The picture, and the report sent to an address of the project's own. */
export function SendReport({ texts, picture, sending, tab }: SendProps) {
  const changing = useSignal(false)
  const withPicture = useSignal(true)
  const allowed = may.value.includes('share')
  useEffect(() => {
    if (allowed) void sending.ask()
  }, [sending, allowed])
  const hook = sending.hook.value
  const send = async () => {
    const part = range.peek()
    if (!part) return
    const drawn = withPicture.peek() ? picture.drawn.peek() : null
    const problem = texts.problem.peek().trim()
    await sending.send({
      ...part,
      ...(tab === undefined ? {} : { tab }),
      ...(problem === '' ? {} : { problem }),
      ...(drawn ? { png: await base64Of(drawn.png) } : {}),
    })
  }
  return (
    <>
      <FramePictureField picture={picture} sends={hook ? withPicture : null} />
      <div class="hand-over-actions">
        {hook && (
          <Button icon="upload" disabled={sending.busy.value} onClick={() => void send()}>
            Send to {new URL(hook.url).host}
          </Button>
        )}
        {hook !== undefined && !changing.value && may.value.includes('settings') && (
          <Button
            icon="cog"
            look="quietly"
            onClick={() => {
              changing.value = true
            }}
          >
            {hook ? 'Change address' : 'Send to an address …'}
          </Button>
        )}
      </div>
      {changing.value ? (
        <ReportHookForm
          sending={sending}
          onDone={() => {
            changing.value = false
          }}
        />
      ) : (
        sending.problem.value && <Notice bad>{sending.problem.value}</Notice>
      )}
      <Sent sending={sending} />
    </>
  )
}

const STATES: Record<ReportDelivery['state'], string> = {
  waiting: 'waits to be tried again',
  delivered: 'arrived',
  failed: 'was given up',
}

function Sent({ sending }: { sending: ReportSending }) {
  if (sending.sent.value.length === 0) return null
  return (
    <section class="hand-over-links" aria-labelledby="sent-title">
      <h3 id="sent-title">Reports sent of this session</h3>
      <ul>
        {sending.sent.value.map(one => (
          <li key={one.id}>
            <div>
              <b class="cut">{one.title}</b>
              <p class="quiet">
                {ago(one.at, Date.now())} · {STATES[one.state]}
                {one.error && ` · ${one.error}`}
              </p>
            </div>
            {one.state === 'failed' && (
              <Button look="quietly" disabled={sending.busy.value} onClick={() => void sending.again(one.id)}>
                Try again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
