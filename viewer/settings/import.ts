/** Recordings brought by hand, one after the other. */
import { signal } from '@preact/signals'
import { api } from '../api.ts'
import { loadProjects } from '../frame/projects.ts'
import { bar } from '../location.ts'
import { wordsOf } from '../remote.ts'

interface Imported {
  name: string
  session?: string
  problem?: string
}

export const imports = signal<Imported[]>([])

export async function importFiles(files: File[]): Promise<void> {
  imports.value = files.map(file => ({ name: file.name }))
  for (const [i, file] of files.entries()) {
    try {
      const { session } = await api.importRecording(await file.text(), bar.peek().project)
      note(i, { session: session.id })
    } catch (cause) {
      note(i, { problem: wordsOf(cause) })
    }
  }
  await loadProjects()
}

function note(nth: number, result: Partial<Imported>): void {
  imports.value = imports.peek().map((one, i) => (i === nth ? { ...one, ...result } : one))
}
