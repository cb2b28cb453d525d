import './data-sides.css'
import { comparison, subjectName } from '../frame/comparison.ts'
import { here, to } from '../location.ts'
import { Notice, Skeleton } from '../ui/State.tsx'
import { counted, share } from '../ui/words.ts'
import type { ComparedLine, ComparedSide } from './compared-lines.ts'
import { compared, otherProblem } from './events.ts'

/** Events by name of the two segments of the bar: how many of the people of each sent them, and how often. */
export function ComparedEvents({ search }: { search: string }) {
  const now = compared.value
  if (otherProblem.value) return <Notice bad>{otherProblem.value}</Notice>
  if (!now) return <Skeleton width="100%" height={240} />
  const names = [subjectName.value, comparison.value?.name ?? 'The other segment']
  const shown = now.lines.filter(one => one.event.toLowerCase().includes(search.toLowerCase()))
  return (
    <div>
      <p class="quiet data-compared">
        {names.map((name, i) => `${name}: ${counted(now.people[i] ?? 0, 'person', 'people')}`).join(' · ')}.{' '}
        <a href={to('/behaviour/compare')}>Which of these differ for certain</a>
      </p>
      <div class="card table-card">
        <table class="rows data-sides">
          <thead>
            <tr>
              <th scope="col">Event</th>
              {names.map(name => (
                <th key={name} scope="col">
                  {name}: who sent it
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(one => (
              <Row key={`${one.named} ${one.event}`} line={one} people={now.people} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p class="data-none quiet">No event is called so.</p>}
      </div>
    </div>
  )
}

function Row({ line, people }: { line: ComparedLine; people: [number, number] }) {
  return (
    <tr>
      <td>
        <a class="name" href={here({ event: line.event, call: line.named ? null : 1 })}>
          {line.event}
        </a>
        {!line.named && <small>call</small>}
      </td>
      {line.sides.map((side, i) => (
        <td key={i}>
          <Side side={side} of={people[i] ?? 0} second={i === 1} />
        </td>
      ))}
    </tr>
  )
}

function Side({ side, of, second }: { side: ComparedSide; of: number; second: boolean }) {
  const part = of === 0 ? 0 : (100 * side.persons) / of
  return (
    <span class={second ? 'data-share second' : 'data-share'}>
      <span class="data-share-bar" style={{ '--share': `${part}%` }} />
      <b>{share(side.persons, of)}</b>
      <small class="quiet">
        {counted(side.persons, 'person', 'people')}, {counted(side.count, 'event')}
      </small>
    </span>
  )
}
