import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { checkSegment } from '../../../contract/segment/check.ts'
import { type SegmentText, segmentTextSchema } from '../../../contract/segment/text.ts'
import { Failure } from '../../failure.ts'
import { parseSegment } from '../../segment/text/parse.ts'
import { printSegment } from '../../segment/text/print.ts'
import { answers, createApi } from '../api.ts'

const body = z.object({
  text: z.string().max(500_000).optional(),
  definition: z
    .unknown()
    .optional()
    .meta({ type: 'object', description: 'Instead of text: a SegmentDefinition' }),
})

const route = createRoute({
  method: 'post',
  path: '/segments/text',
  summary: 'Read a segment written as text, or write one',
  request: { body: { content: { 'application/json': { schema: body } }, required: true } },
  responses: answers(segmentTextSchema, 'Both forms, or why it cannot be read'),
})

export function segmentTextRoutes() {
  return createApi().openapi(route, async c => {
    const { text, definition } = c.req.valid('json')
    if ((text === undefined) === (definition === undefined)) {
      throw new Failure('bad-request', 'Give either text or definition.')
    }
    return c.json(text === undefined ? written(definition) : read(text), 200)
  })
}

function written(input: unknown): SegmentText {
  const checked = checkSegment(input)
  if ('problems' in checked) return { text: '', definition: null, error: null, problems: checked.problems }
  const { definition } = checked
  return { text: printSegment(definition), definition, error: null, problems: [] }
}

function read(text: string): SegmentText {
  const parsed = parseSegment(text)
  if ('error' in parsed) return { text, definition: null, error: parsed.error, problems: [] }
  const checked = checkSegment(parsed.definition)
  if ('problems' in checked) return { text, definition: null, error: null, problems: checked.problems }
  return { text: printSegment(checked.definition), definition: checked.definition, error: null, problems: [] }
}
