import { expect, test } from 'vitest'
import type { Failure } from '../../contract/facts.ts'
import { reportOf } from '../../server/hand-over/report.ts'
import type { Step } from '../../server/hand-over/steps.ts'

const failed = (at: number, message: string): Step => {
  const failure: Failure = { at, kind: 'console', message, page: 0, click: -1 }
  return { kind: 'failure', at, failure }
}
const report = (steps: Step[]) =>
  reportOf({ link: 'http://segreel.example/sessions/s?t=0', environment: {}, at: 0, steps }).markdown

test('[K3] an error that came again is counted, and nothing a page said is Markdown', () => {
  const steps = [failed(1, 'boom <b>'), failed(2, 'other @ada'), failed(3, 'boom <b>'), failed(4, 'boom <b>')]
  const text = report(steps)
  expect(text).toContain('- 3 times: console: boom \\<b\\>\n- console: other @\u200bada\n')
  expect(text.match(/boom/g)).toHaveLength(1)
})
