/** What a recording lacks, in words. */
import type { SessionDetail } from '../../contract/api.ts'
import { LOSSES, type Loss } from '../../contract/fidelity.ts'
import { counted, duration } from '../ui/words.ts'

const WORDS: Record<Loss, (n: number) => string> = {
  'no-snapshot': () => 'No picture of the page arrived: nothing can be shown.',
  gaps: n => `${counted(n, 'part')} of the recording never arrived.`,
  'unknown-nodes': n => `${counted(n, 'change')} of parts of the page that were never recorded.`,
  'style-sheets': n =>
    `${counted(n, 'style sheet')} without its rules: the page may look plainer than it was.`,
  fonts: n => `${counted(n, 'font')} did not load.`,
  canvases: n => `${counted(n, 'drawing')} (canvas) without a picture.`,
  frames: n => `${counted(n, 'frame')} of other sites, which cannot be recorded.`,
  throttled: n => `${counted(n, 'change')} left out to keep the page fast.`,
  paused: n => `${duration(n)} during which recording was paused.`,
  'clock-back': n => `The visitor’s clock went back ${counted(n, 'time')}.`,
  'clock-forward': n => `${counted(n, 'silence')} of more than half an hour.`,
  malformed: n => `${counted(n, 'entry', 'entries')} could not be read.`,
}

export function lossWords({ recordings }: SessionDetail): string[] {
  const sum = (of: (tab: SessionDetail['recordings'][number]) => number) =>
    recordings.reduce((total, tab) => total + of(tab), 0)
  const dropped = sum(tab => tab.lost)
  // Derivation counts them too, where it was told of them: one line is enough.
  const gaps = sum(tab => (tab.facts.fidelity.losses.gaps === undefined ? tab.gaps.length : 0))
  return [
    ...(dropped > 0 ? [`${counted(dropped, 'change')} dropped before they could be sent.`] : []),
    ...(gaps > 0 ? [`${counted(gaps, 'part')} of the recording never arrived.`] : []),
    ...LOSSES.flatMap(loss => {
      const n = sum(tab => tab.facts.fidelity.losses[loss] ?? 0)
      return n > 0 ? [WORDS[loss](n)] : []
    }),
  ]
}
