import { useEffect } from 'preact/hooks'
import type { FunnelAnswer, FunnelInput } from '../../contract/behaviour/funnel.ts'
import { ChartCard } from '../charts/ChartCard.tsx'
import { FunnelBars } from '../charts/FunnelBars.tsx'
import { go, here, query } from '../location.ts'
import { Empty } from '../ui/State.tsx'
import { Answered } from './Answered.tsx'
import { AsSegment } from './AsSegment.tsx'
import { KeepChart } from './boards/KeepChart.tsx'
import { behaviourQuery, calls } from './calls.ts'
import { definitionOf } from './definition.ts'
import { FunnelDetail } from './FunnelDetail.tsx'
import { FunnelDifferences } from './FunnelDifferences.tsx'
import { FunnelEditor } from './FunnelEditor.tsx'
import { FunnelTable } from './FunnelTable.tsx'
import { funnelSides } from './funnel-sides.ts'
import { JudgedNow } from './JudgedNow.tsx'
import { LEFT_OR_WENT, metAsked, metTitle } from './met-shown.ts'
import { PeoplePanel } from './PeoplePanel.tsx'
import { SavedFunnels } from './SavedFunnels.tsx'
import { savedFunnel, savedFunnels, useSavedFunnels } from './saved-funnels.ts'
import { groupWords, narrowed, shownParts } from './shown.ts'
import { useAnswer } from './use-answer.ts'
import { between, percent } from './words.ts'
import { writtenFunnel } from './written-funnel.ts'

const EMPTY: FunnelInput = {
  steps: [{ kind: 'session' }, { kind: 'event', event: '' }],
}

export function FunnelTab() {
  useSavedFunnels()
  const funnel: FunnelInput = definitionOf(
    savedFunnel.value?.definition ?? EMPTY,
    read => Array.isArray(read.steps) && read.steps.length > 0,
  )
  const written = writtenFunnel(funnel)
  const ready = written.steps.length >= 2
  const waiting = !query.value.has('q') && query.value.has('saved') && savedFunnels.value.value === null
  const asked = behaviourQuery()
  const key =
    ready && !waiting
      ? JSON.stringify([written, { ...asked, from: query.value.get('range') ?? asked.from }])
      : null
  const answer = useAnswer(key, () => calls.funnel(written, asked))
  useEffect(() => {
    document.title = 'Funnels · Behaviour · Segreel'
  }, [])
  return (
    <>
      <SavedFunnels funnel={written} ready={ready} />
      <FunnelEditor funnel={funnel} />
      {!ready && (
        <Empty icon="funnel" title="Two steps make a funnel">
          Choose what people do first and what they should do next: an event, a page, or a click on an
          element.
        </Empty>
      )}
      <Answered answer={answer}>{value => <Funnel value={value} funnel={written} />}</Answered>
    </>
  )
}

function Funnel({ value, funnel }: { value: FunnelAnswer; funnel: FunnelInput }) {
  const [first] = value.sides
  if (!first) return null
  const sides = value.sides.map(({ name, entered }) => ({ name, began: entered }))
  if (first.entered === 0 && (value.sides[1]?.entered ?? 0) === 0) {
    return (
      <Empty icon="funnel" title="Nobody took the first step">
        In these dates nobody of this segment did “{first.steps[0]?.name}”. Choose other dates, another
        segment, or another first step.
        <JudgedNow sides={sides} definition={funnel} />
      </Empty>
    )
  }
  const unit = funnel.attempts === 'every' ? 'attempts' : funnel.per === 'session' ? 'sessions' : 'people'
  const title = `${first.steps[0]?.name} to ${first.steps.at(-1)?.name}`
  const [what = '', step = '', side = '0', more = ''] = shownParts(4)
  const name = first.steps[Number(step)]?.name ?? ''
  const [, , , who = '', thing = ''] = shownParts(5)
  const metBy = what === 'met' && LEFT_OR_WENT.find(one => one === who)
  return (
    <>
      <JudgedNow sides={sides} definition={funnel} />
      <ChartCard
        title={title}
        note={value.sides
          .map(one => `${one.name}: ${percent(one.conversion.share)} (${between(one.conversion.interval)})`)
          .join(' · ')}
        head={['Step', ...value.sides.flatMap(one => [`${one.name}: ${unit}`, `${one.name}: of the first`])]}
        rows={first.steps.map((one, i) => [
          one.name,
          ...value.sides.flatMap(({ steps }) => [
            steps[i]?.count ?? 0,
            percent(steps[i]?.ofFirst.share ?? null),
          ]),
        ])}
        table={false}
        actions={<KeepChart kind="funnel" title={title} definition={funnel} />}
      >
        <FunnelBars
          label={`Funnel: ${first.steps.map(one => `${one.name} ${percent(one.ofFirst.share)}`).join(', ')}`}
          steps={first.steps.map(one => one.name)}
          sides={funnelSides(value.sides)}
          onBar={(at, nth) => go(here({ show: `reached.${at}.${nth}` }), 'replace')}
        />
        <FunnelTable value={value} unit={unit} />
      </ChartCard>
      {(what === 'reached' || what === 'dropped') && (
        <PeoplePanel
          title={`${what === 'dropped' ? 'Left after' : 'Reached'} “${name}”${groupWords(more)}`}
          kind="funnel"
          definition={funnel}
          extra={{ step, which: what, side, ...narrowed(more) }}
          actions={
            side === '0' && more === '' && <AsSegment funnel={funnel} step={Number(step)} which={what} />
          }
        />
      )}
      {metBy && (
        <PeoplePanel
          title={metTitle(name, metBy, thing)}
          kind="funnel"
          definition={funnel}
          extra={{ step, side, ...metAsked(metBy, thing) }}
          back={here({ show: `differences.${step}.${side}` })}
        />
      )}
      {(what === 'differences' || metBy) && (
        <FunnelDifferences
          {...{ funnel, name }}
          step={Number(step)}
          side={Number(side)}
          whose={value.sides.length > 1 ? (value.sides[Number(side)]?.name ?? null) : null}
        />
      )}
      <FunnelDetail value={value} funnel={funnel} />
    </>
  )
}
