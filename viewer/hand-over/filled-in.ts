/** The address that opens a report in a tracker, filled in. */
import type { Tracker, TrackerKind } from '../../contract/tracker.ts'
import type { Report } from './calls.ts'

export const TRACKERS: Record<TrackerKind, { name: string; example: string }> = {
  github: { name: 'GitHub', example: 'https://github.com/acme/shop' },
  gitlab: { name: 'GitLab', example: 'https://gitlab.com/acme/shop' },
  jira: { name: 'Jira', example: 'https://acme.atlassian.net' },
  linear: { name: 'Linear', example: 'https://linear.app/acme/team/SHOP' },
}

/** Servers refuse longer addresses; GitHub's limit is a little over 8,000 characters. */
const ADDRESS_LIMIT = 7_500
const CUT = '\n\n(The report goes on; it is in the clipboard.)'

/** The address of a new issue with the report in it. `cut`: not all of it fitted. */
export function filledIn(tracker: Tracker, { title, markdown }: Report): { href: string; cut: boolean } {
  const body = tracker.kind === 'jira' ? jiraMarkup(markdown) : markdown
  const whole = addressOf(tracker, title, body)
  if (whole.length <= ADDRESS_LIMIT) return { href: whole, cut: false }
  let [fits, tooLong] = [0, body.length]
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1
    if (addressOf(tracker, title, cutAt(body, middle)).length <= ADDRESS_LIMIT) fits = middle
    else tooLong = middle
  }
  return { href: addressOf(tracker, title, cutAt(body, fits)), cut: true }
}

/** Not within a letter of two halves, of which one alone cannot be encoded. */
function cutAt(body: string, length: number): string {
  return body.slice(0, length).replace(/[\uD800-\uDBFF]$/, '') + CUT
}

function addressOf(tracker: Tracker, title: string, body: string): string {
  const base = tracker.address.replace(/\/+$/, '')
  switch (tracker.kind) {
    case 'github':
      return `${base}/issues/new?${new URLSearchParams({ title, body })}`
    case 'gitlab':
      return `${base}/-/issues/new?${new URLSearchParams({ 'issue[title]': title, 'issue[description]': body })}`
    case 'jira': {
      const fields = { pid: tracker.project, issuetype: tracker.issueType, summary: title, description: body }
      return `${base}/secure/CreateIssueDetails!init.jspa?${new URLSearchParams(fields)}`
    }
    case 'linear':
      return `${base}/new?${new URLSearchParams({ title, description: body })}`
  }
}

/** Jira's own markup, as far as a report uses Markdown. */
function jiraMarkup(markdown: string): string {
  return markdown
    .replace(/^### /gm, 'h3. ')
    .replace(/^\d+\. /gm, '# ')
    .replace(/^- /gm, '* ')
    .replace(/^ *```$/gm, '{noformat}')
    .replace(/\[([^\]\\]+)\]\(([^)\s]+)\)/g, '[$1|$2]')
}
