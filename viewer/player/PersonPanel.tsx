import './person.css'
import type { SessionDetail } from '../../contract/api.ts'
import { SESSION_FIELD_NAMES, SESSION_FIELDS } from '../../contract/fields.ts'
import { segment } from '../frame/projects.ts'
import { Skeleton } from '../ui/State.tsx'
import { count, countryName, duration, languageName } from '../ui/words.ts'
import { lossWords } from './fidelity.ts'
import { Memberships } from './Memberships.tsx'
import { OtherSessions } from './OtherSessions.tsx'
import type { Player } from './player.ts'
import { Why } from './Why.tsx'

/** Who it was, what is known of the visit, why it is in the segment, and what the recording lacks. */
export function PersonPanel({ player }: { player: Player }) {
  const session = player.session.value.value
  if (!session) return <Skeleton width="60%" />
  const { person, traits } = session
  const ids = [...person.userIds, ...person.anonymousIds.slice(0, 3)]
  return (
    <div class="person">
      <section>
        <h3>{person.label}</h3>
        <Pairs
          pairs={Object.entries(traits).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : JSON.stringify(value),
          ])}
          empty="No trait is known of this person."
        />
        <p class="person-ids">
          {ids.map(id => (
            <code key={id} class="cut">
              {id}
            </code>
          ))}
        </p>
      </section>
      {player.why.value && (
        <section>
          <h3>
            {player.why.value.holds ? 'In' : 'Not in'} “{segment.value?.name ?? 'the segment'}”
          </h3>
          <ul class="why">
            <Why why={player.why.value} session={session} />
          </ul>
        </section>
      )}
      <section>
        <h3>Segments, then and now</h3>
        <Memberships session={session} />
      </section>
      <section>
        <h3>Other sessions</h3>
        <OtherSessions session={session} />
      </section>
      <section>
        <h3>Visit</h3>
        <Pairs pairs={fieldPairs(session)} empty="" />
      </section>
      <section>
        <h3>What the recording lacks</h3>
        <Fidelity session={session} />
      </section>
    </div>
  )
}

function Pairs({ pairs, empty }: { pairs: [string, string][]; empty: string }) {
  if (pairs.length === 0) return <p class="quiet">{empty}</p>
  return (
    <dl class="pairs">
      {pairs.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function fieldPairs({ fields }: SessionDetail): [string, string][] {
  return SESSION_FIELD_NAMES.flatMap(name => {
    const value = fields[name]
    if (value === undefined) return []
    const { label, type } = SESSION_FIELDS[name]
    if (typeof value === 'number') return [[label, type === 'duration' ? duration(value) : count(value)]]
    if (name === 'country') return [[label, countryName(value)]]
    if (name === 'language') return [[label, languageName(value)]]
    return [[label, value]]
  })
}

function Fidelity({ session }: { session: SessionDetail }) {
  const missing = lossWords(session)
  if (missing.length === 0) return <p class="quiet">Nothing: all that happened was recorded and arrived.</p>
  return (
    <ul class="quiet">
      {missing.map(words => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  )
}
