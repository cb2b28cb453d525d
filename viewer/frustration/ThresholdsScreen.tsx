import './frustration.css'
import './thresholds.css'
import { useEffect } from 'preact/hooks'
import { to } from '../location.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Problem, Skeleton } from '../ui/State.tsx'
import { KINDS } from './kinds.ts'
import { RuleCard } from './RuleCard.tsx'
import { TrialPane } from './TrialPane.tsx'
import { RULES } from './threshold-fields.ts'
import {
  choosePreset,
  draft,
  inForce,
  isChanged,
  keepTrying,
  loadRules,
  PRESET_NAMES,
  PRESET_WORDS,
  preset,
  save,
  saving,
  takeBack,
  undo,
} from './thresholds.ts'

export function ThresholdsScreen() {
  useEffect(() => {
    document.title = 'Thresholds · Segreel'
    void loadRules()
    return keepTrying()
  }, [])
  const rules = draft.value
  const { problem } = inForce.value
  return (
    <section>
      <header class="screen-head">
        <h1>What counts as frustration</h1>
        <div class="end">
          <LinkButton href={to('/frustration')} icon="back" look="quietly">
            Board
          </LinkButton>
          <Button disabled={!isChanged.value || saving.value} onClick={undo}>
            Undo
          </Button>
          <Button look="primary" disabled={!isChanged.value || saving.value} onClick={() => void save()}>
            {saving.value ? 'Saving …' : 'Save'}
          </Button>
        </div>
      </header>
      {problem && !rules ? (
        <Problem
          title="The thresholds could not be loaded"
          problem={problem}
          again={() => void loadRules()}
        />
      ) : (
        <div class="thresholds">
          <div class="threshold-rules">
            <Presets />
            {rules
              ? RULES.map(rule => <RuleCard key={rule.kind} rule={rule} rules={rules} />)
              : Array.from({ length: 4 }, (_, i) => (
                  <div key={i} class="card threshold-rule">
                    <Skeleton width="40%" />
                    <Skeleton width="80%" />
                  </div>
                ))}
            <Fine />
          </div>
          <TrialPane />
        </div>
      )}
    </section>
  )
}

function Presets() {
  return (
    <div class="card threshold-presets">
      <p class="quiet">
        Recordings keep what the page did after each click, so thresholds can change for last month, too. Ask
        as another product does, or set your own.
      </p>
      <fieldset class="preset-buttons">
        <legend class="visually-hidden">Ask as</legend>
        {PRESET_NAMES.map(name => (
          <Button key={name} pressed={preset.value === name} onClick={() => choosePreset(name)}>
            {PRESET_WORDS[name]}
          </Button>
        ))}
        {draft.value && preset.value === null && <span class="chip accent">your own</span>}
      </fieldset>
    </div>
  )
}

function Fine() {
  const fine = draft.value?.fine ?? []
  if (fine.length === 0) return null
  return (
    <div class="card threshold-rule">
      <h2>This is fine</h2>
      <p class="quiet">Never counted, whatever the thresholds say.</p>
      <ul class="fine-list">
        {fine.map((one, i) => (
          <li key={`${one.kind} ${one.element}`}>
            <span class="chip">{KINDS[one.kind].label}</span>
            <code>{one.element}</code>
            <Button look="quietly" icon="cross" label="Count it again" onClick={() => takeBack(i)} />
          </li>
        ))}
      </ul>
    </div>
  )
}
