// @ts-check
// Reads vitest's JSON result, prints the counts, and exits 1 when something failed or nothing ran.
import { readFileSync } from 'node:fs'

/** @typedef {{ status: string, assertionResults: { status: string }[] }} TestFile */

const text = readFileSync(process.argv[2] ?? '', 'utf8')
/** @type {{ success: boolean, testResults: TestFile[] }} */
const result = text === '' ? { success: false, testResults: [] } : JSON.parse(text)

const statuses = result.testResults.flatMap(file => file.assertionResults.map(test => test.status))
// A file that could not be loaded has no tests in it and still failed.
const brokenFiles = result.testResults.filter(
  file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
)
const passed = statuses.filter(status => status === 'passed').length
const failed = statuses.filter(status => status === 'failed').length + brokenFiles.length

console.log(`${passed} passed, ${failed} failed`)
process.exitCode = result.success && failed === 0 && passed > 0 ? 0 : 1
