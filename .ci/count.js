// @ts-check
// node .ci/count.js RESULTS CODE: prints the counts of vitest's JSON result; exits 1 when something failed or nothing ran.
import { readFileSync } from 'node:fs'

/** @typedef {{ status: string, assertionResults: { status: string }[] }} TestFile */

const [file = '', code = ''] = process.argv.slice(2)
const text = readFileSync(file, 'utf8')
/** @type {{ testResults: TestFile[] }} */
const { testResults } = text === '' ? { testResults: [] } : JSON.parse(text)

const statuses = testResults.flatMap(({ assertionResults }) => assertionResults.map(test => test.status))
// A file that could not be loaded has no failed test in it and still failed.
const broken = testResults.filter(
  ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some(test => test.status === 'failed'),
)
const passed = statuses.filter(status => status === 'passed').length
const counted = statuses.filter(status => status === 'failed').length + broken.length
// A run can fail outside of any test: in the set-up, or by a rejection nobody handled.
const failed = counted === 0 && (code !== '0' || passed === 0) ? 1 : counted

console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
