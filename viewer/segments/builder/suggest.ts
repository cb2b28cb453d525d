/** Suggestions for the builder: what really arrived, most frequent first. */
import type { Suggestion } from '../../../contract/api.ts'
import { SESSION_FIELDS, type SessionField } from '../../../contract/fields.ts'
import { api, type SuggestionKind } from '../../api.ts'
import { bar } from '../../location.ts'

export type Suggest = (prefix: string, signal: AbortSignal) => Promise<Suggestion[]>

export function suggest(of: SuggestionKind, about: { name?: string; event?: string } = {}): Suggest {
  return async (prefix, signal) =>
    (await api.suggest({ of, ...about, prefix, project: bar.peek().project }, signal)).items
}

/** Values of a field; numbers are written, not picked. */
export function suggestField(field: SessionField): Suggest {
  if (SESSION_FIELDS[field].type !== 'text') return async () => []
  return suggest('field', { name: field })
}
