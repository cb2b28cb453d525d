import { describe, expect, it } from 'vitest'
import type { Tracker } from '../../../contract/tracker.ts'
import { filledIn } from '../../../viewer/hand-over/filled-in.ts'

const report = {
  title: 'Coupon & basket: 50 % off?',
  markdown: '[Watch the moment](https://s.example/x?t=1)\n\n### Steps\n1. Open /cart\n2. Click',
}
const open = (tracker: Tracker, markdown = report.markdown) => {
  const { href, cut } = filledIn(tracker, { ...report, markdown })
  const url = new URL(href)
  return { place: url.origin + url.pathname, fields: Object.fromEntries(url.searchParams), cut, href }
}

describe('[H10] a report opens in the tracker, filled in', () => {
  it('in GitHub, GitLab and Linear as Markdown', () => {
    const github = open({ kind: 'github', address: 'https://github.com/acme/shop/' })
    expect(github.place).toBe('https://github.com/acme/shop/issues/new')
    expect(github.fields).toEqual({ title: report.title, body: report.markdown })
    const gitlab = open({ kind: 'gitlab', address: 'https://git.example/acme/shop' })
    expect(gitlab.place).toBe('https://git.example/acme/shop/-/issues/new')
    expect(gitlab.fields).toEqual({
      'issue[title]': report.title,
      'issue[description]': report.markdown,
    })
    const linear = open({ kind: 'linear', address: 'https://linear.app/acme/team/SHOP' })
    expect(linear.place).toBe('https://linear.app/acme/team/SHOP/new')
    expect(linear.fields).toEqual({ title: report.title, description: report.markdown })
  })

  it('in Jira in its own markup', () => {
    const tracker: Tracker = { kind: 'jira', address: 'https://acme.example', project: '10', issueType: '4' }
    const { place, fields } = open(tracker)
    expect(place).toBe('https://acme.example/secure/CreateIssueDetails!init.jspa')
    expect(fields).toEqual({
      pid: '10',
      issuetype: '4',
      summary: report.title,
      description: '[Watch the moment|https://s.example/x?t=1]\n\nh3. Steps\n# Open /cart\n# Click',
    })
  })

  it('cut where an address would be too long, never within a letter', () => {
    const tracker: Tracker = { kind: 'github', address: 'https://github.com/acme/shop' }
    for (const letter of ['x', 'ü', '🛒']) {
      const { href, cut, fields } = open(tracker, letter.repeat(9_000))
      expect(cut).toBe(true)
      expect(href.length).toBeLessThanOrEqual(7_500)
      expect(href.length).toBeGreaterThan(7_400)
      expect(fields.body).toMatch(new RegExp(`^(${letter})+\\n\\n\\(The report goes on`, 'u'))
    }
  })
})
