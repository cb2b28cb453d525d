import type { Condition, Subject } from '../../../contract/segment/segment.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Select } from '../../ui/Select.tsx'
import { CountEditor, NumberTestEditor } from './CountEditor.tsx'
import { type Suggest, suggest } from './suggest.ts'
import { TestEditor } from './TestEditor.tsx'
import { ANY_OPS, DATE_OPS } from './tests.ts'
import { ValuesEditor } from './ValuesEditor.tsx'
import { WindowEditor } from './WindowEditor.tsx'

export type Who = Extract<Condition, { kind: 'trait' | 'moved' | 'seen' | 'score' | 'users' }>

interface WhoEditorProps {
  node: Who
  /** Whom the condition is asked of. */
  of: Subject
  onChange: (node: Who) => void
}

const nothing = async () => []

const DIRECTIONS = [
  { value: 'up', label: 'went up' },
  { value: 'down', label: 'went down' },
] as const
const WHICH = [
  { value: 'first', label: 'first' },
  { value: 'last', label: 'last' },
] as const
const USERS = [
  { value: 'any', label: 'any of its users' },
  { value: 'all', label: 'all of its users' },
  { value: 'none', label: 'none of its users' },
  { value: 'count', label: 'so many of its users:' },
] as const

/** Who the person or account is. */
export function WhoEditor({ node, of, onChange }: WhoEditorProps) {
  const ofAccount = of === 'account'
  const whose = ofAccount ? 'the account’s' : 'the person’s'
  switch (node.kind) {
    case 'trait':
      return (
        <>
          <span>{whose}</span>
          <TraitBox
            value={node.trait}
            ofAccount={ofAccount}
            onChange={trait => onChange({ ...node, trait })}
          />
          <TestEditor
            test={node.is}
            ops={ANY_OPS}
            what={node.trait || 'the trait'}
            suggest={valuesOf(node.trait, ofAccount)}
            onChange={is => onChange({ ...node, is })}
          />
        </>
      )
    case 'moved':
      return (
        <>
          <span>{whose}</span>
          <TraitBox
            value={node.trait}
            ofAccount={ofAccount}
            onChange={trait => onChange({ ...node, trait })}
          />
          <Select
            label="Up or down"
            value={node.direction}
            options={DIRECTIONS}
            onChange={direction => onChange({ ...node, direction })}
          />
          <span>{node.order.length === 0 ? 'as a number, or by this order:' : 'by the order'}</span>
          <ValuesEditor
            values={node.order}
            what="the order, lowest first"
            joint="<"
            placeholder="lowest first"
            suggest={valuesOf(node.trait, ofAccount)}
            optional
            onChange={order => onChange({ ...node, order })}
          />
          <WindowEditor
            value={node.window}
            inSession={of === 'session'}
            onChange={window => onChange({ ...node, window })}
          />
        </>
      )
    case 'seen':
      return (
        <>
          <span>the day the person was</span>
          <Select
            label="First or last"
            value={node.which}
            options={WHICH}
            onChange={which => onChange({ ...node, which })}
          />
          <span>seen</span>
          <TestEditor
            test={node.is}
            ops={DATE_OPS}
            what="the day"
            suggest={nothing}
            onChange={is => onChange({ ...node, is })}
          />
        </>
      )
    case 'score':
      return (
        <>
          <span>the person’s frustration score</span>
          <NumberTestEditor value={node.is} what="the score" onChange={is => onChange({ ...node, is })} />
        </>
      )
    case 'users':
      return (
        <>
          <Select
            label="How many of its users"
            value={typeof node.who === 'string' ? node.who : 'count'}
            options={USERS}
            onChange={who => onChange({ ...node, who: who === 'count' ? { op: 'at-least', n: 2 } : who })}
          />
          {typeof node.who !== 'string' && (
            <CountEditor value={node.who} unit="user" onChange={who => onChange({ ...node, who })} />
          )}
          <span>pass</span>
        </>
      )
  }
}

/** Before a trait is named, it has no values. */
function valuesOf(name: string, ofAccount: boolean): Suggest {
  return name === '' ? nothing : suggest(ofAccount ? 'accountTraitValue' : 'traitValue', { name })
}

interface TraitBoxProps {
  value: string
  ofAccount: boolean
  onChange: (trait: string) => void
}

function TraitBox({ value, ofAccount, onChange }: TraitBoxProps) {
  return (
    <Combobox
      label="Trait"
      value={value}
      placeholder="trait"
      invalid={value.trim() === ''}
      suggest={suggest(ofAccount ? 'accountTrait' : 'trait')}
      onChange={onChange}
    />
  )
}
