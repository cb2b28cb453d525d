import { wordsOf } from '../remote.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { say } from '../ui/toast.ts'
import { pngOf, save } from './export.ts'

interface SaveMenuProps {
  title: string
  csv: () => string
  /** Null: a table alone; answers null while nothing is drawn. */
  svg: (() => string | null) | null
  /** Opens upwards. */
  up?: boolean
}

/** What is shown as files: its numbers, and its picture. */
export function SaveMenu({ title, csv, svg, up = false }: SaveMenuProps) {
  const name = title.toLowerCase().replace(/[^a-z0-9]+/g, '-') || 'chart'
  const drawn = (act: (text: string) => Promise<void> | void) => async () => {
    try {
      const text = svg?.() ?? null
      if (text === null) say('There is no drawing to save yet.')
      else await act(text)
    } catch (cause) {
      say(wordsOf(cause))
    }
  }
  const ways = [
    {
      label: 'Numbers (CSV)',
      act: () => save(`${name}.csv`, new Blob([csv()], { type: 'text/csv' })),
      shown: true,
    },
    {
      label: 'Picture (PNG)',
      act: drawn(async text => save(`${name}.png`, await pngOf(text))),
      shown: svg !== null,
    },
    {
      label: 'Drawing (SVG)',
      act: drawn(text => save(`${name}.svg`, new Blob([text], { type: 'image/svg+xml' }))),
      shown: svg !== null,
    },
  ]
  return (
    <Popover label={`Save “${title}”`} icon="download" side="right" up={up} class="quietly">
      {close =>
        ways
          .filter(one => one.shown)
          .map(({ label, act }) => (
            <button
              key={label}
              type="button"
              class="menu-item"
              onClick={() => {
                void act()
                close()
              }}
            >
              <Icon name="download" />
              {label}
            </button>
          ))
      }
    </Popover>
  )
}
