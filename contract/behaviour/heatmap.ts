/**
 * Heatmaps as the API answers them: what was done where on the pages of one pattern, per element and per cell of a
 * grid, for one segment or two. Distances are CSS px of the page (not of the window) unless a name says otherwise.
 */
import { z } from 'zod'
import { listOf } from '../api.ts'
import { VERDICTS } from './heat.ts'

const time = z.int().meta({ description: 'Epoch milliseconds' })
const share = z.number().min(0).max(1)

export const heatPageSchema = z
  .object({
    page: z.string().meta({ description: 'Pattern of the address, ids folded' }),
    views: z.int(),
    sessions: z.int(),
    clicks: z.int(),
    bands: z.object({ phone: z.int(), tablet: z.int(), desktop: z.int() }).meta({ description: 'Views' }),
  })
  .meta({ id: 'HeatPage' })
export type HeatPage = z.infer<typeof heatPageSchema>

const column = (what: string) => z.string().meta({ description: `${what}; base64 of little-endian numbers` })
export const heatCellsSchema = z.object({
  count: z.int(),
  element: column('Place in `elements`, or 65535; uint16'),
  width: column('Place in `widths`; uint16'),
  x: column('Cell from the left, at that width, or 65535; uint16'),
  y: column('Cell from the top; uint16'),
  across: column('Mean place in the box of the element, in 10,000ths from its left, or 65535; uint16'),
  down: column('The same from its top; uint16'),
  n: column('How often; uint32'),
})
export type HeatCells = z.infer<typeof heatCellsSchema>

const side = z.object({
  sessions: z.int().meta({ description: 'That viewed the page at this width' }),
  views: z.int(),
  clicks: z.int(),
  firsts: z.int().meta({ description: 'Views with a click' }),
})
export type HeatSide = z.infer<typeof side>

const elementCounts = z.object({
  saw: z.int().meta({ description: 'Sessions whose window reached the element, or that clicked it' }),
  sessions: z.int().meta({ description: 'Of these, those that clicked it' }),
  clicks: z.int(),
  first: z.int().meta({ description: 'Views in which it was clicked first' }),
  rage: z.int().meta({ description: 'Sessions with a rage click on it' }),
  dead: z.int(),
  error: z.int(),
  converted: z.int().meta({ description: 'Sessions that clicked it and reached the goal afterwards' }),
  timeToClick: z.int().nullable().meta({ description: 'Median ms from the view to its first click on it' }),
})
export type ElementCounts = z.infer<typeof elementCounts>

const elementName = {
  element: z.string().meta({ description: 'Fingerprint' }),
  name: z.string(),
  role: z.string(),
  y: z.int().meta({ description: 'Median px from the top at which it was clicked' }),
}
export const heatElementSchema = z
  .object({
    ...elementName,
    ...elementCounts.shape,
    interval: z
      .object({ low: share, high: share })
      .meta({ description: 'Of the share that clicked it, of those who saw it: Wilson, 95 %' }),
  })
  .meta({ id: 'HeatElement' })
export type HeatElement = z.infer<typeof heatElementSchema>

export const heatmapSchema = z
  .object({
    ...side.shape,
    shown: z.int().meta({ description: 'How many of the kind there are: all of them are in the cells' }),
    widths: z.array(z.int()).meta({ description: 'Window widths met, px' }),
    medianWidth: z.int(),
    cells: heatCellsSchema,
    elements: z.array(heatElementSchema).meta({ description: 'Most clicked first' }),
    totalElements: z.int(),
    reached: z.array(z.int()).meta({ description: 'Sessions that saw the band of 50 px, from the top' }),
    inView: z.array(z.int()).meta({
      description: 'ms in view of each band of 100 px, all sessions together; of the kind `attention`',
    }),
  })
  .meta({ id: 'Heatmap' })
export type Heatmap = z.infer<typeof heatmapSchema>

const difference = z.object({
  a: z.object({ k: z.int(), n: z.int() }),
  b: z.object({ k: z.int(), n: z.int() }),
  share: z.number().meta({ description: 'Share of a minus share of b' }),
  low: z.number().meta({ description: '95 % interval' }),
  high: z.number(),
  p: share.meta({ description: 'Corrected for all that were compared (Benjamini-Hochberg)' }),
  verdict: z
    .enum(VERDICTS)
    .meta({ description: 'unclear: chance may explain it; too-few: too few sessions to tell' }),
})
export type HeatDifference = z.infer<typeof difference>

export const heatDifferenceSchema = z
  .object({
    a: side,
    b: side,
    elements: z.array(z.object({ ...elementName, ...difference.shape })).meta({
      description: 'Share that clicked it, of the sessions that saw it; what is certain and large first',
    }),
    depths: z
      .array(z.object({ from: z.int().meta({ description: 'px from the top' }), ...difference.shape }))
      .meta({ description: 'Share of sessions that reached the depth' }),
  })
  .meta({ id: 'HeatDifference' })
export type HeatDifferences = z.infer<typeof heatDifferenceSchema>
export type ElementDifference = HeatDifferences['elements'][number]

export const heatSceneSchema = z
  .object({
    session: z.string(),
    tab: z.string(),
    at: time.meta({ description: 'Start of the view' }),
    until: time,
    width: z.int(),
    height: z.int(),
    documentHeight: z.int().nullable(),
    clicks: z.int(),
    fidelity: z.number().nullable().meta({ description: '0 to 100' }),
    moment: time.meta({ description: 'The page as loaded: just before the first click' }),
    states: z
      .array(z.object({ at: time, name: z.string() }))
      .meta({ description: 'Moments after each click: what was clicked' }),
  })
  .meta({ id: 'HeatScene' })
export type HeatScene = z.infer<typeof heatSceneSchema>

export const heatMomentSchema = z
  .object({
    session: z.string(),
    tab: z.string(),
    at: time.meta({
      description:
        'The click; of a session that saw a place, when the first view of the page that reached it began',
    }),
    startedAt: time,
    person: z.string(),
    url: z.string().meta({ description: 'The moment in the viewer' }),
    ms: z.int().optional().meta({ description: 'Time in view; of the number `inView`' }),
  })
  .meta({ id: 'HeatMoment' })
export type HeatMoment = z.infer<typeof heatMomentSchema>

export const heatMomentsSchema = listOf(heatMomentSchema)

/** Where elements are in a recorded page: rrweb ids of the nodes that have the fingerprint. */
export const heatPlacesSchema = z.object({
  elements: z.array(z.object({ element: z.string(), nodes: z.array(z.int()) })),
})
export type HeatPlaces = z.infer<typeof heatPlacesSchema>
