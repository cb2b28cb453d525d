import { describe, expect, it } from 'vitest'
import { lossWords } from '../../../viewer/player/fidelity.ts'
import { marksOf } from '../../../viewer/sessions/marks.ts'
import { fakeData } from '../fake-data.ts'

describe('[V17] a row says what hurt, worst first', () => {
  it('in at most three marks, and how many more', () => {
    const fields = { failureCount: 2, rageClicks: 1, deadClicks: 3, slowClicks: 1, quickBacks: 0 }
    expect(marksOf({ fields, tabs: 1 }).map(mark => mark.words)).toEqual([
      '2 failures',
      '1 rage click',
      '3 dead clicks',
      '+1',
    ])
    expect(marksOf({ fields: {}, tabs: 2 }).map(mark => mark.words)).toEqual(['2 tabs'])
  })
})

describe('[V27] what the recording lacks is said', () => {
  it('dropped changes, lost parts and what derivation missed', () => {
    const session = fakeData({ sessions: 1 }).sessions[0]
    const tab = session?.recordings[0]
    if (!session || !tab) throw new Error('The fake has no session.')
    const whole = { ...tab.facts, fidelity: { score: 1, masked: 0, losses: {} } }
    expect(lossWords({ ...session, recordings: [{ ...tab, facts: whole }] })).toEqual([])
    const broken = { ...whole, fidelity: { score: 0.5, masked: 0, losses: { fonts: 2 } } }
    const words = lossWords({ ...session, recordings: [{ ...tab, facts: broken, lost: 3, gaps: [4] }] })
    expect(words).toEqual([
      '3 changes dropped before they could be sent.',
      '1 part of the recording never arrived.',
      '2 fonts did not load.',
    ])
  })
})
