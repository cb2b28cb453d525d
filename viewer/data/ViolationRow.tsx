import type { Dependent, Violation, ViolationExample } from '../../contract/plan.ts'
import { momentAddress } from '../frame/moment.ts'
import { to } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { ago, count, fullTime } from '../ui/words.ts'
import { kindWords } from './violations.ts'

/** One thing that is wrong, how often, what it damages, and moments at which it happened. */
export function ViolationRow({ violation }: { violation: Violation }) {
  const { kind, event, message, count: times, firstAt, lastAt, damages, examples } = violation
  return (
    <li class="violation">
      <div class="violation-words">
        <p>
          <span class="chip bad">{kindWords(kind)}</span> <b>{event}</b>
        </p>
        <p>{message}</p>
        {damages.length > 0 && (
          <p class="violation-damages">
            <Icon name="funnel" small />
            <span>
              Damages{' '}
              {damages.map((one, i) => (
                <span key={`${one.board ?? ''} ${one.id}`}>
                  {i > 0 && ', '}
                  <a href={addressOf(one)}>{one.name}</a>
                  {one.kind !== 'segment' && ` (${one.kind})`}
                </span>
              ))}
            </span>
          </p>
        )}
        <ul class="violation-examples" aria-label={`Examples of ${event}`}>
          {examples.map(one => (
            <Example key={one.messageId} example={one} event={event} />
          ))}
        </ul>
      </div>
      <p class="violation-end">
        <b>{times === 1 ? 'Once' : `${count(times)} times`}</b>
        <span class="quiet" title={fullTime(lastAt)}>
          {times === 1 ? '' : 'last '}
          {ago(lastAt, Date.now())}
        </span>
        {times > 1 && (
          <span class="quiet" title={fullTime(firstAt)}>
            first {ago(firstAt, Date.now())}
          </span>
        )}
      </p>
    </li>
  )
}

function addressOf({ kind, id, board }: Dependent): string {
  if (kind === 'segment') return to(`/segments/${encodeURIComponent(id)}`)
  return board === undefined ? to('/behaviour/funnels', { saved: id }) : to('/behaviour/boards', { board })
}

function Example({ example, event }: { example: ViolationExample; event: string }) {
  const { at, seen, url, personId } = example
  return (
    <li>
      {url ? (
        <a href={momentAddress(url)}>
          <Icon name="video" small />
          <span class="visually-hidden">Watch the moment of {event}, </span>
          <span title={fullTime(at)}>{ago(at, Date.now())}</span>
        </a>
      ) : personId ? (
        <a href={to(`/people/${encodeURIComponent(personId)}`)} title="Not recorded; the person’s page">
          <Icon name="people" small />
          <span class="visually-hidden">Person of {event}, whose visit was not recorded, </span>
          <span title={fullTime(at)}>{ago(at, Date.now())}</span>
        </a>
      ) : (
        <span class="quiet" title={fullTime(at)}>
          {ago(at, Date.now())}, nobody’s
        </span>
      )}
      {seen !== undefined && <code class="cut">{seen}</code>}
    </li>
  )
}
