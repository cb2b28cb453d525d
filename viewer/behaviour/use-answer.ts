import { useEffect, useRef, useState } from 'preact/hooks'
import { wordsOf } from '../remote.ts'

export interface Answer<T> {
  value: T | null
  problem: string | null
  loading: boolean
}

/** Asks whenever `key` changes (null: nothing to ask); the answer before stays in sight until the next is there. */
export function useAnswer<T>(key: string | null, ask: () => Promise<T>): Answer<T> & { again: () => void } {
  const [answer, setAnswer] = useState<Answer<T>>({ value: null, problem: null, loading: key !== null })
  const [times, setTimes] = useState(0)
  const latest = useRef(0)
  useEffect(() => {
    latest.current += 1
    const own = latest.current
    if (key === null) {
      setAnswer({ value: null, problem: null, loading: false })
      return
    }
    setAnswer(before => ({ ...before, problem: null, loading: true }))
    ask().then(
      value => own === latest.current && setAnswer({ value, problem: null, loading: false }),
      cause => own === latest.current && setAnswer({ value: null, problem: wordsOf(cause), loading: false }),
    )
  }, [key, times])
  return { ...answer, again: () => setTimes(times + 1) }
}
