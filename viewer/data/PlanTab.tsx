import { effect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { bar, here, query } from '../location.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Empty, Notice, Problem } from '../ui/State.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { ago, counted, fullTime } from '../ui/words.ts'
import { Blocked, EnforcementCard } from './Enforcement.tsx'
import { PlanEditor } from './PlanEditor.tsx'
import { PlanRules } from './PlanRules.tsx'
import { bringBack, editor, editorProblem, loadPlan, openEditor, openFile, plan, versions } from './plan.ts'

export function PlanTab() {
  useEffect(
    () =>
      effect(() => {
        bar.value
        query.value
        void loadPlan()
      }),
    [],
  )
  const { value, problem, loading } = plan.value
  if (editor.value !== null) return <PlanEditor />
  if (problem && !value) {
    return <Problem title="The plan could not be loaded" problem={problem} again={() => void loadPlan()} />
  }
  if (!value && loading) return <Waiting />
  return (
    <div class="data-stack">
      {editorProblem.value && <Notice bad>{editorProblem.value}</Notice>}
      {value ? <InForce /> : <NoPlan />}
      <Blocked />
    </div>
  )
}

function NoPlan() {
  return (
    <Empty
      icon="page"
      title="Say what the site means to send"
      actions={
        <>
          <Button icon="sparkles" look="primary" onClick={() => void openEditor('draft')}>
            Draft from what arrived
          </Button>
          <ImportButton />
        </>
      }
    >
      With a tracking plan every event is checked: its name, required properties, types and values. Begin with
      a draft of what arrived, or import a plan exported from Segment.
    </Empty>
  )
}

function ImportButton() {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        class="visually-hidden"
        tabIndex={-1}
        aria-label="Tracking plan"
        onChange={event => {
          const file = event.currentTarget.files?.[0]
          if (file) void openFile(file)
        }}
      />
      <Button icon="upload" onClick={() => input.current?.click()}>
        Import
      </Button>
    </>
  )
}

function InForce() {
  const value = plan.value.value
  if (!value) return null
  const newest = versions.value.value?.[0]?.version ?? value.version
  const old = value.version !== newest
  const { project } = bar.value
  return (
    <>
      {old && (
        <Notice>
          This is version {value.version}; version {newest} is in force.{' '}
          <a href={here({ version: null })}>Back to it</a>
        </Notice>
      )}
      <section class="card plan">
        <header class="plan-head">
          <div>
            <h2>{value.name}</h2>
            <p class="quiet" title={fullTime(value.updatedAt)}>
              Version {value.version}, {counted(value.rules.length, 'rule')}, changed{' '}
              {ago(value.updatedAt, Date.now())}
            </p>
          </div>
          <div class="plan-actions">
            {old ? (
              <Button icon="reload" look="primary" onClick={() => void bringBack(value)}>
                Put in force again
              </Button>
            ) : (
              <>
                <Button icon="adjustments" onClick={() => void openEditor('plan')}>
                  Edit
                </Button>
                <Button icon="sparkles" onClick={() => void openEditor('draft')}>
                  Draft again
                </Button>
                <ImportButton />
                <a
                  class="button"
                  download="tracking-plan.json"
                  href={`/api/plan/export${project ? `?project=${encodeURIComponent(project)}` : ''}`}
                >
                  <Icon name="download" />
                  Export
                </a>
              </>
            )}
          </div>
        </header>
        <PlanRules rules={value.rules} />
      </section>
      {!old && <EnforcementCard enforcement={value.enforcement} />}
      <Versions current={value.version} />
    </>
  )
}

function Versions({ current }: { current: number }) {
  const all = versions.value.value ?? []
  if (all.length < 2) return null
  return (
    <section class="card plan-card">
      <h2>Versions</h2>
      <ul class="plan-versions">
        {all.map((one, i) => (
          <li key={one.version}>
            <LinkButton look="quietly" href={here({ version: i === 0 ? null : one.version })}>
              Version {one.version}
            </LinkButton>
            <span class="quiet">
              {counted(one.rules.length, 'rule')}, {ago(one.updatedAt, Date.now())}
            </span>
            {i === 0 && <span class="chip accent">in force</span>}
            {one.version === current && i > 0 && <span class="chip">shown</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
