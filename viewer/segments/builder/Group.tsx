import type { SegmentProblem } from '../../../contract/segment/check.ts'
import type { Condition } from '../../../contract/segment/segment.ts'
import { childrenOf } from '../../../contract/segment/tree.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { Draft } from '../draft.ts'
import { AddCondition } from './AddCondition.tsx'
import { ConditionEditor } from './ConditionEditor.tsx'
import type { Standing } from './conditions.ts'
import { negated, type Place } from './tree.ts'

interface GroupProps {
  draft: Draft
  node: Extract<Condition, { kind: 'and' | 'or' }>
  place: Place
  /** Where in the tree, as the server names it: `where.of[1]`. */
  at: string
  standing: Standing
}

/** Conditions joined by one word; pressing the word turns it. */
export function Group({ draft, node, place, at, standing }: GroupProps) {
  const turn = () => draft.change(place, { ...node, kind: node.kind === 'and' ? 'or' : 'and' })
  return (
    <fieldset class="group" aria-label={node.kind === 'and' ? 'All of these' : 'Any of these'}>
      {node.of.map((part, i) => (
        <div class="group-line" key={i}>
          {i === 0 ? (
            <span class="joint lead">{place.length === 0 ? 'where' : ''}</span>
          ) : (
            <button
              type="button"
              class="joint turn"
              title={node.kind === 'and' ? 'All must hold. Press for: any' : 'Any may hold. Press for: all'}
              aria-label={`Joined by ${node.kind}: press to change`}
              onClick={turn}
            >
              {node.kind}
            </button>
          )}
          <Line draft={draft} node={part} place={[...place, i]} at={`${at}.of[${i}]`} standing={standing} />
        </div>
      ))}
      <div class="group-line">
        <span class="joint lead" />
        <AddCondition
          standing={standing}
          first={node.of.length === 0}
          onAdd={added => draft.add(place, added)}
          joint={node.kind}
        />
      </div>
    </fieldset>
  )
}

interface LineProps extends Omit<GroupProps, 'node'> {
  node: Condition
}

function Line({ draft, node, place, at, standing }: LineProps) {
  const not = node.kind === 'not'
  const inner = not ? node.of : node
  const innerPlace = not ? [...place, 0] : place
  const innerAt = not ? `${at}.of` : at
  const group = inner.kind === 'and' || inner.kind === 'or'
  const parts = group || inner.kind === 'not' ? [] : childrenOf(inner)
  const inParts = (one: SegmentProblem) => parts.some(part => isAt(one.at, `${innerAt}${part.at}`))
  const problems = draft.problems.value.filter(
    one => one.at === at || one.at === innerAt || (!group && isAt(one.at, innerAt) && !inParts(one)),
  )
  return (
    <div class={`line ${not ? 'not' : ''} ${group ? 'holds-group' : ''}`}>
      <div class="line-words">
        {not && <span class="not-word">not</span>}
        {group ? (
          <Group draft={draft} node={inner} place={innerPlace} at={innerAt} standing={standing} />
        ) : (
          <ConditionEditor
            node={inner}
            of={standing.of}
            self={draft.id}
            onChange={next => draft.change(innerPlace, next)}
          />
        )}
        {parts.map((part, i) => (
          <Inside
            key={part.at}
            draft={draft}
            node={part.node}
            place={[...innerPlace, i]}
            at={`${innerAt}${part.at}`}
            standing={{
              of: part.of === 'same' ? standing.of : part.of,
              inUsers: standing.inUsers || inner.kind === 'users',
            }}
          />
        ))}
        <Problems problems={problems} />
      </div>
      <div class="line-actions">
        <button
          type="button"
          class="button quietly small"
          aria-pressed={not}
          title="The opposite"
          onClick={() => draft.change(place, negated(node))}
        >
          not
        </button>
        <Button
          icon="copy"
          look="quietly"
          label="Duplicate"
          onClick={() => draft.add(place.slice(0, -1), node)}
        />
        <Button icon="bin" look="quietly" label="Remove" onClick={() => draft.change(place, null)} />
      </div>
    </div>
  )
}

/** `where.of[1]` is at `where.of[1]` and above `where.of[1].is`, but not above `where.of[12]`. */
function isAt(at: string, above: string): boolean {
  return at === above || at.startsWith(`${above}.`) || at.startsWith(`${above}[`)
}

/** What one session, account or user must be: always drawn as a group, so that more can be added. */
function Inside({ draft, node, place, at, standing }: LineProps) {
  const group = node.kind === 'and' || node.kind === 'or' ? node : null
  if (group) return <Group draft={draft} node={group} place={place} at={at} standing={standing} />
  return (
    <div class="group">
      <div class="group-line">
        <span class="joint lead" />
        <Line draft={draft} node={node} place={place} at={at} standing={standing} />
      </div>
      <Button look="quietly" icon="plus" onClick={() => draft.change(place, { kind: 'and', of: [node] })}>
        and …
      </Button>
    </div>
  )
}

function Problems({ problems }: { problems: SegmentProblem[] }) {
  return (
    <>
      {problems.map(one => (
        <span key={one.message} class="line-problem">
          <Icon name="warning" small /> {one.message}
        </span>
      ))}
    </>
  )
}
