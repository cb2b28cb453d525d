import { useEffect } from 'preact/hooks'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import { count } from '../ui/words.ts'
import { loadSample, lookAtSample, removeSample, sample, sampleProblem } from './sample.ts'

export function SampleButton() {
  useEffect(() => void lookAtSample(), [])
  const now = sample.value
  const busy = now?.state === 'loading' || now?.state === 'removing'
  return (
    <div class="sample">
      {busy ? (
        <label class="sample-progress">
          <span>
            {now.state === 'loading' ? 'Loading' : 'Removing'} {count(now.done)} of {count(now.total)} …
          </span>
          <progress value={now.done} max={Math.max(1, now.total)} />
        </label>
      ) : now?.state === 'loaded' ? (
        <Button icon="bin" onClick={() => void removeSample()}>
          Remove sample data
        </Button>
      ) : (
        <Button
          look="primary"
          disabled={now === null && !sampleProblem.value}
          onClick={() => void loadSample()}
        >
          Load sample data
        </Button>
      )}
      {sampleProblem.value && <Notice bad>{sampleProblem.value}</Notice>}
    </div>
  )
}
