import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { MergeOfPerson } from '../../contract/data.ts'
import { here, query, to } from '../location.ts'
import { mergeWords } from '../people/merge-words.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Empty, Problem } from '../ui/State.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { ago, count, fullTime } from '../ui/words.ts'
import { loadMerges, merges } from './identity.ts'

/** Who became one person, and what was refused. */
export function IdentityTab() {
  useEffect(
    () =>
      effect(() => {
        query.value
        void loadMerges()
      }),
    [],
  )
  const { value, problem } = merges.value
  if (problem && !value) {
    return (
      <Problem title="The merges could not be loaded" problem={problem} again={() => void loadMerges()} />
    )
  }
  if (!value) return <Waiting />
  const outcome = query.value.get('outcome')
  const kinds = [
    { key: null, label: 'All', many: value.merged + value.refused },
    { key: 'merged', label: 'Merged', many: value.merged },
    { key: 'refused', label: 'Refused', many: value.refused },
  ]
  return (
    <>
      <nav class="filters" aria-label="What became of it">
        {kinds.map(({ key, label, many }) => (
          <a
            key={label}
            class="filter"
            href={here({ outcome: key })}
            aria-current={outcome === key ? 'true' : undefined}
          >
            {label} <span class="filter-count">{count(many)}</span>
          </a>
        ))}
      </nav>
      {value.items.length === 0 ? (
        <Empty
          icon="people"
          title={outcome === 'refused' ? 'No merge was refused' : 'No ids were tied together'}
          actions={<LinkButton href={to('/people')}>People</LinkButton>}
        >
          An event or a recording that carries an anonymous id and a user id ties the two together; so does an
          alias.
        </Empty>
      ) : (
        <ul class="card violations">
          {value.items.map(one => (
            <Row key={`${one.messageId} ${one.anonymousId} ${one.userId} ${one.by}`} merge={one} />
          ))}
        </ul>
      )}
      {value.items.length > 0 && (
        <p class="quiet data-foot">
          {value.total > value.items.length && `The newest ${count(value.items.length)}. `}
          Of the 1,000 people seen last; every person’s page has all of theirs.
        </p>
      )}
    </>
  )
}

function Row({ merge }: { merge: MergeOfPerson }) {
  const { person, outcome, at, messageId } = merge
  return (
    <li class="violation">
      <div class="violation-words">
        <p>
          <span class={outcome === 'refused' ? 'chip warn' : 'chip accent'}>{outcome}</span>{' '}
          <a class="name" href={to(`/people/${encodeURIComponent(person.id)}`)}>
            {person.label}
          </a>
        </p>
        <p>{mergeWords(merge)}</p>
      </div>
      <p class="violation-end quiet">
        <span title={fullTime(at)}>{ago(at, Date.now())}</span>
        <code class="cut">{messageId}</code>
      </p>
    </li>
  )
}
