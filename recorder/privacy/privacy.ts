import type { MaskingSettings } from '../../contract/settings.ts'
import { type AttributeCleaner, createAttributeCleaner } from './attributes.ts'
import { cleanCss } from './clean-css.ts'
import { createUrlCleaner } from './clean-url.ts'
import { createInputValues, type InputValues } from './input-value.ts'
import { MASK, maskSecrets, maskWhole, SECRET_NAME } from './mask-secrets.ts'
import { createRegions, type Regions, type Rule } from './regions.ts'

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
  /** What the site logs, its strings masked; as it is when JSON cannot hold it. */
  maskData: (data: unknown) => unknown
  /** The document's title, or the one it had, as the replay may show it. */
  pageTitle: (title?: string) => string
}

export function createPrivacy(settings: MaskingSettings): Privacy {
  const { maskAll, maskInputs } = settings
  const cleanUrl = createUrlCleaner(settings.allowParameters, settings.allowHash)
  const maskText = (text: string) => maskSecrets(text, cleanUrl)
  const maskShown = (text: string, rule: Rule) =>
    (rule ? rule === 'mask' : maskAll) ? maskWhole(text) : maskText(text)

  const maskField = (name: string, value: unknown) => {
    if (typeof value === 'object') return value
    return SECRET_NAME.test(name) ? MASK : typeof value === 'string' ? maskText(value) : value
  }
  const regions = createRegions(settings)
  const inputs = createInputValues(regions, maskInputs, maskShown)
  const cleanAttribute = createAttributeCleaner({ cleanUrl, maskShown, maskInput: inputs.mask })

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
    maskData: data => {
      try {
        return JSON.parse(JSON.stringify(data, maskField))
      } catch {
        return data
      }
    },
    pageTitle: (title = document.title) => maskShown(title, regions.at(document.querySelector('title'))),
  }
}
