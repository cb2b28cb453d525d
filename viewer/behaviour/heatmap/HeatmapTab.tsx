import './heatmap.css'
import './lists.css'
import { useEffect } from 'preact/hooks'
import { comparison, subjectName } from '../../frame/comparison.ts'
import { bar, go, here, to } from '../../location.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Empty, Notice, Problem } from '../../ui/State.tsx'
import { counted } from '../../ui/words.ts'
import { isDepth, isDifference, kind } from './address.ts'
import { behind } from './behind.ts'
import { DepthTable } from './DepthTable.tsx'
import { DifferenceList } from './DifferenceList.tsx'
import { ElementList } from './ElementList.tsx'
import { Legend } from './Legend.tsx'
import { MomentList } from './MomentList.tsx'
import { difference, follow, loadMap, loadPages, map, pages, shownPage, shownWidth } from './model.ts'
import { Picture } from './Picture.tsx'
import { SceneBar } from './SceneBar.tsx'
import { Tools } from './Tools.tsx'

export function HeatmapTab() {
  useEffect(follow, [])
  const { value, problem, loading } = pages.value
  if (problem && !value)
    return <Problem title="The pages could not be loaded" problem={problem} again={() => void loadPages()} />
  if (value?.length === 0 && !loading && !shownPage.value) return <NoPages />
  return (
    <>
      <Tools />
      {comparison.value && <Views name={comparison.value.name} />}
      <Answer />
    </>
  )
}

function Views({ name }: { name: string }) {
  return (
    <div class="behaviour-tools">
      <Segmented
        label="What is shown"
        name="heat-view"
        value={isDifference.value ? 'difference' : 'map'}
        options={[
          { value: 'difference', label: `${subjectName.value} against ${name}` },
          { value: 'map', label: `${subjectName.value} alone` },
        ]}
        onChange={value => go(here({ view: value === 'map' ? 'map' : null }), 'replace')}
      />
    </div>
  )
}

function Answer() {
  const now = isDifference.value ? difference.value : map.value
  const sides = isDifference.value
    ? difference.value.value && [difference.value.value.a, difference.value.value.b]
    : map.value.value && [map.value.value]
  if (now.problem && !now.value) {
    return (
      <Problem title="This heatmap could not be loaded" problem={now.problem} again={() => void loadMap()} />
    )
  }
  if (sides?.some(side => side.sessions === 0)) return <Nobody first={sides[0]?.sessions === 0} />
  // The table of what is drawn stands first.
  const isDown = isDepth.value || kind.value === 'scroll' || kind.value === 'attention'
  const least = Math.min(...(sides ?? []).map(side => side.sessions))
  return (
    <div class={now.loading ? 'heat-answer waiting' : 'heat-answer'}>
      <div class="heat-main">
        {least < FEW_SESSIONS && (
          <Notice>
            Only {counted(least, 'session')}
            {isOf(least === sides?.[0]?.sessions ? subjectName.value : comparison.value?.name, least)} seen on
            this page in such windows: what so few did says little about others.
          </Notice>
        )}
        <SceneBar />
        <Picture />
        <Legend />
      </div>
      <div class="heat-side">
        {behind.value ? (
          <MomentList />
        ) : (
          <>
            {isDown && <DepthTable />}
            {isDifference.value ? <DifferenceList /> : <ElementList />}
            {!isDown && <DepthTable />}
          </>
        )}
      </div>
    </div>
  )
}

/** Fewer than a difference needs: they may be one team, or one bot. */
const FEW_SESSIONS = 10

const EVERYONE = {
  segment: null,
  definition: null,
  compare: null,
  asOf: null,
  range: null,
  from: null,
  to: null,
}

function isOf(name: string | undefined, n: number): string {
  const were = n === 1 ? 'was' : 'were'
  return name === undefined || name === 'Everyone' ? ` ${were}` : ` of “${name}” ${were}`
}

function Nobody({ first }: { first: boolean }) {
  const whom = first ? subjectName.value : (comparison.value?.name ?? 'The other segment')
  const { segment, definition, range, from, to: until } = bar.value
  const narrowed = segment || definition || range || from || until
  return (
    <Empty
      icon="search"
      title={`Nobody was on ${shownPage.value ?? 'this page'}`}
      actions={
        narrowed && <LinkButton href={here({ ...EVERYONE, release: null })}>Everyone, all time</LinkButton>
      }
    >
      {whom === 'Everyone' ? 'No visit' : `No visit of “${whom}”`} shows this page in {widthWords()}. Choose
      another page or width{narrowed ? ', other dates or another segment' : ''}.
    </Empty>
  )
}

function widthWords(): string {
  const width = shownWidth.value
  return /^\d/.test(width) ? `a window ${width.replace('-', ' to ')} px wide` : `a ${width}'s window`
}

function NoPages() {
  return (
    <Empty
      icon="cursor"
      title="No page to draw on"
      actions={<LinkButton href={to('/behaviour/heatmaps', EVERYONE)}>Everyone, all time</LinkButton>}
    >
      Nobody of this segment was recorded on a page between these dates.
    </Empty>
  )
}
