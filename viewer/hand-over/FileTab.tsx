import { useSignal } from '@preact/signals'
import { address, path } from '../api.ts'
import { may } from '../frame/account.ts'
import { bar } from '../location.ts'
import type { Player } from '../player/player.ts'
import { Icon } from '../ui/Icon.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { RangeField } from './RangeField.tsx'
import { range } from './range.ts'

const PARTS = [
  { value: 'range', label: 'A range' },
  { value: 'whole', label: 'The whole visit' },
] as const

/** The session as files; plain links, so that the browser shows how far each is. */
export function FileTab({ player }: { player: Player }) {
  const part = useSignal<'range' | 'whole'>('whole')
  const { project } = bar.value
  const session = `/api/sessions/${path(player.id)}`
  if (!may.value.includes('export')) {
    return <p>Taking recordings and events out is not part of your role; ask an owner for it.</p>
  }
  const chosen = part.value === 'range' && range.value ? range.value : {}
  return (
    <>
      <Segmented
        label="What goes into the file"
        name="hand-over-part"
        value={part.value}
        options={PARTS}
        onChange={next => {
          part.value = next
        }}
      />
      {part.value === 'range' && <RangeField player={player} />}
      <p class="quiet">
        One HTML file that replays in any browser, without a network. It holds all that was recorded, so give
        it only to whom may see that.
      </p>
      <div class="hand-over-actions">
        <Download
          primary
          href={address(`${session}/file`, { project, ...chosen })}
          name={`${player.id}.html`}
          label="Replay as an HTML file"
        />
      </div>
      <p class="quiet">The whole visit as data, for other tools.</p>
      <div class="hand-over-actions">
        <Download
          href={address(`${session}/events`, { project })}
          name={`${player.id}.json`}
          label="Recording, rrweb JSON"
        />
        <Download
          href={address('/api/export/events', { project, session: player.id })}
          name={`${player.id}-events.ndjson`}
          label="Events, NDJSON"
        />
        <Download
          href={address('/api/export/events', { project, session: player.id, format: 'csv' })}
          name={`${player.id}-events.csv`}
          label="Events, CSV"
        />
      </div>
    </>
  )
}

interface DownloadProps {
  href: string
  name: string
  label: string
  primary?: boolean
}

function Download({ href, name, label, primary }: DownloadProps) {
  return (
    <a class={primary ? 'button primary' : 'button'} href={href} download={name}>
      <Icon name="download" />
      {label}
    </a>
  )
}
