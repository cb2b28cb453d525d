import type { AnalyticsEvent, Session } from '../../contract/api.ts'
import { to } from '../location.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/State.tsx'
import { fullTime, timeOfDay } from '../ui/words.ts'
import { events, eventsProblem, hasMore, moreEvents, sessionOf, sessions } from './person.ts'

/** What the person did, newest first, by day; what was recorded leads to its moment. */
export function Timeline() {
  const all = events.value
  const visits = sessions.value.value ?? []
  const days = Map.groupBy(all, event => new Date(event.timestamp).toDateString())
  return (
    <section class="card person-card">
      <h2>Events</h2>
      {eventsProblem.value && <Notice bad>{eventsProblem.value}</Notice>}
      {all.length === 0 && !eventsProblem.value && <p class="quiet">No analytics event names this person.</p>}
      {[...days].map(([day, ofDay]) => (
        <section key={day} class="timeline-day">
          <h3>
            {new Date(day).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })}
          </h3>
          <ul>
            {ofDay.map(event => (
              <Row key={event.messageId} event={event} session={sessionOf(event, visits)} />
            ))}
          </ul>
        </section>
      ))}
      {hasMore.value && <Button onClick={() => void moreEvents()}>Show more</Button>}
    </section>
  )
}

function Row({ event, session }: { event: AnalyticsEvent; session: Session | undefined }) {
  const at = Date.parse(event.timestamp)
  const values = Object.entries({ ...event.traits, ...event.properties })
  const name = event.event ?? event.name ?? event.type
  return (
    <li class="timeline-row">
      <time title={fullTime(at)}>{timeOfDay(at)}</time>
      <span class="timeline-words">
        <b>{name}</b> {name !== event.type && event.type !== 'track' && <small>{event.type}</small>}
        {values.length > 0 && (
          <small class="timeline-values">
            {values
              .slice(0, 6)
              .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
              .join(' · ')}
          </small>
        )}
      </span>
      {session && (
        <a
          class="button icon-only quietly"
          href={to(`/sessions/${encodeURIComponent(session.id)}`, {
            t: Math.max(0, at - session.startedAt),
            segment: null,
            definition: null,
          })}
          aria-label={`Watch ${name} at ${timeOfDay(at)}`}
          title="Watch the moment"
        >
          <Icon name="video" small />
        </a>
      )}
    </li>
  )
}
