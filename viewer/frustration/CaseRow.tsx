import type { FrustrationCase } from '../../contract/frustration/board.ts'
import { go, here } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { Skeleton } from '../ui/State.tsx'
import { ago, count, counted, fullTime } from '../ui/words.ts'
import { board, isCompared, openId, otherName } from './board.ts'
import { CaseDetail } from './CaseDetail.tsx'
import { KINDS, nameOf, percent, points } from './kinds.ts'
import { Sparkline } from './Sparkline.tsx'

export function CaseHead() {
  return (
    <div class={`case-row case-head ${isCompared.value ? 'compared' : ''}`} aria-hidden="true">
      <span>What</span>
      <span>People</span>
      {isCompared.value && <span class="cut">{otherName.value ?? 'Everyone else'}</span>}
      <span>Trend</span>
      <span>Last seen</span>
    </div>
  )
}

export function CaseRow({ one }: { one: FrustrationCase }) {
  const open = openId.value === one.id
  const { label, tone, means } = KINDS[one.kind]
  const name = nameOf(one)
  return (
    <li class={open ? 'case open' : 'case'}>
      <button
        type="button"
        class={`case-row ${isCompared.value ? 'compared' : ''}`}
        aria-expanded={open}
        onClick={() => go(here({ case: open ? null : one.id }), 'replace')}
      >
        <span class="case-what">
          <Icon name={open ? 'down' : 'next'} small />
          <span class="cut">
            <span class="case-name">
              <span class={`chip ${tone}`} title={means}>
                {label}
              </span>
              <b class="cut">{name}</b>
              <CaseMarks one={one} />
            </span>
            <small class="cut">{name === one.page ? means : whereOf(one)}</small>
          </span>
        </span>
        <Affected one={one} />
        {isCompared.value && <Compared one={one} />}
        <Sparkline days={one.days} />
        <span class="case-seen">
          <span title={fullTime(one.lastSeen)}>{ago(one.lastSeen, Date.now())}</span>
          <small title={fullTime(one.firstSeen)}>since {ago(one.firstSeen, Date.now())}</small>
        </span>
      </button>
      {open && <CaseDetail one={one} />}
    </li>
  )
}

/** Two elements may say the same: the fingerprint tells them apart. */
function whereOf({ page, element, name }: FrustrationCase): string {
  return [page || 'Unknown page', ...(name && element ? [element] : [])].join(' · ')
}

function CaseMarks({ one }: { one: FrustrationCase }) {
  return (
    <>
      {one.state === 'returned' && <span class="chip bad">is back</span>}
      {one.state === 'fixed' && <span class="chip accent">fixed</span>}
      {one.state === 'muted' && <span class="chip">muted</span>}
      {one.assignee && (
        <span class="chip" title={`${one.assignee} looks after it`}>
          {one.assignee.split('@')[0]}
        </span>
      )}
      {one.note && (
        <span class="chip" title={one.note}>
          note
        </span>
      )}
    </>
  )
}

function Affected({ one }: { one: FrustrationCase }) {
  const { low, high } = one.shareInterval
  const all = board.value.value?.persons ?? 0
  const words = `${count(one.persons)} of ${counted(all, 'person', 'people')}; the true share lies between ${percent(low)} and ${percent(high)} (95%)`
  return (
    <span class="case-number" title={words}>
      <span>
        <b>{count(one.persons)}</b> <span class="quiet">{percent(one.share)}</span>
      </span>
      <span class="case-interval" aria-hidden="true">
        <span style={{ left: `${100 * low}%`, right: `${100 * (1 - high)}%` }} />
        <i style={{ left: `${100 * one.share}%` }} />
      </span>
      <small>
        {counted(one.occurrences, 'time')} in {counted(one.sessions, 'session')}
      </small>
    </span>
  )
}

function Compared({ one: { difference, others } }: { one: FrustrationCase }) {
  if (!difference) return <span class="quiet">–</span>
  const all = board.value.value?.others ?? 0
  const between = `${points(difference.low)} to ${points(difference.high)}`
  const whom =
    otherName.value === null
      ? counted(all, 'other person', 'other people')
      : `${counted(all, 'person', 'people')} of “${otherName.value}”`
  const words = `${count(others)} of ${whom}; the difference lies between ${between} points (95%)`
  return (
    <span class="case-number" title={words}>
      {difference.differs ? (
        <b class={difference.share > 0 ? 'more' : 'less'}>{points(difference.share)} points</b>
      ) : (
        <span class="quiet">{difference.enough ? 'no clear difference' : 'too few people'}</span>
      )}
      <small>{between}</small>
    </span>
  )
}

export function SkeletonCase() {
  return (
    <li class="case-row" aria-hidden="true">
      <Skeleton width="62%" />
      <Skeleton width={70} />
      <Skeleton width="90%" height={20} />
      <Skeleton width={70} />
    </li>
  )
}
