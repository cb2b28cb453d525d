/** What the segment screens ask the server besides the calls every screen shares. */
import type { List, Preview } from '../../contract/api.ts'
import type { IdList, IdListInput } from '../../contract/segment/list.ts'
import type { SegmentOutcome, SegmentOverlap } from '../../contract/segment/overlap.ts'
import type { SegmentDefinition } from '../../contract/segment/segment.ts'
import type { MadeSegment, SegmentTemplate, TemplateAnswers } from '../../contract/segment/template.ts'
import type { SegmentText } from '../../contract/segment/text.ts'
import { address, path, read, send } from '../api.ts'

export const calls = {
  lists: (project?: string) => read<List<IdList>>('/api/lists', { project }),
  createList: (input: IdListInput, project?: string) =>
    send<IdList>('POST', address('/api/lists', { project }), input),
  /** `sample`: a first count, quickly; it may be exact all the same. */
  preview: (definition: SegmentDefinition, sample: boolean, project?: string, signal?: AbortSignal) =>
    send<Preview>('POST', address('/api/segments/preview', { project }), { definition, sample }, signal),
  text: (asked: { text: string } | { definition: SegmentDefinition }, signal?: AbortSignal) =>
    send<SegmentText>('POST', '/api/segments/text', asked, signal),
  templates: (project?: string) => read<List<SegmentTemplate>>('/api/segments/templates', { project }),
  fillTemplate: (id: string, answers: TemplateAnswers['answers'], project?: string) =>
    send<MadeSegment>('POST', address(`/api/segments/templates/${path(id)}`, { project }), { answers }),
  overlap: (project?: string) => read<SegmentOverlap>('/api/segments/overlap', { project }),
  outcome: (id: string, project?: string) =>
    read<SegmentOutcome>(`/api/segments/${path(id)}/metric`, { project }),
}
