import { FACTS_VERSION, type TabFacts } from '../../../contract/facts.ts'

/** Facts of an older version lack what came later. They are derived again; until then they hold none of it. */
export function whole(facts: TabFacts): TabFacts {
  if (facts.version >= FACTS_VERSION) return facts
  return {
    ...facts,
    searches: facts.searches ?? [],
    forms: facts.forms.map(form => ({ ...form, refused: form.refused ?? [] })),
    fields: facts.fields.map(field => ({ ...field, refused: field.refused ?? 0 })),
  }
}
