import type { MaskingSettings } from '../../contract/settings.ts'
import { type AttributeCleaner, createAttributeCleaner } from './attributes.ts'
import { cleanCss } from './clean-css.ts'
import { createEventCleaner } from './clean-event.ts'
import { createUrlCleaner } from './clean-url.ts'
import { createInputValues, type InputValues } from './input-value.ts'
import { maskSecrets, maskWhole } from './mask-secrets.ts'
import { createRegions, type Regions, type Rule } from './regions.ts'
import type { RecordOptions, RrwebEvent, RrwebMirror } from './rrweb-types.ts'

/** The parts a serializer asks node by node. */
export interface Masks {
  regions: Regions
  inputs: InputValues
  cleanAttribute: AttributeCleaner
  /** Cleans the addresses in style rules. */
  cleanCss: (css: string) => string
  maskShown: (text: string, rule: Rule) => string
  maskInputs: boolean
}

export interface Privacy {
  masks: Masks
  /** Address without query and hash values, but for the allowed ones. */
  cleanUrl: (href: string) => string
  /** Text with secrets masked and the addresses in it cleaned. */
  maskText: (text: string) => string
  /** The document's title as the replay may show it. */
  pageTitle: () => string
  /** Cleans an event of the recording in place; done already when rrweb runs with `recordOptions`. */
  cleanEvent: (event: RrwebEvent, mirror: RrwebMirror) => void
  recordOptions: RecordOptions
}

const ADDRESS_IN_TEXT = /\b[a-z][\w+.-]{1,20}:\/\/[^\s"'<>()]+/gi

export function createPrivacy(settings: MaskingSettings): Privacy {
  const { maskAll, maskInputs } = settings
  const cleanUrl = createUrlCleaner(settings.allowParameters, settings.allowHash)
  const maskText = (text: string) =>
    maskSecrets(text.includes('://') ? text.replace(ADDRESS_IN_TEXT, cleanUrl) : text)
  const maskShown = (text: string, rule: Rule) =>
    (rule ? rule === 'mask' : maskAll) ? maskWhole(text) : maskText(text)

  const regions = createRegions(settings)
  const inputs = createInputValues(regions, maskInputs, maskShown)
  const cleanAttribute = createAttributeCleaner({ cleanUrl, maskShown, maskInput: inputs.mask })
  const cleanEvent = createEventCleaner({ regions, inputs, cleanAttribute, cleanUrl, maskShown, maskInputs })

  let mirror: RrwebMirror
  // By tag name rrweb masks inputs of every type, also of those its own list forgets (hidden, file).
  const maskInputOptions = { input: true, textarea: true, select: true }
  return {
    masks: {
      regions,
      inputs,
      cleanAttribute,
      cleanCss: css => cleanCss(css, cleanUrl),
      maskShown,
      maskInputs,
    },
    cleanUrl,
    maskText,
    cleanEvent,
    pageTitle: () => maskShown(document.title, regions.at(document.querySelector('title'))),
    recordOptions: {
      blockSelector: regions.blocked,
      ignoreSelector: regions.ignored,
      maskInputOptions,
      // Also here, not only in the event: rrweb leaves out an input event that repeats the last text, so
      // typing into a secret field does not show as one event for each key.
      maskInputFn: (text, element) => inputs.mask(element, text),
      slimDOMOptions: 'all',
      plugins: [
        {
          name: 'segreel/privacy',
          options: {},
          getMirror: mirrors => {
            mirror = mirrors.nodeMirror
          },
          eventProcessor: event => {
            cleanEvent(event, mirror)
            return event
          },
        },
      ],
    },
  }
}
