import type { Window } from '../../../contract/segment/windows.ts'
import { q } from './print-values.ts'

/** With a blank before it; nothing for ever. */
export function windowText(window: Window): string {
  switch (window.kind) {
    case 'ever':
      return ''
    case 'last':
      return ` in last ${window.days} days`
    case 'ago':
      return ` from ${window.from} to ${window.to} days ago`
    case 'since':
      return ` since ${q(window.at)}`
    case 'between':
      return ` between ${q(window.from)} and ${q(window.to)}`
    case 'calendar': {
      const { unit, back, whole } = window
      if (whole) return ` in last ${back} whole ${unit}s`
      return back === 0 ? ` this ${unit}` : ` this ${unit} and ${back} before`
    }
    case 'since-first': {
      const first = window.event === null ? 'first seen' : `first ${q(window.event)}`
      return window.hours === null ? ` since ${first}` : ` within ${window.hours} hours of ${first}`
    }
    case 'after':
      return ` within ${window.hours} hours after ${q(window.event)}`
    case 'session':
      return ' in this session'
  }
}
