import { useState } from 'preact/hooks'
import type { FunnelInput } from '../../contract/behaviour/funnel.ts'
import { go, query, to } from '../location.ts'
import { wordsOf } from '../remote.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { Notice } from '../ui/State.tsx'
import { say } from '../ui/toast.ts'
import { loadSavedFunnels, savedCalls, savedFunnel, savedFunnels } from './saved-funnels.ts'

interface SavedFunnelsProps {
  funnel: FunnelInput
  /** Whether it can be asked, and so saved. */
  ready: boolean
}

/** Opens a funnel that has a name, and gives this one a name. */
export function SavedFunnels({ funnel, ready }: SavedFunnelsProps) {
  const { value: all, problem } = savedFunnels.value
  const opened = savedFunnel.value
  const changed = query.value.has('q')
  const act = async (what: () => Promise<string>, said: string) => {
    try {
      const address = await what()
      await loadSavedFunnels()
      go(address, 'replace')
      say(said)
    } catch (cause) {
      say(wordsOf(cause))
    }
  }
  const address = (saved: string | null) => to('/behaviour/funnels', { saved })
  const save = (name: string) =>
    act(async () => address((await savedCalls.make({ name, definition: funnel })).id), `Saved as “${name}”.`)
  return (
    <div class="behaviour-tools">
      <Popover label="Saved funnels" icon="funnel" show={opened?.name ?? 'not saved'}>
        {close => (
          <>
            <div class="menu-label">Saved funnels</div>
            {problem && <p class="menu-label">{problem}</p>}
            {all?.length === 0 && <p class="menu-label">None yet: write one, then save it.</p>}
            {all?.map(one => (
              <a
                key={one.id}
                class="menu-item"
                href={address(one.id)}
                aria-current={one.id === opened?.id}
                title={`Made by ${one.madeBy}`}
                onClick={close}
              >
                <span class="cut">{one.name}</span>
              </a>
            ))}
            <div class="menu-line" />
            <a class="menu-item" href={address(null)} onClick={close}>
              <Icon name="plus" />
              New funnel
            </a>
          </>
        )}
      </Popover>
      {opened && changed && (
        <Button
          disabled={!ready}
          onClick={() =>
            void act(async () => {
              await savedCalls.change(opened.id, { name: opened.name, definition: funnel })
              return address(opened.id)
            }, `“${opened.name}” is as it is here.`)
          }
        >
          Save changes
        </Button>
      )}
      {ready && (changed || !opened) && (
        <Popover
          label={opened ? 'Save under another name' : 'Save this funnel'}
          show="Save as …"
          class="quietly"
        >
          {close => <Naming save={name => save(name).then(close)} />}
        </Popover>
      )}
      {opened && (
        <Button
          icon="bin"
          look="danger"
          label={`Remove the saved funnel “${opened.name}”`}
          onClick={() =>
            void act(async () => {
              await savedCalls.remove(opened.id)
              return to('/behaviour/funnels', { q: JSON.stringify(funnel) })
            }, `“${opened.name}” is removed; what it asked stays open here.`)
          }
        />
      )}
      {all && query.value.has('saved') && !opened && (
        <Notice>The saved funnel of this address is not there any more; it may have been removed.</Notice>
      )}
    </div>
  )
}

function Naming({ save }: { save: (name: string) => Promise<void> }) {
  const [name, setName] = useState('')
  return (
    <form
      class="funnel-naming"
      onSubmit={event => {
        event.preventDefault()
        if (name.trim() !== '') void save(name.trim())
      }}
    >
      <input
        class="input"
        aria-label="Name of the funnel"
        placeholder="Sign-up to first order"
        maxLength={200}
        value={name}
        onInput={event => setName(event.currentTarget.value)}
      />
      <Button type="submit" look="primary" disabled={name.trim() === ''}>
        Save
      </Button>
    </form>
  )
}
