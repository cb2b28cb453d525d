import type { ComponentChildren } from 'preact'
import { Notice, Problem } from '../ui/State.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import type { Answer } from './use-answer.ts'

interface AnsweredProps<T> {
  answer: Answer<T> & { again: () => void }
  children: (value: T) => ComponentChildren
}

/** An answer with what has to be said beside it; or why there is none. */
export function Answered<T extends { notices: string[] }>({ answer, children }: AnsweredProps<T>) {
  const { value, problem, loading, again } = answer
  if (problem) return <Problem title="There is no answer to this" problem={problem} again={again} />
  if (!value) return loading ? <Waiting /> : null
  return (
    <div aria-busy={loading} class={loading ? 'stale' : ''}>
      {value.notices.map(one => (
        <Notice key={one}>{one}</Notice>
      ))}
      {children(value)}
    </div>
  )
}
