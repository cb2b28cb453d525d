interface Work {
  task: number
  script: number
  cpu: number
  heap: number
}
interface Start {
  longest: number
  longestWall: number
}
interface Leaving {
  atOnce: boolean
  later: boolean
}

export interface Results {
  bytes: Map<string, number | undefined>
  work: Map<string, Work[]>
  small: Map<string, Start[]>
  large: Map<string, Start[]>
  session: Map<string, number[]>
  closed: Map<string, Leaving[]>
  navigated: Map<string, Leaving[]>
}

export function median(values: number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2
    ? sorted[middle]
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2 || undefined
}

const show = (value: number | undefined, unit = '', digits = 0) =>
  value === undefined ? '' : `${value.toFixed(digits)}${unit}`

/** The median over repetitions, each against the page without a recorder in the same repetition. */
function added(results: Map<string, Work[]>, name: string, field: keyof Work): number | undefined {
  const without = results.get('none') ?? []
  const runs = results.get(name) ?? []
  return median(runs.flatMap((run, i) => (without[i] ? [run[field] - without[i][field]] : [])))
}

/** Markdown, one column for each recorder. */
export function printTable(names: string[], results: Results): void {
  const { work } = results
  const count = (runs: Leaving[] | undefined, field: keyof Leaving) =>
    runs?.length ? `${runs.filter(run => run[field]).length} of ${runs.length}` : ''
  const longest = (runs: Start[] | undefined, field: keyof Start) =>
    show(median((runs ?? []).map(run => run[field])), ' ms')
  const lines: [label: string, cell: (name: string) => string][] = [
    [
      'whole download, gzip',
      name => show((results.bytes.get(name) ?? Number.NaN) / 1000 || undefined, ' kB', 1),
    ],
    ['main-thread CPU added, DOM-heavy script', name => show(added(work, name, 'task'), ' ms')],
    ['of it JavaScript', name => show(added(work, name, 'script'), ' ms')],
    ['all renderer CPU added', name => show(added(work, name, 'cpu'), ' ms')],
    ['heap after the script', name => show(median((work.get(name) ?? []).map(run => run.heap)), ' MB', 1)],
    ['longest task at start, 10,000 nodes (CPU)', name => longest(results.small.get(name), 'longest')],
    ['longest task at start, 10,000 nodes (wall)', name => longest(results.small.get(name), 'longestWall')],
    ['longest task at start, 50,000 nodes (CPU)', name => longest(results.large.get(name), 'longest')],
    ['longest task at start, 50,000 nodes (wall)', name => longest(results.large.get(name), 'longestWall')],
    [
      'bytes, 60 s session',
      name => show((results.session.get(name)?.[0] ?? 0) / 1000 || undefined, ' kB', 1),
    ],
    ['click before closing: at once', name => count(results.closed.get(name), 'atOnce')],
    ['click before closing: by the next visit', name => count(results.closed.get(name), 'later')],
    ['click before navigating: at once', name => count(results.navigated.get(name), 'atOnce')],
    ['click before navigating: by the next visit', name => count(results.navigated.get(name), 'later')],
  ]
  console.log(`| | ${names.join(' | ')} |\n|---|${'---|'.repeat(names.length)}`)
  for (const [label, cell] of lines) console.log(`| ${label} | ${names.map(cell).join(' | ')} |`)
}
