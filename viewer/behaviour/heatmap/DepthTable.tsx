import { REACH_PX } from '../../../contract/behaviour/heat.ts'
import { VIEW_BAND_PX } from '../../../contract/facts.ts'
import { comparison, subjectName } from '../../frame/comparison.ts'
import { count, duration, share } from '../../ui/words.ts'
import { isDifference, kind } from './address.ts'
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
  const looked = (from: number) => {
    const bands = now.inView.slice(from / VIEW_BAND_PX, (from + ROW_PX) / VIEW_BAND_PX)
    return bands.length === 0 ? 0 : Math.max(...bands)
  }
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
                {share(n, now.sessions)} <small>{count(n)}</small>
              </td>
              {kind.value === 'attention' && (
                <td class="number">
                  {duration(looked(Math.ceil(from / 100) * 100) / Math.max(1, now.sessions))}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
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
              <td class="number">{share(one.a.k, one.a.n)}</td>
              <td class="number">{share(one.b.k, one.b.n)}</td>
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
