/** The project's own folding of addresses into pages. */
import { api } from '../api.ts'
import { bar } from '../location.ts'
import { load, remote, wordsOf } from '../remote.ts'
import { say } from '../ui/toast.ts'

export const paths = remote<string[]>()

export async function loadPaths(): Promise<void> {
  await load(paths, async () => (await api.pathTemplates(bar.peek().project)).templates)
}

/** Null when they were kept, else what is wrong with them. */
export async function keepPaths(templates: string[]): Promise<string | null> {
  try {
    const { templates: value } = await api.changePathTemplates(templates, bar.peek().project)
    paths.value = { value, loading: false, problem: null }
    say('Saved. What was recorded before is read again in the background.')
    return null
  } catch (cause) {
    return wordsOf(cause)
  }
}
