import { here, to } from '../../location.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Problem, Skeleton } from '../../ui/State.tsx'
import { ago, clock } from '../../ui/words.ts'
import { element, isDifference, kind, spot } from './address.ts'
import { clicks, difference, loadClicks, map, SPOT_PX } from './model.ts'
import { KINDS, titleOf, wordsOfDifference } from './sentences.ts'

/** Who clicked there: each leads to the session, at the moment. */
export function MomentList() {
  const { value, problem, loading } = clicks.value
  const known = map.value.value?.elements.find(one => one.element === element.value)
  const compared = difference.value.value?.elements.find(one => one.element === element.value)
  const shown = known ?? compared
  const what = isDifference.value
    ? 'Clicks'
    : (KINDS.find(one => one.value === kind.value)?.label ?? 'Clicks')
  return (
    <section class="card heat-list" aria-label="Sessions">
      <header>
        <a
          class="button quietly icon-only"
          href={here({ element: null, spot: null })}
          aria-label="Back to the list"
        >
          <Icon name="back" />
        </a>
        <h2 class="cut">{shown ? titleOf(shown) : (element.value ?? 'This place')}</h2>
      </header>
      {isDifference.value && compared && <p class="heat-none">{wordsOfDifference(compared)}.</p>}
      <p class="heat-none quiet">
        {what}{' '}
        {spot.value && element.value === null
          ? `within ${SPOT_PX} px of here, in windows of this width`
          : 'on this element'}
        , newest first.
      </p>
      {problem && (
        <Problem title="These could not be loaded" problem={problem} again={() => void loadClicks()} />
      )}
      {value?.items.length === 0 && !loading && <p class="heat-none">There are none.</p>}
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
              })}
            >
              <Icon name="play" small />
              <span class="cut">{one.person}</span>
              <span class="when">
                {clock(one.at - one.startedAt)} · {ago(one.at, Date.now())}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}
