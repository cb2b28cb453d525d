import type { Split } from '../../contract/behaviour/comparison.ts'
import type { FunnelInput } from '../../contract/behaviour/funnel.ts'
import type { SavedFunnel } from '../../contract/behaviour/saved-funnel.ts'
import { FunnelBars } from '../charts/FunnelBars.tsx'
import { go, here, query, to } from '../location.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Answered } from './Answered.tsx'
import { Beside } from './Beside.tsx'
import { calls, splitQuery } from './calls.ts'
import { funnelSides } from './funnel-sides.ts'
import { PeoplePanel } from './PeoplePanel.tsx'
import { savedFunnels, useSavedFunnels } from './saved-funnels.ts'
import { shownParts } from './shown.ts'
import { useAnswer } from './use-answer.ts'
import { verdictWords } from './words.ts'

/**
 * A saved funnel of those who are in the segments as the other numbers ask it, with the difference at each step; of two
 * segments, or of one after a moment and before.
 */
export function CompareFunnel({ split }: { split: Split | null }) {
  useSavedFunnels()
  const all = savedFunnels.value.value
  const chosen = all?.find(one => one.id === query.value.get('saved')) ?? all?.[0]
  return (
    <section class="card chart-card" aria-label="Their funnel">
      <h2>How far they get</h2>
      <div class="behaviour-tools">
        {chosen && all ? (
          <Choice
            label="Funnel"
            value={chosen.id}
            options={all.map(one => ({ value: one.id, label: one.name }))}
            onChange={saved => go(here({ saved }), 'replace')}
          />
        ) : (
          <span class="quiet">Save a funnel, and it stands here for both.</span>
        )}
        <LinkButton
          href={to('/behaviour/funnels', chosen ? { saved: chosen.id } : {})}
          icon="funnel"
          look="quietly"
        >
          {chosen ? 'Open it' : 'Write a funnel'}
        </LinkButton>
      </div>
      {chosen && <Asked funnel={chosen} split={split} />}
    </section>
  )
}

function Asked({ funnel, split }: { funnel: SavedFunnel; split: Split | null }) {
  const asked = splitQuery(split)
  const { from: _, to: __, ...bar } = asked
  const key = JSON.stringify([
    funnel,
    bar,
    query.value.get('range'),
    query.value.get('from'),
    query.value.get('to'),
  ])
  const definition: FunnelInput = { ...funnel.definition, judged: 'asked' }
  const answer = useAnswer(key, () => calls.funnel(definition, asked))
  const [what, step = '', side = ''] = shownParts(3)
  const people = (at: number, of: number) => here({ show: `reached.${at}.${of}` })
  return (
    <Answered answer={answer}>
      {({ sides, differences }) => (
        <>
          <FunnelBars
            label={`Funnel “${funnel.name}”`}
            steps={sides[0]?.steps.map(one => one.name) ?? []}
            sides={funnelSides(sides)}
            onBar={(at, of) => go(people(at, of), 'replace')}
          />
          <ul class="compare-steps">
            {differences.map((one, i) => (
              <li key={i}>
                Reached “{sides[0]?.steps[i + 1]?.name}”:{' '}
                <Beside
                  shares={sides.map(({ steps }, of) => {
                    const { count = 0, ofFirst } = steps[i + 1] ?? {}
                    return { share: ofFirst?.share ?? null, href: count > 0 ? people(i + 1, of) : undefined }
                  })}
                />
                ; <b>{verdictWords(one)}</b>
              </li>
            ))}
          </ul>
          {what === 'reached' && (
            <PeoplePanel
              title={`Reached “${sides[0]?.steps[Number(step)]?.name ?? ''}”: ${sides[Number(side)]?.name ?? ''}`}
              kind="funnel"
              definition={definition}
              extra={{ step, side, which: 'reached', split: asked.split }}
            />
          )}
        </>
      )}
    </Answered>
  )
}
