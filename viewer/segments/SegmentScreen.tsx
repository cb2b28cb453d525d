import './segments.css'
import './builder/builder.css'
import './builder/builder-parts.css'
import { useEffect, useMemo } from 'preact/hooks'
import { SegmentSoundness } from '../data/SoundnessChip.tsx'
import { go, here, query, to } from '../location.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Notice, Problem, Skeleton } from '../ui/State.tsx'
import { Group } from './builder/Group.tsx'
import { TextPane } from './builder/TextPane.tsx'
import { createDraft, type Draft } from './draft.ts'
import { GoalEditor } from './GoalEditor.tsx'
import { PreviewPane } from './PreviewPane.tsx'
import { SegmentActions } from './SegmentActions.tsx'
import { SizeChart } from './SizeChart.tsx'

const SUBJECTS = [
  { value: 'session', label: 'Sessions' },
  { value: 'person', label: 'People' },
  { value: 'account', label: 'Accounts' },
] as const
const SPEAKS_OF = {
  session: 'single visits, each judged by itself',
  person: 'people, judged by all they did; their sessions are shown',
  account: 'companies, judged by what they are and what their users did',
} as const
const FORMS = [
  { value: 'sentence', label: 'As a sentence' },
  { value: 'text', label: 'As text' },
] as const

export function SegmentScreen({ id }: { id: string | null }) {
  const draft = useMemo(() => createDraft(id), [id])
  useEffect(() => {
    document.title = id ? 'Segment · Segreel' : 'New segment · Segreel'
    void draft.open()
    const keys = (event: KeyboardEvent) => undoKeys(event, draft)
    addEventListener('keydown', keys)
    return () => {
      removeEventListener('keydown', keys)
      draft.stop()
    }
  }, [draft])

  if (draft.missing.value) {
    return (
      <>
        <Problem
          title="This segment cannot be opened"
          problem={draft.missing.value}
          again={() => void draft.open()}
        />
        <div class="state-link">
          <LinkButton href={to('/segments')} icon="back">
            All segments
          </LinkButton>
        </div>
      </>
    )
  }
  return (
    <section class="segment-screen">
      <Head draft={draft} />
      {!draft.loading.value && <GoalEditor draft={draft} />}
      <SegmentSoundness segment={id} />
      <div class="builder">
        <div class="card builder-card">{draft.loading.value ? <Waiting /> : <Builder draft={draft} />}</div>
        <PreviewPane draft={draft} />
      </div>
      {id && <SizeChart segment={id} />}
    </section>
  )
}

/** Inside a text field the browser undoes the typing itself. */
function undoKeys(event: KeyboardEvent, draft: Draft): void {
  const field = event.target instanceof Element && event.target.closest('input, textarea')
  if (field || !(event.ctrlKey || event.metaKey) || event.altKey) return
  const key = event.key.toLowerCase()
  if (key !== 'z' && key !== 'y') return
  event.preventDefault()
  if (key === 'y' || event.shiftKey) draft.redo()
  else draft.undo()
}

function Head({ draft }: { draft: Draft }) {
  return (
    <header class="segment-head">
      <div class="segment-names">
        <input
          class="input segment-name"
          aria-label="Name"
          placeholder="Name this segment"
          value={draft.name.value}
          onInput={event => {
            draft.name.value = event.currentTarget.value
          }}
        />
        <input
          class="input segment-description"
          aria-label="Description"
          placeholder="What it is for"
          value={draft.description.value}
          onInput={event => {
            draft.description.value = event.currentTarget.value
          }}
        />
      </div>
      <SegmentActions draft={draft} />
    </header>
  )
}

function Builder({ draft }: { draft: Draft }) {
  const { where, subject } = draft.definition.value
  const form = query.value.get('form') === 'text' ? 'text' : 'sentence'
  return (
    <>
      <div class="builder-subject">
        <Segmented
          label="Whom it speaks of"
          name="subject"
          value={subject}
          options={SUBJECTS}
          onChange={draft.setSubject}
        />
        <span class="quiet">{SPEAKS_OF[subject]}</span>
        <span class="end">
          <Segmented
            label="Written how"
            name="form"
            value={form}
            options={FORMS}
            onChange={next => go(here({ form: next === 'text' ? next : null }), 'replace')}
          />
        </span>
      </div>
      {form === 'text' && <TextPane draft={draft} />}
      {form === 'sentence' && (where.kind === 'and' || where.kind === 'or') && (
        <Group draft={draft} node={where} place={[]} at="where" standing={{ of: subject, inUsers: false }} />
      )}
      {draft.problem.value && <Notice bad>{draft.problem.value}</Notice>}
      {draft.problems.value.length > 0 && !draft.problem.value && (
        <Notice>
          {draft.problems.value.map(one => (
            <p key={`${one.at} ${one.message}`}>{one.message}</p>
          ))}
        </Notice>
      )}
    </>
  )
}

function Waiting() {
  return (
    <>
      <Skeleton width={180} height={32} />
      <Skeleton width="80%" height={32} />
      <Skeleton width="65%" height={32} />
    </>
  )
}
