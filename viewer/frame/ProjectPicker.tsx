import { here } from '../location.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { Skeleton } from '../ui/State.tsx'
import { counted } from '../ui/words.ts'
import { project, projects } from './projects.ts'

/** With one project there is nothing to pick: its name alone. */
export function ProjectPicker() {
  const all = projects.value.value ?? []
  const name = project.value?.name
  if (all.length < 2) {
    return <span class="bar-project cut">{name ?? <Skeleton width={72} />}</span>
  }
  return (
    <Popover
      label="Project"
      class="quietly"
      show={
        <>
          <span class="cut">{name}</span>
          <Icon name="down" small />
        </>
      }
    >
      {close =>
        all.map(one => (
          <a
            key={one.id}
            class="menu-item"
            href={here({ project: one.id, segment: null })}
            aria-current={one.id === project.value?.id}
            onClick={close}
          >
            <span class="cut">{one.name}</span>
            <span class="menu-note">{counted(one.sessions, 'session')}</span>
          </a>
        ))
      }
    </Popover>
  )
}
