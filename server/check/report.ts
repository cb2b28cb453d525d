import type { Check } from './finding.ts'

/** For people: one line a check, problems below. */
export function readable(name: string, checks: readonly Check[]): string {
  const lines = [name]
  for (const layer of ['collection', 'analysis'] as const) {
    const some = checks.filter(one => one.layer === layer)
    if (some.length > 0) lines.push(`\n  ${layer}`)
    for (const { name: title, problem, note } of some) {
      const seen = note === undefined ? '' : `  (${note})`
      lines.push(`    ${problem === undefined ? '✓' : '✗'} ${title}${seen}`)
      if (problem !== undefined) lines.push(`        ${problem}`)
    }
  }
  const failed = checks.filter(one => one.problem !== undefined).length
  return [...lines, '', `${checks.length - failed} passed, ${failed} failed`].join('\n')
}

/** For CI: JUnit's XML. */
export function junit(name: string, checks: readonly Check[]): string {
  const failed = checks.filter(one => one.problem !== undefined).length
  const cases = checks.map(({ layer, name: title, problem }) => {
    const head = `    <testcase classname="${escaped(`${name}.${layer}`)}" name="${escaped(title)}"`
    return problem === undefined
      ? `${head}/>`
      : `${head}>\n      <failure message="${escaped(problem)}"/>\n    </testcase>`
  })
  const counts = `tests="${checks.length}" failures="${failed}" errors="0" skipped="0"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${escaped(name)}" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  // XML 1.0 knows no control characters and no half ones: https://www.w3.org/TR/xml/#charsets
  const unknown = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
  return text.replace(/[&<>"]/g, sign => entities[sign] ?? sign).replace(unknown, '�')
}
