/**
 * What the page of a session will need, told in its head: the player's files and the session itself are on their way
 * before the first script has run.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../root.ts'

/** Written by Vite beside what it built: which file each module became, and what that file imports. */
const MANIFEST = join(ROOT, 'dist', 'viewer', '.vite', 'manifest.json')
const PLAYER = 'player/PlayerScreen.tsx'
const FIRST = 'index.html'

interface Built {
  file: string
  imports?: string[]
  css?: string[]
}

/** Tags for the head of the page at this address; empty for every page but a session's. */
export async function earlyTags(address: URL): Promise<string[]> {
  const id = /^\/sessions\/([^/]+)\/?$/.exec(address.pathname)?.[1]
  if (id === undefined || !existsSync(MANIFEST)) return []
  const manifest: Record<string, Built> = JSON.parse(await readFile(MANIFEST, 'utf8'))
  const known = filesOf(manifest, FIRST)
  const files = [...filesOf(manifest, PLAYER)].filter(file => !known.has(file))
  return [
    // As the viewer's own fetch asks: only then does the browser give it these answers.
    ...['/api/me', askedFirst(id, address.searchParams)].map(
      asked => `<link rel="preload" as="fetch" crossorigin href="${attribute(asked)}" />`,
    ),
    ...files.map(file =>
      file.endsWith('.css')
        ? `<link rel="preload" as="style" crossorigin href="/${attribute(file)}" />`
        : `<link rel="modulepreload" crossorigin href="/${attribute(file)}" />`,
    ),
  ]
}

/** The same address as viewer/api.ts makes of it, letter for letter. */
function askedFirst(id: string, asked: URLSearchParams): string {
  const project = asked.get('project')
  const query = project ? `?${new URLSearchParams({ project })}` : ''
  return `/api/sessions/${encodeURIComponent(decoded(id))}${query}`
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The module's file, its sheets, and those of all it imports at once. */
function filesOf(manifest: Record<string, Built>, name: string, found = new Set<string>()): Set<string> {
  const built = manifest[name]
  if (!built || found.has(built.file)) return found
  found.add(built.file)
  for (const sheet of built.css ?? []) found.add(sheet)
  for (const imported of built.imports ?? []) filesOf(manifest, imported, found)
  return found
}

function attribute(text: string): string {
  return text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
}
