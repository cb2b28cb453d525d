import { countryName } from './words.ts'

/** The code is text, not a flag: many systems have no flags to draw. */
export function Country({ code }: { code: string }) {
  return (
    <span class="country cut">
      <span class="country-code" aria-hidden="true">
        {code}
      </span>
      <span class="cut">{countryName(code)}</span>
    </span>
  )
}
