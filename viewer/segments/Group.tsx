import type { Condition } from '../../contract/segment.ts'
import type { SegmentProblem } from '../../contract/segment-check.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { ConditionEditor } from './ConditionEditor.tsx'
import { KINDS } from './conditions.ts'
import type { Draft } from './draft.ts'
import { negated, type Place } from './tree.ts'

interface GroupProps {
  draft: Draft
  node: Extract<Condition, { kind: 'and' | 'or' }>
  place: Place
  /** Where in the tree, as the server names it: `where.of[1]`. */
  at: string
  inSession: boolean
}

/** Conditions joined by one word; pressing the word turns it. */
export function Group({ draft, node, place, at, inSession }: GroupProps) {
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
          <Line draft={draft} node={part} place={[...place, i]} at={`${at}.of[${i}]`} inSession={inSession} />
        </div>
      ))}
      <div class="group-line">
        <span class="joint lead" />
        <AddCondition
          inSession={inSession}
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

function Line({ draft, node, place, at, inSession }: LineProps) {
  const not = node.kind === 'not'
  const inner = not ? node.of : node
  const innerPlace = not ? [...place, 0] : place
  const innerAt = not ? `${at}.of` : at
  const problems = draft.problems.value.filter(
    one => one.at === at || one.at === innerAt || one.at === `${innerAt}.is`,
  )
  const group = inner.kind === 'and' || inner.kind === 'or'
  return (
    <div class={`line ${not ? 'not' : ''} ${group ? 'holds-group' : ''}`}>
      <div class="line-words">
        {not && <span class="not-word">not</span>}
        {group ? (
          <Group draft={draft} node={inner} place={innerPlace} at={innerAt} inSession={inSession} />
        ) : (
          <ConditionEditor
            node={inner}
            inSession={inSession}
            self={draft.id}
            onChange={next => draft.change(innerPlace, next)}
          />
        )}
        {inner.kind === 'session' && (
          <Inside draft={draft} node={inner.where} place={[...innerPlace, 0]} at={`${innerAt}.where`} />
        )}
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

/** What one session must be: always drawn as a group, so that more can be added. */
function Inside({ draft, node, place, at }: Omit<LineProps, 'inSession'>) {
  const group = node.kind === 'and' || node.kind === 'or' ? node : null
  if (group) return <Group draft={draft} node={group} place={place} at={at} inSession />
  return (
    <div class="group">
      <div class="group-line">
        <span class="joint lead" />
        <Line draft={draft} node={node} place={place} at={at} inSession />
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

interface AddConditionProps {
  inSession: boolean
  first: boolean
  joint: 'and' | 'or'
  onAdd: (node: Condition) => void
}

function AddCondition({ inSession, first, joint, onAdd }: AddConditionProps) {
  const kinds = KINDS.filter(kind => inSession || !kind.ofSession)
  return (
    <Popover
      label="Add a condition"
      icon="plus"
      class={first ? 'primary' : 'quietly'}
      show={first ? 'Add a condition' : `${joint} …`}
    >
      {close =>
        kinds.map(kind => (
          <button
            key={kind.id}
            type="button"
            class="menu-item kind"
            onClick={() => {
              close()
              onAdd(kind.make(inSession))
            }}
          >
            <Icon name={kind.icon} />
            <span>
              {kind.label}
              <small>{kind.hint}</small>
            </span>
          </button>
        ))
      }
    </Popover>
  )
}
