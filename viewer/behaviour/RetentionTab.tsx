import { useEffect } from 'preact/hooks'
import {
  RETENTION_WHICH,
  type RetentionAnswer,
  type RetentionCell,
  type RetentionInput,
  type RetentionSide,
  type RetentionWhich,
} from '../../contract/behaviour/retention.ts'
import { ChartCard } from '../charts/ChartCard.tsx'
import type { TableCell } from '../charts/DataTable.tsx'
import { spanLabel } from '../charts/dates.ts'
import { LineChart } from '../charts/LineChart.tsx'
import { go, here, query } from '../location.ts'
import { Empty } from '../ui/State.tsx'
import { capital, count } from '../ui/words.ts'
import { Answered } from './Answered.tsx'
import { KeepChart } from './boards/KeepChart.tsx'
import { behaviourQuery, calls } from './calls.ts'
import { definitionOf } from './definition.ts'
import { JudgedNow } from './JudgedNow.tsx'
import { PeoplePanel } from './PeoplePanel.tsx'
import { RetentionEditor } from './RetentionEditor.tsx'
import { isWritten } from './StepEditor.tsx'
import { shownParts } from './shown.ts'
import { useAnswer } from './use-answer.ts'
import { between, percent } from './words.ts'

const EMPTY: RetentionInput = { begin: { kind: 'session' }, back: { kind: 'session' } }

export function RetentionTab() {
  const retention = definitionOf(EMPTY, read => Boolean(read.begin && read.back))
  const ready = isWritten(retention.begin) && isWritten(retention.back)
  const asked = behaviourQuery()
  const key = ready
    ? JSON.stringify([retention, { ...asked, from: query.value.get('range') ?? asked.from }])
    : null
  const answer = useAnswer(key, () => calls.retention(retention, asked))
  useEffect(() => {
    document.title = 'Retention · Behaviour · Segreel'
  }, [])
  return (
    <>
      <RetentionEditor retention={retention} />
      {!ready && (
        <Empty icon="reload" title="Who comes back?">
          Choose what begins it, and what counts as coming back.
        </Empty>
      )}
      <Answered answer={answer}>{value => <Retention value={value} retention={retention} />}</Answered>
    </>
  )
}

function Retention({ value, retention }: { value: RetentionAnswer; retention: RetentionInput }) {
  const unit = retention.unit ?? 'week'
  const [what, column = '', cohort = '', side = '0'] = shownParts(4)
  const which = RETENTION_WHICH.find(one => one === what)
  const sides = value.sides.map(({ name, persons }) => ({ name, began: persons }))
  if (value.sides.every(one => one.persons === 0)) {
    return (
      <Empty icon="reload" title="It began for nobody">
        In these dates nobody of this segment did what begins it. Choose other dates or another beginning.
        <JudgedNow sides={sides} definition={retention} />
      </Empty>
    )
  }
  const head = [
    `${capital(unit)} after`,
    ...value.sides.flatMap(({ name }) =>
      ['came back', 'did not', 'share', 'its interval (95%)'].map(one => `${name}: ${one}`),
    ),
  ]
  return (
    <>
      <JudgedNow sides={sides} definition={retention} />
      <ChartCard
        title="Who came back"
        note={`${value.sides.map(one => `${one.name}: ${count(one.persons)} people`).join(' · ')}. Only periods that are over.`}
        head={head}
        rows={value.columns.map((name, i) => [
          name,
          ...value.sides.flatMap(({ summary }, nth) => summaryCells(summary[i], i, nth)),
        ])}
        actions={<KeepChart kind="retention" title="Who came back" definition={retention} />}
      >
        <LineChart
          label={`Share that came back, by ${unit}`}
          spans={value.columns.map(name => `${capital(unit)} ${name}`)}
          format={percent}
          most={1}
          onPoint={(nth, i) => go(here({ show: `kept.${i}.all.${nth}` }), 'replace')}
          lines={value.sides.map(({ name, summary }) => ({
            name,
            points: summary.map((one, i) => ({
              value: one.share,
              low: one.interval?.low,
              high: one.interval?.high,
              title: `${unit} ${value.columns[i]}: ${percent(one.share)} (${between(one.interval)}), ${one.kept} of ${one.of}`,
            })),
          }))}
        />
      </ChartCard>
      {value.sides.map(
        (one, nth) =>
          one.persons > 0 && <Cohorts key={one.name} side={one} nth={nth} value={value} unit={unit} />,
      )}
      {which && (
        <PeoplePanel
          title={peopleTitle(which, `${unit} ${value.columns[Number(column)]}`)}
          kind="retention"
          definition={retention}
          extra={{ column, which, side, ...(cohort === 'all' ? {} : { cohort }) }}
        />
      )}
    </>
  )
}

function peopleTitle(which: RetentionWhich, span: string): string {
  if (which === 'began') return 'It began for them'
  return which === 'kept' ? `Came back in ${span}` : `Did not come back in ${span}`
}

/** Both numbers lead to their people; of a column whose period is over for nobody there are none. */
function summaryCells(
  one: RetentionSide['summary'][number] | undefined,
  column: number,
  side: number,
): TableCell[] {
  if (!one || one.of === 0) return [null, null, null, null]
  return [
    { value: one.kept, href: here({ show: `kept.${column}.all.${side}` }) },
    { value: one.of - one.kept, href: here({ show: `lost.${column}.all.${side}` }) },
    { value: one.share, said: percent(one.share) },
    between(one.interval),
  ]
}

interface CohortsProps {
  side: RetentionSide
  nth: number
  value: RetentionAnswer
  unit: 'day' | 'week' | 'month'
}

function Cohorts({ side, nth, value, unit }: CohortsProps) {
  const rows = side.rows.map(({ at, size, cells }) => [
    spanLabel(at, unit, value.zone),
    size,
    ...cells.map(cell => (cell ? percent(share(cell)) : null)),
  ])
  return (
    <ChartCard
      title={`By ${unit} in which it began: ${side.name}`}
      note="A dotted cell is not over yet and can still grow"
      head={[capital(unit), 'People', ...value.columns]}
      rows={rows}
      drawn={false}
      table={false}
    >
      <div class="table-card">
        <table class="rows cohorts">
          <thead>
            <tr>
              <th scope="col">{capital(unit)}</th>
              <th scope="col" class="number">
                People
              </th>
              {value.columns.map(name => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {side.rows.map(({ at, size, cells }) => (
              <tr key={at}>
                <th scope="row">{spanLabel(at, unit, value.zone)}</th>
                <td class="number">
                  {size > 0 ? (
                    <a href={here({ show: `began.0.${at}.${nth}` })}>{count(size)}</a>
                  ) : (
                    count(size)
                  )}
                </td>
                {cells.map((cell, i) => (
                  <td key={i}>{cell && <Cell cell={cell} show={`kept.${i}.${at}.${nth}`} />}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartCard>
  )
}

function Cell({ cell, show }: { cell: NonNullable<RetentionCell>; show: string }) {
  const part = share(cell)
  return (
    <a
      class={cell.open ? 'cohort open' : 'cohort'}
      style={{ '--share': `${Math.round(70 * part)}%` }}
      href={here({ show })}
      title={`${cell.kept} of ${cell.of}${cell.open ? ', so far' : ''}`}
    >
      {percent(part)}
    </a>
  )
}

function share({ kept, of }: NonNullable<RetentionCell>): number {
  return of === 0 ? 0 : kept / of
}
