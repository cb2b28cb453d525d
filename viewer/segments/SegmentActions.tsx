import { useSignal } from '@preact/signals'
import { may } from '../frame/account.ts'
import { to } from '../location.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import type { Draft } from './draft.ts'

export function SegmentActions({ draft }: { draft: Draft }) {
  const sure = useSignal(false)
  const unsaved = draft.dirty.value && draft.complete.value
  const sessions = unsaved
    ? to('/sessions', { segment: null, definition: JSON.stringify(draft.definition.value) })
    : to('/sessions', { segment: draft.id, definition: null })
  return (
    <div class="segment-actions">
      <Button look="quietly" disabled={!draft.canUndo.value} onClick={draft.undo}>
        Undo
      </Button>
      <Button look="quietly" disabled={!draft.canRedo.value} onClick={draft.redo}>
        Redo
      </Button>
      {draft.id &&
        (sure.value ? (
          <>
            <Button look="danger" icon="bin" onClick={() => void draft.remove()}>
              Delete for good
            </Button>
            <Button look="quietly" onClick={() => (sure.value = false)}>
              Keep
            </Button>
          </>
        ) : (
          <>
            <Button
              icon="bin"
              look="quietly"
              label="Delete this segment"
              onClick={() => (sure.value = true)}
            />
            <LinkButton
              href={to('/segments/new', { copy: draft.id, segment: null })}
              icon="copy"
              look="quietly"
            >
              Duplicate
            </LinkButton>
          </>
        ))}
      {draft.id && may.value.includes('export') && (
        <LinkButton href={to('/settings/export', { segment: draft.id })} icon="download" look="quietly">
          Export
        </LinkButton>
      )}
      {(draft.id || unsaved) && (
        <LinkButton href={sessions} icon="video">
          Watch its sessions
        </LinkButton>
      )}
      <Button
        look="primary"
        disabled={!draft.dirty.value || !draft.complete.value || draft.name.value.trim() === ''}
        onClick={() => void draft.save()}
      >
        {draft.id ? (draft.dirty.value ? 'Save changes' : 'Saved') : 'Save segment'}
      </Button>
    </div>
  )
}
