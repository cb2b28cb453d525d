import { REACH_PX } from '../../../contract/behaviour/heat.ts'
import { VIEW_BAND_PX } from '../../../contract/facts.ts'
import { comparison, subjectName } from '../../frame/comparison.ts'
import { type Changes, here } from '../../location.ts'
import { count, duration, share } from '../../ui/words.ts'
import { isDifference, kind, NO_MOMENTS } from './address.ts'
import { difference, map } from './model.ts'
import { intervalOf, points } from './sentences.ts'

/** px between two rows. */
const ROW_PX = 250

/** How far down the page people came, in numbers. */
export function DepthTable() {
  if (isDifference.value) return <Differences />
  if (kind.value !== 'scroll' && kind.value !== 'attention') return null
  const now = map.value.value
  if (!now) return null
  const rows = now.reached.flatMap((n, band) =>
    (band * REACH_PX) % ROW_PX === 0 ? [{ from: band * REACH_PX, n }] : [],
  )
  return (
    <section class="card table-card heat-depths">
      <table class="rows">
        <caption>Down the page</caption>
        <thead>
          <tr>
            <th>From the top</th>
            <th class="number">Sessions that saw it</th>
            {kind.value === 'attention' && <th class="number">Time in view</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ from, n }) => (
            <tr key={from}>
              <td>{count(from)} px</td>
              <td class="number">
                <Came n={n} of={now.sessions} changes={{ depth: from }} />
                <small>{count(n)}</small>
              </td>
              {kind.value === 'attention' && <Looked inView={now.inView} from={from} of={now.sessions} />}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The share that came so far, leading to those who did. */
function Came({ n, of, changes }: { n: number; of: number; changes: Changes }) {
  return n === 0 ? (
    <span>{share(n, of)}</span>
  ) : (
    <a href={here({ ...NO_MOMENTS, ...changes })}>{share(n, of)}</a>
  )
}

/** Of the bands of a row the one that was longest in view. */
function Looked({ inView, from, of }: { inView: readonly number[]; from: number; of: number }) {
  const first = Math.ceil(from / VIEW_BAND_PX)
  const bands = inView.slice(first, (first * VIEW_BAND_PX + ROW_PX) / VIEW_BAND_PX)
  const ms = Math.max(0, ...bands)
  const words = duration(ms / Math.max(1, of))
  const depth = (first + bands.indexOf(ms)) * VIEW_BAND_PX
  return (
    <td class="number">
      {ms === 0 ? words : <a href={here({ ...NO_MOMENTS, depth, number: 'inView' })}>{words}</a>}
    </td>
  )
}

function Differences() {
  const depths = difference.value.value?.depths ?? []
  return (
    <section class="card table-card heat-depths">
      <table class="rows">
        <caption>Scroll depth: share of sessions that came so far</caption>
        <thead>
          <tr>
            <th>From the top</th>
            <th class="number">{subjectName.value}</th>
            <th class="number">{comparison.value?.name}</th>
            <th class="number">Difference</th>
          </tr>
        </thead>
        <tbody>
          {depths.map(one => (
            <tr key={one.from}>
              <td>{count(one.from)} px</td>
              <td class="number">
                <Came n={one.a.k} of={one.a.n} changes={{ depth: one.from }} />
              </td>
              <td class="number">
                <Came n={one.b.k} of={one.b.n} changes={{ depth: one.from, side: 'b' }} />
              </td>
              <td class="number">
                {one.verdict === 'too-few' ? (
                  'too few to tell'
                ) : (
                  <>
                    {one.verdict === 'unclear' ? points(one.share) : <b>{points(one.share)}</b>}
                    <small>
                      {one.verdict !== 'unclear'
                        ? intervalOf(one)
                        : one.share === 0
                          ? 'the same'
                          : 'may be chance'}
                    </small>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
