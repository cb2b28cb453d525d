import { here, to } from '../../location.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Problem, Skeleton } from '../../ui/State.tsx'
import { ago, clock, count, duration } from '../../ui/words.ts'
import { element, isDifference, NO_MOMENTS } from './address.ts'
import { behind } from './behind.ts'
import { MomentChoice } from './MomentChoice.tsx'
import { difference, loadMoments, map, moments } from './model.ts'
import { wordsOfDifference } from './sentences.ts'
import { isEntered, titleOfBehind, wordsOfBehind } from './words-behind.ts'

/** Who it was: each leads to the session, at the moment. */
export function MomentList() {
  const which = behind.value
  const { value, problem, loading } = moments.value
  const known = map.value.value?.elements.find(one => one.element === element.value)
  const compared = difference.value.value?.elements.find(one => one.element === element.value)
  if (!which) return null
  const total = value?.total ?? 0
  return (
    <section class="card heat-list" aria-label="Sessions">
      <header>
        <a class="button quietly icon-only" href={here(NO_MOMENTS)} aria-label="Back to the list">
          <Icon name="back" />
        </a>
        <h2 class="cut">{titleOfBehind(which, known ?? compared)}</h2>
      </header>
      {isDifference.value && compared && <p class="heat-none">{wordsOfDifference(compared)}.</p>}
      <MomentChoice />
      {problem && (
        <Problem title="These could not be loaded" problem={problem} again={() => void loadMoments()} />
      )}
      {value && (
        <p class="heat-none quiet" role="status">
          {wordsOfBehind(which, total)}
          {total === 0
            ? '.'
            : total > value.items.length
              ? `; the newest ${count(value.items.length)}:`
              : ', newest first.'}
          {total > 0 && isEntered(which) && ` ${'depth' in which ? SHOWN : ENTERED}`}
        </p>
      )}
      <ol>
        {loading && !value && (
          <li class="heat-none">
            <Skeleton width={220} />
          </li>
        )}
        {value?.items.map(one => (
          <li key={`${one.session} ${one.tab} ${one.at}`}>
            <a
              class="heat-moment"
              href={to(`/sessions/${encodeURIComponent(one.session)}`, {
                tab: one.tab,
                t: Math.max(0, one.at - one.startedAt),
                ...('depth' in which ? { depth: which.depth } : {}),
              })}
            >
              <Icon name="play" small />
              <span class="cut">{one.person}</span>
              <span class="when">
                {one.ms !== undefined && <b>{duration(one.ms)} in view · </b>}
                {clock(one.at - one.startedAt)} · {ago(one.at, Date.now())}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}

const SHOWN = 'Each opens when this came into the window.'
const ENTERED = 'Each opens when the visitor came to the page: it was seen some time after.'
