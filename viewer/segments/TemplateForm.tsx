import { useSignal } from '@preact/signals'
import type { SegmentTemplate, TemplateQuestion } from '../../contract/segment/template.ts'
import type { Scalar } from '../../contract/segment/values.ts'
import { bar, go, to } from '../location.ts'
import { wordsOf } from '../remote.ts'
import { Button } from '../ui/Button.tsx'
import { Combobox } from '../ui/Combobox.tsx'
import { Notice } from '../ui/State.tsx'
import { NumberInput } from './builder/NumberInput.tsx'
import { type Suggest, suggest } from './builder/suggest.ts'
import { calls } from './calls.ts'

type Answers = Record<string, Scalar>

/** The template's questions, answered from what arrived; then the builder, with all of it filled in. */
export function TemplateForm({ template }: { template: SegmentTemplate | null }) {
  const answers = useSignal<Answers>(guesses(template))
  const problem = useSignal<string | null>(null)
  if (!template) {
    return (
      <aside class="card template-form">
        <p class="quiet">Choose one: it asks what means what in this project, and makes the segment.</p>
      </aside>
    )
  }
  const make = async () => {
    try {
      const made = await calls.fillTemplate(template.id, answers.value, bar.peek().project)
      go(
        to('/segments/new', {
          segment: null,
          definition: null,
          name: made.name,
          description: made.description,
          draft: JSON.stringify(made.definition),
          goal: JSON.stringify(made.goal),
        }),
      )
    } catch (cause) {
      problem.value = wordsOf(cause)
    }
  }
  return (
    <form
      class="card template-form"
      aria-label={template.name}
      onSubmit={event => {
        event.preventDefault()
        void make()
      }}
    >
      <h2>{template.name}</h2>
      <p class="quiet">{template.about}</p>
      {template.questions.map(question => (
        <Answer
          key={question.id}
          question={question}
          answers={answers.value}
          onChange={answer => {
            answers.value = { ...answers.value, [question.id]: answer }
          }}
        />
      ))}
      {template.questions.length === 0 && <p>Nothing to ask: it goes by visits alone.</p>}
      {problem.value && <Notice bad>{problem.value}</Notice>}
      <Button type="submit" look="primary">
        Make the segment
      </Button>
    </form>
  )
}

function guesses(template: SegmentTemplate | null): Answers {
  const known: Answers = {}
  for (const { id, guess } of template?.questions ?? []) if (guess !== null) known[id] = guess
  return known
}

interface AnswerProps {
  question: TemplateQuestion
  answers: Answers
  onChange: (answer: Scalar) => void
}

function Answer({ question, answers, onChange }: AnswerProps) {
  const { id, ask, by, of, guess } = question
  const answer = answers[id]
  return (
    <div class="template-question">
      <span>{ask}</span>
      {by === 'number' ? (
        <NumberInput
          label={ask}
          value={typeof answer === 'number' ? answer : 1}
          min={1}
          onChange={onChange}
        />
      ) : (
        <Combobox
          label={ask}
          value={answer === undefined ? '' : String(answer)}
          placeholder={by === 'value' ? 'value' : by}
          invalid={answer === undefined || answer === ''}
          suggest={suggestFor(by, String(answers[of ?? ''] ?? ''))}
          onChange={(typed, taken) => onChange(taken ? taken.value : typed)}
        />
      )}
      {guess !== null && by !== 'number' && answer === guess && (
        <small class="quiet">guessed from what arrived</small>
      )}
      {guess === null && !answer && <small class="quiet">nothing that arrived is called so: choose it</small>}
    </div>
  )
}

function suggestFor(by: 'event' | 'page' | 'trait' | 'value', trait: string): Suggest {
  if (by === 'value') return trait === '' ? async () => [] : suggest('traitValue', { name: trait })
  return suggest(by === 'page' ? 'path' : by)
}
