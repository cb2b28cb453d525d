import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import { closeEditor, editor, editorProblem, saveEditor } from './plan.ts'

/** A plan as JSON, in Segment's form: to look at, correct, and put in force. */
export function PlanEditor() {
  return (
    <section class="card plan-editor">
      <header class="plan-head">
        <div>
          <h2>Put a plan in force</h2>
          <p class="quiet">
            One JSON Schema per event, in Segment’s form. Nothing changes before you put it in force; today’s
            plan stays as a version.
          </p>
        </div>
        <div class="plan-actions">
          <Button onClick={closeEditor}>Cancel</Button>
          <Button look="primary" onClick={() => void saveEditor()}>
            Put in force
          </Button>
        </div>
      </header>
      {editorProblem.value && <Notice bad>{editorProblem.value}</Notice>}
      <textarea
        class="input"
        aria-label="The plan as JSON"
        spellcheck={false}
        value={editor.value ?? ''}
        onInput={event => {
          editor.value = event.currentTarget.value
        }}
      />
    </section>
  )
}
