/** Tab-separated text for the other engine, written in large pieces. */
import { closeSync, openSync, writeSync } from 'node:fs'

export interface Tsv {
  add(...values: (string | number)[]): void
  close(): void
}

export function tsv(path: string): Tsv {
  const file = openSync(path, 'w')
  let lines: string[] = []
  const flush = () => {
    if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`)
    lines = []
  }
  return {
    add: (...values) => {
      if (lines.push(values.join('\t')) >= 20_000) flush()
    },
    close: () => {
      flush()
      closeSync(file)
    },
  }
}
