import { useEffect } from 'preact/hooks'
import type { PathAnswer, PathFlowInput } from '../../contract/behaviour/path-flow.ts'
import { ChartCard } from '../charts/ChartCard.tsx'
import { FlowChart } from '../charts/FlowChart.tsx'
import { go, here, query } from '../location.ts'
import { suggest } from '../segments/builder/suggest.ts'
import { Choice } from '../ui/Choice.tsx'
import { Empty } from '../ui/State.tsx'
import { count } from '../ui/words.ts'
import { Answered } from './Answered.tsx'
import { KeepChart } from './boards/KeepChart.tsx'
import { behaviourQuery, calls } from './calls.ts'
import { define, definitionOf } from './definition.ts'
import { NameBox } from './NameBox.tsx'
import { PeoplePanel } from './PeoplePanel.tsx'
import { shownParts } from './shown.ts'
import { useAnswer } from './use-answer.ts'
import { nodeName, percent } from './words.ts'

const EMPTY: PathFlowInput = {}
const anchors = (direction: 'after' | 'before') =>
  [
    { value: 'none', label: direction === 'after' ? 'the session’s start' : 'the session’s end' },
    { value: 'page', label: 'a page' },
    { value: 'event', label: 'an event' },
  ] as const
const DIRECTIONS = [
  { value: 'after', label: 'after' },
  { value: 'before', label: 'before' },
] as const
const OF = [
  { value: 'pages', label: 'pages' },
  { value: 'events', label: 'events' },
  { value: 'both', label: 'pages and events' },
] as const
const COLUMNS = ['3', '4', '5', '6', '8'].map(value => ({ value, label: value }))
const TOPS = ['3', '6', '10', '15'].map(value => ({ value, label: value }))

export function PathsTab() {
  const flow = definitionOf(EMPTY, () => true)
  const asked = behaviourQuery()
  const ready = flow.anchor?.name !== ''
  const key = ready
    ? JSON.stringify([flow, { ...asked, from: query.value.get('range') ?? asked.from }])
    : null
  const answer = useAnswer(key, () => calls.paths(flow, asked))
  useEffect(() => {
    document.title = 'Paths · Behaviour · Segreel'
  }, [])
  return (
    <>
      <Editor flow={flow} />
      {!ready && (
        <Empty icon="next" title="Where shall the path begin?">
          Choose a page or an event.
        </Empty>
      )}
      <Answered answer={answer}>{value => <Paths value={value} flow={flow} />}</Answered>
    </>
  )
}

function Editor({ flow }: { flow: PathFlowInput }) {
  const put = (change: Partial<PathFlowInput>) => define({ ...flow, ...change })
  const { anchor } = flow
  return (
    <section class="card behaviour-editor" aria-label="The path">
      <div class="behaviour-tools">
        <Choice
          label="What came"
          value={flow.direction ?? 'after'}
          options={DIRECTIONS}
          onChange={direction => put({ direction })}
        />
        <Choice
          label="Where the path begins"
          unseen
          value={anchor?.kind ?? 'none'}
          options={anchors(flow.direction ?? 'after')}
          onChange={kind => put({ anchor: kind === 'none' ? null : { kind, name: '' } })}
        />
        {anchor && (
          <NameBox
            key={anchor.kind}
            label="Where the path begins"
            value={anchor.name}
            placeholder={anchor.kind === 'page' ? '/page' : 'event'}
            suggest={
              anchor.kind === 'event'
                ? suggest('event')
                : async search => (await calls.choices('page', search)).items
            }
            onChange={name => put({ anchor: { ...anchor, name } })}
          />
        )}
        <Choice label="Show" value={flow.of ?? 'pages'} options={OF} onChange={of => put({ of })} />
        <Choice
          label="Columns"
          value={String(flow.columns ?? 4)}
          options={COLUMNS}
          onChange={value => put({ columns: Number(value) })}
        />
        <Choice
          label="Places in each"
          value={String(flow.top ?? 6)}
          options={TOPS}
          onChange={value => put({ top: Number(value) })}
        />
      </div>
    </section>
  )
}

function Paths({ value, flow }: { value: PathAnswer; flow: PathFlowInput }) {
  const [what, column = '0', node = '0', side = '0', next = ''] = shownParts(5)
  const { columns: places = [] } = value.sides[Number(side)] ?? {}
  const shown = places[Number(column)]?.[Number(node)]
  const onward = next === '' ? undefined : places[Number(column) + 1]?.[Number(next)]
  return (
    <>
      {value.sides.map((one, nth) =>
        one.sessions === 0 ? (
          <Empty key={one.name} icon="next" title={`No such session: ${one.name}`}>
            {one.ofSessions === 0
              ? 'Nobody of this segment came in these dates.'
              : `In none of ${count(one.ofSessions)} sessions the path begins so. Choose another place.`}
          </Empty>
        ) : (
          <ChartCard
            key={one.name}
            title={`Paths: ${one.name}`}
            note={`${count(one.sessions)} of ${count(one.ofSessions)} sessions`}
            head={['Column', 'From', 'To', 'Sessions']}
            rows={one.links.map(link => [
              String(link.column + 1),
              placeCell(one, link.column, link.from, nth),
              placeCell(one, link.column + 1, link.to, nth),
              { value: link.sessions, href: here({ show: linkShown(link, nth) }) },
            ])}
            actions={<KeepChart kind="paths" title={`Paths: ${one.name}`} definition={flow} />}
          >
            <FlowChart
              label={`What came ${flow.direction ?? 'after'}: ${one.columns[1]?.map(other => `${nodeName(other)} ${percent(other.sessions / one.sessions)}`).join(', ')}`}
              columns={one.columns.map(nodes =>
                nodes.map(other => ({
                  name: nodeName(other),
                  value: other.sessions,
                  pale: other.kind === 'end' || other.kind === 'others',
                })),
              )}
              links={one.links}
              backwards={flow.direction === 'before'}
              onNode={(at, i) => go(here({ show: `node.${at}.${i}.${nth}` }), 'replace')}
              onLink={i => {
                const link = one.links[i]
                if (link) go(here({ show: linkShown(link, nth) }), 'replace')
              }}
            />
          </ChartCard>
        ),
      )}
      {what === 'node' && shown && (
        <PeoplePanel
          title={
            onward
              ? `Sessions from ${nodeName(shown)} ${flow.direction === 'before' ? 'back' : 'on'} to ${nodeName(onward)}`
              : `Sessions through ${nodeName(shown)}`
          }
          kind="paths"
          definition={flow}
          extra={{ column, node, side, ...(onward ? { next } : {}) }}
        />
      )}
    </>
  )
}

function placeCell({ columns }: PathAnswer['sides'][number], column: number, node: number, side: number) {
  return {
    value: nodeName(columns[column]?.[node]),
    href: here({ show: `node.${column}.${node}.${side}` }),
  }
}

function linkShown({ column, from, to }: PathAnswer['sides'][number]['links'][number], side: number): string {
  return `node.${column}.${from}.${side}.${to}`
}
