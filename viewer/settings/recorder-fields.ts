/** The recorder's settings as a form: what each is called, in the unit people think in. */
import type { RecorderSettings } from '../../contract/settings.ts'

type NamesOf<T> = {
  [N in keyof RecorderSettings]: RecorderSettings[N] extends T ? N : never
}[keyof RecorderSettings]

export type Field =
  | { kind: 'switch'; name: NamesOf<boolean>; label: string; hint: string }
  /** `scale`: what is shown times this is what is kept. */
  | {
      kind: 'number'
      name: NamesOf<number>
      label: string
      hint: string
      unit: string
      scale: number
      max: number
    }
  | { kind: 'text'; name: NamesOf<string>; label: string; hint: string }
  /** One entry a line. */
  | { kind: 'list'; name: NamesOf<string[]>; label: string; hint: string }

export const RECORDER_FIELDS: { title: string; fields: Field[] }[] = [
  {
    title: 'What is recorded',
    fields: [
      {
        kind: 'number',
        name: 'sampling',
        label: 'Sessions recorded',
        hint: 'Decided once per session. Events are always taken.',
        unit: '%',
        scale: 0.01,
        max: 100,
      },
      {
        kind: 'number',
        name: 'minimumDurationMs',
        label: 'Shortest visit',
        hint: 'Visits that end before are not sent.',
        unit: 's',
        scale: 1000,
        max: 3600,
      },
      {
        kind: 'switch',
        name: 'startOnError',
        label: 'Only when something fails',
        hint: 'Keeps up to the last 60 s before the failure.',
      },
      {
        kind: 'list',
        name: 'startOn',
        label: 'Start on these paths',
        hint: 'One a line; /checkout* takes any rest. Empty: everywhere.',
      },
      {
        kind: 'switch',
        name: 'kill',
        label: 'Stop all recording',
        hint: 'Nothing is recorded and nothing is sent, at once.',
      },
    ],
  },
  {
    title: 'Privacy',
    fields: [
      {
        kind: 'switch',
        name: 'maskInputs',
        label: 'Mask every input',
        hint: 'Off: secret inputs, and what looks like a secret, are masked all the same.',
      },
      {
        kind: 'switch',
        name: 'maskAll',
        label: 'Mask all text',
        hint: 'The page keeps its shape, no word of it is kept.',
      },
      {
        kind: 'list',
        name: 'maskSelectors',
        label: 'Mask these elements',
        hint: 'CSS selectors, one a line.',
      },
      {
        kind: 'list',
        name: 'showSelectors',
        label: 'Show these elements',
        hint: 'CSS selectors of what may be read although the rest is masked.',
      },
      {
        kind: 'list',
        name: 'blockSelectors',
        label: 'Leave these elements out',
        hint: 'An empty box of their size takes their place.',
      },
      {
        kind: 'list',
        name: 'ignoreSelectors',
        label: 'Ignore input in these fields',
        hint: 'Not even that something was typed is kept.',
      },
      {
        kind: 'list',
        name: 'allowParameters',
        label: 'Address parameters that are kept',
        hint: 'The values of all others are cut.',
      },
      {
        kind: 'text',
        name: 'allowHash',
        label: 'Address fragments that are kept',
        hint: 'A regular expression, such as ^!?/ for hash routes. Empty: none.',
      },
    ],
  },
  {
    title: 'More',
    fields: [
      {
        kind: 'list',
        name: 'networkBodies',
        label: 'Requests whose bodies are recorded',
        hint: 'Addresses they begin with, one a line.',
      },
      {
        kind: 'number',
        name: 'canvasFps',
        label: 'Pictures of canvases',
        hint: '0: canvases stay empty.',
        unit: 'a second',
        scale: 1,
        max: 30,
      },
      {
        kind: 'list',
        name: 'frameOrigins',
        label: 'Frames of these origins',
        hint: 'Recorded into the page when they carry the recorder, too.',
      },
      {
        kind: 'number',
        name: 'budgetMs',
        label: 'Most work on the page',
        hint: 'Recording stops, and says so, when a minute costs more.',
        unit: 'ms a minute',
        scale: 1,
        max: 60_000,
      },
    ],
  },
]

/** A list as it is typed, and back. */
export function linesOf(entries: readonly string[]): string {
  return entries.join('\n')
}
export function entriesOf(lines: string): string[] {
  return lines
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}
