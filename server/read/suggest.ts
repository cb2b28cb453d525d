import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listOf, suggestionSchema } from '../../contract/api.ts'
import { SESSION_FIELD_NAMES, type SessionField } from '../../contract/fields.ts'
import { Failure } from '../failure.ts'
import type { SuggestQuery } from '../store/port.ts'
import { answers, createApi, projectOf, type Read } from './api.ts'
import * as parameter from './parameters.ts'

const OF = [
  ...([
    'event',
    'property',
    'propertyValue',
    'trait',
    'traitValue',
    'accountTrait',
    'accountTraitValue',
  ] as const),
  ...(['path', 'failure', 'failureAddress', 'failureStatus', 'text'] as const),
  ...(['findingPage', 'findingElement', 'field'] as const),
]

const querySchema = z.object({
  project: parameter.project,
  of: z.enum(OF),
  event: z.string().max(500).optional().meta({ description: 'For property and propertyValue' }),
  name: z.string().max(200).optional().meta({ description: 'Of the property, trait or field' }),
  prefix: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

const route = createRoute({
  method: 'get',
  path: '/suggest',
  summary: 'Names and values that really arrived, most frequent first',
  request: { query: querySchema },
  responses: answers(listOf(suggestionSchema), 'Suggestions'),
})

export function suggestRoutes({ store }: Read) {
  return createApi().openapi(route, async c => {
    const query = c.req.valid('query')
    const project = (await projectOf(store, query.project)).id
    return c.json({ items: await store.suggest(project, askOf(query)), next: null }, 200)
  })
}

function askOf({ of, event, name, prefix, limit }: z.infer<typeof querySchema>): SuggestQuery {
  const needs = (value: string | undefined, parameter: string): string => {
    if (value === undefined || value === '') throw new Failure('bad-request', `${of} needs ${parameter}.`)
    return value
  }
  switch (of) {
    case 'event':
    case 'trait':
    case 'accountTrait':
    case 'path':
    case 'failure':
    case 'failureAddress':
    case 'failureStatus':
    case 'text':
    case 'findingPage':
    case 'findingElement':
      return { of, prefix, limit }
    case 'property':
      return { of, event: needs(event, 'event'), prefix, limit }
    case 'propertyValue':
      return { of, event: needs(event, 'event'), name: needs(name, 'name'), prefix, limit }
    case 'traitValue':
    case 'accountTraitValue':
      return { of, name: needs(name, 'name'), prefix, limit }
    case 'field':
      return { of, name: fieldNamed(needs(name, 'name')), prefix, limit }
  }
}

function fieldNamed(name: string): SessionField {
  const field = SESSION_FIELD_NAMES.find(one => one === name)
  if (!field) throw new Failure('bad-request', `There is no field "${name}".`)
  return field
}
