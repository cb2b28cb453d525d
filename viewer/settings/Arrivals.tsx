import { useEffect } from 'preact/hooks'
import { Notice, Skeleton } from '../ui/State.tsx'
import { ago, capital, count, fullTime } from '../ui/words.ts'
import { arrivals, loadArrivals, outcomeWords } from './arrivals.ts'

export function Arrivals() {
  useEffect(() => void loadArrivals(), [])
  const { value, problem } = arrivals.value
  if (problem && !value) return <Notice bad>{problem}</Notice>
  if (!value) return <Skeleton width="100%" height={64} />
  if (value.length === 0) return <p class="quiet">Nothing yet.</p>
  return (
    <div class="table-room">
      <table class="table">
        <thead>
          <tr>
            <th>What</th>
            <th>Became</th>
            <th>Why</th>
            <th class="session-number">How many</th>
            <th>Last</th>
          </tr>
        </thead>
        <tbody>
          {value.map(one => (
            <tr key={`${one.kind} ${one.outcome} ${one.reason}`}>
              <td>{capital(one.kind)}</td>
              <td>
                <span class={one.outcome === 'refuse' || one.outcome === 'aside' ? 'chip warn' : 'chip'}>
                  {outcomeWords(one)}
                </span>
              </td>
              <td>{one.reason || <span class="quiet">–</span>}</td>
              <td class="session-number">{count(one.count)}</td>
              <td title={fullTime(one.lastAt)}>{ago(one.lastAt, Date.now())}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
