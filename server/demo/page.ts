import { readFileSync } from 'node:fs'

// Attributes of the recorder's script tag. `endpoint`: where it sends to, when not to its own origin.
export interface RecorderTag {
  writeKey: string
  release: string
  endpoint?: string
}

// A page file is its title in a comment on the first line, then the content of <main>.
const pageFile = /^<!-- (.+) -->\n([\s\S]*)$/

function file(name: string): string {
  return readFileSync(new URL(`./pages/${name}.html`, import.meta.url), 'utf8')
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}

export function renderPage(name: string, tag: RecorderTag): string {
  const parts = pageFile.exec(file(name))
  if (!parts) throw new Error(`pages/${name}.html lacks its title comment on the first line`)
  const [, title = '', main = ''] = parts
  // Functions as replacements: in a string, "$&" of a page's text would be taken for a pattern.
  return file('layout')
    .replaceAll('{{title}}', () => title)
    .replace('{{write-key}}', () => escapeAttribute(tag.writeKey))
    .replace('{{release}}', () => escapeAttribute(tag.release))
    .replace('{{endpoint}}', () => (tag.endpoint ? ` data-endpoint="${escapeAttribute(tag.endpoint)}"` : ''))
    .replace('{{main}}', () => main)
}
