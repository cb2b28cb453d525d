import { useState } from 'preact/hooks'
import type { Condition } from '../../../contract/segment/segment.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { kindsFor, madeFor, type Standing } from './conditions.ts'
import { KIND_GROUPS } from './kinds/kind.ts'

interface AddConditionProps {
  standing: Standing
  /** The group is empty. */
  first: boolean
  joint: 'and' | 'or'
  onAdd: (node: Condition) => void
}

/** Everything that can be asked, grouped, with a search. */
export function AddCondition({ standing, first, joint, onAdd }: AddConditionProps) {
  return (
    <Popover
      label="Add a condition"
      icon="plus"
      class={first ? 'primary' : 'quietly'}
      show={first ? 'Add a condition' : `${joint} …`}
    >
      {close => (
        <Menu
          standing={standing}
          onAdd={node => {
            close()
            onAdd(node)
          }}
        />
      )}
    </Popover>
  )
}

function Menu({ standing, onAdd }: Pick<AddConditionProps, 'standing' | 'onAdd'>) {
  const [search, setSearch] = useState('')
  const found = kindsFor(standing, search)
  const [best] = found
  return (
    <div class="kinds">
      <input
        class="input menu-search"
        type="search"
        placeholder="Find a condition"
        aria-label="Find a condition"
        value={search}
        onInput={event => setSearch(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || !best || search.trim() === '') return
          // The focus returns to the menu's button at once, which the same press would open again.
          event.preventDefault()
          onAdd(madeFor(best, standing))
        }}
      />
      {KIND_GROUPS.map(group => {
        const kinds = found.filter(kind => kind.group === group)
        return (
          kinds.length > 0 && (
            <section key={group} aria-label={group}>
              <div class="menu-label">{group}</div>
              {kinds.map(kind => (
                <button
                  key={kind.id}
                  type="button"
                  class={search.trim() !== '' && kind === best ? 'menu-item kind best' : 'menu-item kind'}
                  onClick={() => onAdd(madeFor(kind, standing))}
                >
                  <Icon name={kind.icon} />
                  <span>
                    {kind.label}
                    <small>{kind.hint}</small>
                  </span>
                </button>
              ))}
            </section>
          )
        )
      })}
      {found.length === 0 && <div class="menu-label">Nothing is called so.</div>}
    </div>
  )
}
