/** The planned name that was probably meant: equal but for case, blanks and signs, or a slip of the finger away. */
export function nearMiss(name: string, planned: readonly string[]): string | undefined {
  const plain = fold(name)
  const same = planned.find(one => fold(one) === plain)
  if (same !== undefined || plain.length < 5) return same
  const allowed = plain.length < 10 ? 1 : 2
  return planned.find(one => {
    const other = fold(one)
    return Math.abs(other.length - plain.length) <= allowed && distance(plain, other) <= allowed
  })
}

function fold(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Edits (insert, delete, replace, swap of neighbours) from one text to the other. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1)
      next.push(best)
    }
    before = row
    row = next
  }
  return row[b.length]!
}
