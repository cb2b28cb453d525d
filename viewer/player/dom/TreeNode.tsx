import { attributesOf, childrenOf, isElement } from './nodes.ts'
import { choose, chosen, isOpen, pointed, setOpen } from './tree.ts'

/** Children drawn at once; a page can have thousands beside each other. */
const MOST_CHILDREN = 300
const LONGEST_TEXT = 300

/** `turn` is another number when the page may have changed: then the node is read again. */
export function TreeNode({ node, level, turn }: { node: Node; level: number; turn: number }) {
  const children = childrenOf(node)
  if (!isElement(node)) {
    if (node.nodeType === 3) return <TextLine text={node.nodeValue ?? ''} level={level} />
    return (
      <>
        {children.map((child, i) => (
          <TreeNode key={i} node={child} level={level} turn={turn} />
        ))}
      </>
    )
  }
  const only = children.length === 1 && children[0]?.nodeType === 3 ? children[0].nodeValue : null
  const inline = only !== null && only.length < 60
  const parent = children.length > 0 && !inline
  const open = parent && isOpen(node, level)
  const selected = chosen.value === node
  const tag = node.tagName.toLowerCase()
  const keys = (event: KeyboardEvent) => {
    if (!(event.currentTarget instanceof HTMLElement)) return
    if (moves(event.key, event.currentTarget, node, open, parent)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }
  return (
    <li>
      <button
        type="button"
        class={`dom-row ${selected ? 'chosen' : ''}`}
        style={{ paddingLeft: `${8 + level * 12}px` }}
        aria-expanded={parent ? open : undefined}
        aria-current={selected ? 'true' : undefined}
        tabIndex={selected || (level === 0 && chosen.value === null) ? 0 : -1}
        onClick={() => {
          if (selected || !parent) setOpen(node, !open)
          choose(node)
        }}
        onDblClick={() => setOpen(node, !open)}
        onKeyDown={keys}
        onPointerEnter={() => {
          pointed.value = node
        }}
        onPointerLeave={() => {
          pointed.value = null
        }}
      >
        <span class="dom-twist" aria-hidden="true">
          {parent ? (open ? '▾' : '▸') : ''}
        </span>
        <span>
          <span class="dom-tag">&lt;{tag}</span>
          {attributesOf(node).map(([name, value]) => (
            <span key={name}>
              {' '}
              <span class="dom-name">{name}</span>
              {value !== '' && (
                <>
                  =<span class="dom-value">"{cut(value)}"</span>
                </>
              )}
            </span>
          ))}
          <span class="dom-tag">&gt;</span>
          {inline && <span class="dom-text">{only.trim()}</span>}
          {parent && !open && <span class="quiet">…</span>}
        </span>
      </button>
      {open && (
        <ul>
          {children.slice(0, MOST_CHILDREN).map((child, i) => (
            <TreeNode key={i} node={child} level={level + 1} turn={turn} />
          ))}
          {children.length > MOST_CHILDREN && (
            <li class="dom-more quiet">and {children.length - MOST_CHILDREN} more</li>
          )}
        </ul>
      )}
    </li>
  )
}

function TextLine({ text, level }: { text: string; level: number }) {
  return (
    <li class="dom-row dom-text" style={{ paddingLeft: `${22 + level * 12}px` }}>
      {cut(text.trim())}
    </li>
  )
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text
}

/** The keys of a tree, as in the ARIA authoring practices. */
function moves(key: string, row: HTMLElement, node: Element, open: boolean, parent: boolean): boolean {
  const rows = [...(row.closest('.dom-tree')?.querySelectorAll<HTMLElement>('button.dom-row') ?? [])]
  const at = rows.indexOf(row)
  switch (key) {
    case 'ArrowDown':
      rows[at + 1]?.focus()
      return true
    case 'ArrowUp':
      rows[at - 1]?.focus()
      return true
    case 'ArrowRight':
      if (parent && !open) setOpen(node, true)
      else if (open) rows[at + 1]?.focus()
      return true
    case 'ArrowLeft':
      if (open) setOpen(node, false)
      else row.closest('ul')?.parentElement?.querySelector<HTMLElement>('button.dom-row')?.focus()
      return true
    default:
      return false
  }
}
