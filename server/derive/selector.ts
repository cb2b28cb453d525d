import type { DomNode } from './node.ts'

/** One compound of a selector, and how it stands to the one on its left. */
export interface Compound {
  tag: string
  id: string
  classes: string[]
  attributes: { name: string; value: string | null }[]
  /** `>` parent, ` ` any ancestor. Sibling combinators are read as "same parent". */
  left: '>' | ' ' | '+'
}

/** Reads the selectors that style sheets mostly have. Pseudo-classes are passed over; null: says nothing by itself. */
export function parseSelector(selector: string): Compound[] | null {
  if (selector.startsWith('@') || selector.length > 300 || /::/.test(selector)) return null
  const spaced = selector.replace(/\([^()]*\)/g, '').replace(/\s*([>+~])\s*/g, ' $1 ')
  const compounds: Compound[] = []
  let left: Compound['left'] = ' '
  for (const part of spaced.split(/\s+/).filter(word => word !== '')) {
    if (part === '>') left = '>'
    else if (part === '+' || part === '~') left = '+'
    else {
      compounds.push({ ...readCompound(part), left })
      left = ' '
    }
  }
  const last = compounds.at(-1)
  if (!last) return null
  const isEmpty = last.tag === '' && last.id === '' && last.classes.length + last.attributes.length === 0
  return isEmpty ? null : compounds
}

function readCompound(part: string): Omit<Compound, 'left'> {
  const attributes = [...part.matchAll(/\[\s*([\w-]+)\s*(?:[~|^$*]?=\s*["']?([^"'\]]*)["']?[^\]]*)?\]/g)].map(
    ([, name = '', value]) => ({ name, value: value ?? null }),
  )
  const bare = part.replace(/\[[^\]]*\]/g, '').replace(/:[\w-]+/g, '')
  return {
    tag: (/^[a-z][\w-]*/i.exec(bare)?.[0] ?? '').toLowerCase(),
    id: /#([\w-]+)/.exec(bare)?.[1] ?? '',
    classes: [...bare.matchAll(/\.((?:\\.|[\w-])+)/g)].map(([, name = '']) => name.replace(/\\/g, '')),
    attributes,
  }
}

export function matches(compounds: Compound[], node: DomNode): boolean {
  const last = compounds.at(-1)
  if (!last || !fits(last, node)) return false
  if (compounds.length === 1) return true
  const rest = compounds.slice(0, -1)
  if (last.left === '>') return node.parent !== null && matches(rest, node.parent)
  if (last.left === '+') {
    for (let at = node.before; at; at = at.before) if (matches(rest, at)) return true
    return false
  }
  for (let at = node.parent; at; at = at.parent) if (matches(rest, at)) return true
  return false
}

function fits(compound: Compound, node: DomNode): boolean {
  if (compound.tag !== '' && compound.tag !== node.tag) return false
  if (compound.id !== '' && compound.id !== node.attributes.get('id')) return false
  if (compound.classes.length > 0) {
    const own = (node.attributes.get('class') ?? '').split(/\s+/)
    if (!compound.classes.every(name => own.includes(name))) return false
  }
  return compound.attributes.every(({ name, value }) => {
    const own = node.attributes.get(name)
    return own !== undefined && (value === null || own.includes(value))
  })
}
