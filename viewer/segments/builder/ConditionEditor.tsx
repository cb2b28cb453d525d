import type { Condition, Subject } from '../../../contract/segment/segment.ts'
import { DoingEditor } from './DoingEditor.tsx'
import { EventEditor } from './EventEditor.tsx'
import { MoneyEditor } from './MoneyEditor.tsx'
import { ReferenceEditor } from './ReferenceEditor.tsx'
import { VisitEditor } from './VisitEditor.tsx'
import { WhoEditor } from './WhoEditor.tsx'

interface ConditionEditorProps {
  node: Condition
  /** Whom it is asked of. */
  of: Subject
  /** The segment being edited: it cannot stand on itself. */
  self: string | null
  onChange: (node: Condition) => void
}

/** One condition as a line to read and to change. Groups are drawn by Group. */
export function ConditionEditor({ node, of, self, onChange }: ConditionEditorProps) {
  const inSession = of === 'session'
  switch (node.kind) {
    case 'and':
    case 'or':
    case 'not':
      return null
    case 'trait':
    case 'moved':
    case 'seen':
    case 'score':
    case 'users':
      return <WhoEditor node={node} of={of} onChange={onChange} />
    case 'account':
      return <span>belongs to an account of which holds</span>
    case 'event':
      return <EventEditor node={node} inSession={inSession} onChange={onChange} />
    case 'did':
    case 'days':
    case 'first':
    case 'stopped':
    case 'resumed':
    case 'regularly':
    case 'change':
    case 'sequence':
    case 'funnel':
      return <DoingEditor node={node} inSession={inSession} onChange={onChange} />
    case 'amount':
    case 'revenue':
      return <MoneyEditor node={node} inSession={inSession} onChange={onChange} />
    case 'page':
    case 'field':
    case 'visit':
    case 'finding':
    case 'failure':
    case 'text':
    case 'session':
      return <VisitEditor node={node} inSession={inSession} onChange={onChange} />
    case 'segment':
    case 'list':
      return <ReferenceEditor node={node} self={self} onChange={onChange} />
  }
}
