/** Where a project files its bugs: reports open there, filled in. */
import { z } from 'zod'

const address = z.string().trim().max(500).refine(isWebAddress, 'give an address that begins with https://')
const number = z
  .string()
  .trim()
  .regex(/^\d{1,12}$/, 'is no number')

export const trackerSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('github'),
      address: address.meta({ description: 'Of the repository' }),
    }),
    z.strictObject({ kind: z.literal('gitlab'), address: address.meta({ description: 'Of the project' }) }),
    z.strictObject({
      kind: z.literal('jira'),
      address: address.meta({ description: 'Of the site' }),
      project: number.meta({ description: 'Its number, which Jira calls pid' }),
      issueType: number,
    }),
    z.strictObject({ kind: z.literal('linear'), address: address.meta({ description: 'Of the team' }) }),
  ])
  .meta({ id: 'Tracker' })
export type Tracker = z.infer<typeof trackerSchema>
export type TrackerKind = Tracker['kind']

export const trackerAnswerSchema = z.object({ tracker: trackerSchema.nullable() })
export type TrackerAnswer = z.infer<typeof trackerAnswerSchema>

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
