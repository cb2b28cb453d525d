import { parentPort } from 'node:worker_threads'
import type { FrustrationRules } from '../../../contract/frustration/frustration.ts'
import type { Grievance } from '../../../contract/frustration/verdict.ts'
import { standBack } from '../../stand-back.ts'
import { askKept, keepTab } from '../frustration/kept.ts'
import type { JudgeAnswer, JudgedSession, JudgeTask } from './protocol.ts'

const port = parentPort
if (!port) throw new Error('The judging thread runs as a worker.')
standBack()
port.on('message', ({ id, rules, sessions }: JudgeTask) => {
  const found = sessions.map(session => judged(session, rules))
  port.postMessage({ id, found } satisfies JudgeAnswer)
})

function judged({ traces, facts }: JudgedSession, rules: FrustrationRules): Grievance[] | null {
  const found: Grievance[] = []
  for (const trace of facts?.map(keepTab) ?? traces) {
    const asked = askKept(trace, rules)
    if (!asked) return null
    found.push(...asked)
  }
  return found
}
