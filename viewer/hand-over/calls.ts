/** What handing over asks of the server. */
import type { List } from '../../contract/api.ts'
import type { ReportDelivery, ReportHook, ReportHookAnswer } from '../../contract/report-hook.ts'
import type { ShareAnswer, Shared, ShareInput, ShareMade } from '../../contract/share.ts'
import type { Tracker, TrackerAnswer } from '../../contract/tracker.ts'
import { address, path, read, send } from '../api.ts'
import type { Range } from './range.ts'

export type Expectation = 'until-fixed' | 'while-it-exists'

export interface Report {
  title: string
  markdown: string
}
export interface ExportedTest {
  name: string
  source: string
}

export interface ReportToSend extends Range {
  tab?: string
  problem?: string
  /** A picture of the page, base64. */
  png?: string
}

type Place = Range & { project: string | undefined; tab: string | undefined }

export const calls = {
  links: (session: string, project?: string) => read<List<ShareAnswer>>('/api/shares', { session, project }),
  makeLink: (input: ShareInput, project?: string) =>
    send<ShareMade>('POST', address('/api/shares', { project }), input),
  revokeLink: (id: string, project?: string) =>
    send<unknown>('DELETE', address(`/api/shares/${path(id)}`, { project })),
  shown: (id: string, project?: string) => read<Shared>(`/api/shares/${path(id)}/recording`, { project }),
  keepPicture: (id: string, png: string, project?: string) =>
    send<unknown>('PUT', address(`/api/shares/${path(id)}/picture`, { project }), { png }),
  report: (session: string, place: Place, problem: string) =>
    read<Report>(`/api/sessions/${path(session)}/report`, { ...place, problem }),
  reportHook: (project?: string) => read<ReportHookAnswer>('/api/settings/report-hook', { project }),
  keepReportHook: (hook: ReportHook | null, project?: string) =>
    send<ReportHookAnswer>('PUT', address('/api/settings/report-hook', { project }), { hook }),
  sendReport: (session: string, report: ReportToSend, project?: string) =>
    send<ReportDelivery>('POST', address(`/api/sessions/${path(session)}/report/send`, { project }), report),
  reportsSent: (session: string, project?: string) =>
    read<List<ReportDelivery>>('/api/report-deliveries', { session, project }),
  sendAgain: (id: string, project?: string) =>
    send<ReportDelivery>('POST', address(`/api/report-deliveries/${path(id)}/again`, { project })),
  test: (session: string, place: Place, expect: Expectation) =>
    read<ExportedTest>(`/api/sessions/${path(session)}/test`, { ...place, expect }),
  tracker: (project?: string) => read<TrackerAnswer>('/api/settings/tracker', { project }),
  keepTracker: (tracker: Tracker | null, project?: string) =>
    send<TrackerAnswer>('PUT', address('/api/settings/tracker', { project }), { tracker }),
}
