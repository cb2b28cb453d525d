import { go, here } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { choice } from './choice.ts'
import { type Column, columns } from './columns.ts'

/** Names of the columns; those that can be sorted by are buttons: largest first, then smallest, then as usual. */
export function HeadRow() {
  return (
    <div class="session-head">
      <div class="session-row">
        <span>Person</span>
        {columns.value.map(column => (
          <Head key={column.id} column={column} />
        ))}
      </div>
    </div>
  )
}

function Head({ column }: { column: Column }) {
  const { sort, label, number } = column
  if (!sort) return <span class="cut">{label}</span>
  const chosen = choice.value
  const usual = sort === 'startedAt' && chosen.playlist === ''
  const current = chosen.sort === sort || (usual && chosen.sort === null && chosen.queue === null)
  const rising = chosen.order === 'asc'
  const press = () => {
    const next = !current
      ? { sort, order: null }
      : rising
        ? { sort: null, order: null }
        : { sort, order: 'asc' }
    go(here({ ...next, queue: null }), 'replace')
  }
  return (
    <button
      type="button"
      class={`session-sort ${number ? 'session-number' : ''}`}
      aria-pressed={current}
      title={`Sort by ${label.toLowerCase()}`}
      onClick={press}
    >
      {label}
      {current && <Icon name={rising ? 'up' : 'down'} small />}
      {current && <span class="visually-hidden">, {rising ? 'smallest' : 'largest'} first</span>}
    </button>
  )
}
