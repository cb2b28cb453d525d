/** How a site embeds the recorder: attributes of the script tag, or the argument of `load` from npm. */
export interface Options {
  writeKey: string
  /** Origin of the Segreel server; the script's own when absent. */
  endpoint: string
  /**
   * `required`: nothing is kept or sent before `consent(true)`. `implied` (default): recorded unless revoked,
   * or the browser sends Global Privacy Control or Do Not Track. `off`: those two signals are not looked at.
   */
  consent?: 'required' | 'implied' | 'off'
  /** The site's version; failures are grouped by it. */
  release?: string
  /** Masks all text of the page, not only inputs. */
  maskAll?: boolean
}

/** Reads the script tag: `data-write-key`, `data-endpoint`, `data-consent`, `data-release`, `data-mask="all"`. */
export function readScriptTag(script: HTMLScriptElement): Options {
  const { writeKey, endpoint, consent, release, mask } = script.dataset
  return {
    writeKey: writeKey ?? '',
    endpoint: endpoint ?? new URL(script.src).origin,
    consent: consent === 'required' || consent === 'off' ? consent : 'implied',
    release,
    maskAll: mask === 'all',
  }
}
