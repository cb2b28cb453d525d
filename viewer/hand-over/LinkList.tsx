import { useSignal } from '@preact/signals'
import type { ShareAnswer } from '../../contract/share.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import { ago, clock, counted, fullTime } from '../ui/words.ts'
import type { Links } from './links.ts'

/** Links made before: what each shows, who looked, and taking it back. */
export function LinkList({ links }: { links: Links }) {
  const { value, problem } = links.list.value
  if (problem) return <Notice bad>{problem}</Notice>
  if (!value || value.length === 0) return null
  return (
    <section class="hand-over-links" aria-labelledby="links-title">
      <h3 id="links-title">Public links of this session</h3>
      <ul>
        {value.map(one => (
          <Row key={one.id} link={one} links={links} />
        ))}
      </ul>
    </section>
  )
}

function Row({ link, links }: { link: ShareAnswer; links: Links }) {
  const sure = useSignal(false)
  const now = Date.now()
  const last = link.log[0]
  const over = link.expiresAt !== null && link.expiresAt <= now
  const name = link.title || 'A shared moment'
  return (
    <li>
      <div>
        <b class="cut">{name}</b>
        <p class="quiet">
          {clock(link.from)} to {clock(link.to)} ·{' '}
          <span title={link.log.map(view => `${fullTime(view.at)}: ${view.userAgent}`).join('\n')}>
            {counted(link.views, 'view')}
            {last && `, last ${ago(last.at, now)}`}
          </span>{' '}
          · {over ? 'over' : link.expiresAt === null ? 'never ends' : `ends ${day(link.expiresAt)}`}
        </p>
        <p class="hand-over-chips">
          {link.audience === 'members' && <span class="chip">members</span>}
          {link.hasPassword && <span class="chip">password</span>}
          {link.console && <span class="chip">console</span>}
          {link.network && <span class="chip">requests</span>}
          {link.maskText && <span class="chip">masked</span>}
        </p>
      </div>
      {sure.value ? (
        <Button look="danger" icon="bin" onClick={() => void links.revoke(link.id)}>
          Revoke for good
        </Button>
      ) : (
        <Button
          icon="bin"
          look="quietly"
          label={`Revoke “${name}”`}
          onClick={() => {
            sure.value = true
          }}
        />
      )}
    </li>
  )
}

function day(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
}
