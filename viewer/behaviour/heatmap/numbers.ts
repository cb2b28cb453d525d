/** What the picture shows as a table to save. */
import { type Cell, csvText } from '../../charts/export.ts'
import { comparison, subjectName } from '../../frame/comparison.ts'
import { isDepth, isDifference } from './address.ts'
import { difference, map } from './model.ts'

export function numbers(): string {
  const compared = isDifference.value ? difference.value.value : null
  if (compared) {
    const [a, b] = [subjectName.value, comparison.value?.name ?? 'The other']
    const about = (isDepth.value ? compared.depths : compared.elements).map((one): Cell[] => [
      'from' in one ? one.from : one.name || one.role,
      ...[one.a.k, one.a.n, one.b.k, one.b.n, one.share, one.low, one.high, one.p, one.verdict],
    ])
    const what = isDepth.value ? ['px from the top', 'came this far'] : ['Element', 'clicked it']
    const sides = [a, b].flatMap(name => [`${name}: ${what[1]}`, `${name}: of sessions`])
    const rest = ['Difference', 'Low', 'High', 'p, corrected', 'Verdict']
    return csvText([what[0] ?? '', ...sides, ...rest], about)
  }
  const { elements } = map.value.value ?? { elements: [] }
  const head = ['Element', 'Fingerprint', 'Saw it', 'Clicked it', 'Share', 'Clicks', 'First clicks']
  return csvText(
    [...head, 'Rage', 'Dead', 'Error', 'Median ms to click'],
    elements.map(one => [
      ...[one.name || one.role, one.element, one.saw, one.sessions],
      ...[one.saw === 0 ? null : one.sessions / one.saw, one.clicks, one.first],
      ...[one.rage, one.dead, one.error, one.timeToClick],
    ]),
  )
}
