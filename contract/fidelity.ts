/** What of a visit is missing from its recording. */
export const LOSSES = [
  /** No full snapshot: nothing can be shown, targets are unknown. */
  'no-snapshot',
  /** Places where batches never arrived. */
  'gaps',
  /** Changes of nodes that were never recorded. */
  'unknown-nodes',
  /** Style sheets whose rules are not in the recording. */
  'style-sheets',
  /** Fonts that failed to load. */
  'fonts',
  /** Canvas elements without a picture. */
  'canvases',
  /** Frames of other origins. */
  'frames',
  /** Changes or events the recorder had to leave out. */
  'throttled',
  /** ms during which capture was paused. */
  'paused',
  /** Timestamps that went back by more than a second. */
  'clock-back',
  /** Silences of more than half an hour inside one tab. */
  'clock-forward',
  /** Entries that are not rrweb's shape, and were passed over. */
  'malformed',
] as const
export type Loss = (typeof LOSSES)[number]

/** What of the visit is not in the recording. */
export interface Fidelity {
  /** 0 to 1; 1: nothing is known to be missing. */
  score: number
  /** Share of the visible text that is masked, 0 to 1. */
  masked: number
  losses: Partial<Record<Loss, number>>
}
