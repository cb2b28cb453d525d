// @ts-check
// What the set-up tells people: one line per step it did, and on failure what is wrong and what to do.
// It speaks on stderr: stdout belongs to the command that runs after it.

/** Lines of a failed program's output worth showing: its reason stands at the end. */
const OUTPUT_LINES = 15

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`segreel: ${sentence}\n`)
}

/**
 * @param {string} sentence
 * @param {string} output of the program that failed
 * @returns {never}
 */
export function fail(sentence, output = '') {
  const tail = output.trim().split('\n').slice(-OUTPUT_LINES).join('\n')
  if (tail) process.stderr.write(`${tail}\n`)
  say(sentence)
  process.exit(1)
}
