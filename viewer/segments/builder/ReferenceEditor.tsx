import { useEffect } from 'preact/hooks'
import type { Condition } from '../../../contract/segment/segment.ts'
import { segments } from '../../frame/projects.ts'
import { counted } from '../../ui/words.ts'
import { lists, loadLists } from '../lists.ts'
import { ListUpload } from './ListUpload.tsx'

interface ReferenceEditorProps {
  node: Extract<Condition, { kind: 'segment' | 'list' }>
  /** The segment being edited: it cannot stand on itself. */
  self: string | null
  onChange: (node: Condition) => void
}

/** Another segment, or a list of ids that somebody uploaded. */
export function ReferenceEditor({ node, self, onChange }: ReferenceEditorProps) {
  const ofList = node.kind === 'list'
  useEffect(() => {
    if (ofList) void loadLists()
  }, [ofList])
  const choices = ofList
    ? (lists.value.value ?? []).map(one => ({
        id: one.id,
        name: `${one.name} (${counted(one.count, one.of)})`,
      }))
    : (segments.value.value ?? []).filter(one => one.id !== self)
  const gone = node.id !== '' && !choices.some(one => one.id === node.id)
  return (
    <>
      <span>{ofList ? 'is in the list' : 'is in the segment'}</span>
      <select
        class="input word"
        aria-label={ofList ? 'List' : 'Segment'}
        aria-invalid={node.id === ''}
        value={node.id}
        onChange={event => onChange({ kind: node.kind, id: event.currentTarget.value })}
      >
        <option value="">choose …</option>
        {gone && <option value={node.id}>{node.id}</option>}
        {choices.map(one => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      {ofList && <ListUpload onStored={id => onChange({ kind: 'list', id })} />}
    </>
  )
}
