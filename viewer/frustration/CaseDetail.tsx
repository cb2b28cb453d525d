import './case-detail.css'
import { useEffect } from 'preact/hooks'
import type { FrustrationCase } from '../../contract/frustration/board.ts'
import { to } from '../location.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice, Skeleton } from '../ui/State.tsx'
import { ago, counted, fullTime } from '../ui/words.ts'
import { busy, changeCase, examples, FEW, loadExamples, MANY, sayFine } from './board.ts'
import { KINDS, nameOf } from './kinds.ts'
import { sessionsOf } from './sessions-of.ts'

/** What happened, moment by moment, and what to do about it. */
export function CaseDetail({ one }: { one: FrustrationCase }) {
  // Asked again when it was met again.
  useEffect(() => void loadExamples(), [one.id, one.lastSeen, one.sessions])
  return (
    <div class="case-detail">
      <Examples one={one} />
      <div class="case-about">
        <Actions one={one} />
        <label class="labelled">
          Looked after by
          <input
            class="input"
            type="email"
            placeholder="E-mail address"
            value={one.assignee}
            onChange={event => {
              const field = event.currentTarget
              if (field.reportValidity())
                void changeCase(
                  one,
                  { assignee: field.value },
                  field.value ? 'Assigned.' : 'Assigned to nobody.',
                )
            }}
          />
        </label>
        <label class="labelled">
          Note
          <textarea
            class="input"
            rows={2}
            placeholder="What is known, where it is tracked"
            value={one.note}
            onChange={event => void changeCase(one, { note: event.currentTarget.value }, 'Noted.')}
          />
        </label>
        <dl>
          {one.element && (
            <>
              <dt>Element</dt>
              <dd>
                <code>{one.element}</code>
              </dd>
            </>
          )}
          {one.releases.length > 0 && (
            <>
              <dt>Releases</dt>
              <dd>{one.releases.join(', ')}</dd>
            </>
          )}
          {one.fixedAt !== null && (
            <>
              <dt>Marked as fixed</dt>
              <dd title={fullTime(one.fixedAt)}>{ago(one.fixedAt, Date.now())}</dd>
            </>
          )}
        </dl>
      </div>
    </div>
  )
}

function Examples({ one }: { one: FrustrationCase }) {
  const { value, problem } = examples.value
  if (problem) return <Notice bad>{problem}</Notice>
  if (!value) {
    return (
      <div class="case-examples">
        <Skeleton width="70%" />
        <Skeleton width="55%" />
      </div>
    )
  }
  return (
    <div class="case-examples">
      <ul>
        {value.map(example => (
          <li key={`${example.session} ${example.at}`}>
            <a href={momentOf(example.url)}>
              <Icon name="video" small />
              <span>
                <b>{example.person}</b>
                <small title={fullTime(example.at)}>{ago(example.at, Date.now())}</small>
                <span>{example.sentence}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
      <p class="case-more">
        <LinkButton icon="video" href={sessionsOf(one)}>
          All {counted(one.sessions, 'session')} with it
        </LinkButton>
        {value.length === FEW && (
          <Button look="quietly" onClick={() => void loadExamples(MANY)}>
            Show more
          </Button>
        )}
      </p>
    </div>
  )
}

/** The moment's address with the bar's choice, and the player's list of what went wrong. */
function momentOf(address: string): string {
  const url = new URL(address, location.href)
  return to(url.pathname, { ...Object.fromEntries(url.searchParams), panel: 'failures' })
}

function Actions({ one }: { one: FrustrationCase }) {
  const settled = one.fixedAt !== null
  const muted = one.state === 'muted'
  const name = nameOf(one)
  const kind = KINDS[one.kind].label.toLowerCase()
  return (
    <div class="case-actions">
      <Button
        icon="check"
        disabled={busy.value}
        onClick={() =>
          void changeCase(
            one,
            { fixed: !settled },
            settled ? 'Open again.' : 'Marked as fixed. It comes back by itself if it happens again.',
          )
        }
      >
        {settled ? 'Not fixed' : 'Mark as fixed'}
      </Button>
      <Button
        disabled={busy.value}
        onClick={() => void changeCase(one, { muted: !muted }, muted ? 'No longer muted.' : 'Muted.')}
      >
        {muted ? 'Unmute' : 'Mute'}
      </Button>
      {one.element && (
        <Button
          disabled={busy.value}
          onClick={() =>
            void sayFine(
              one,
              `“${name}” no longer counts as a ${kind}. Thresholds has the list to take it back.`,
            )
          }
        >
          This is fine
        </Button>
      )}
    </div>
  )
}
