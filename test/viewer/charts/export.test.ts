import { expect, test } from 'vitest'
import { csvText } from '../../../viewer/charts/export.ts'

test('[U13] numbers leave as RFC 4180 writes them, and no cell of a stranger runs as a formula', () => {
  const text = csvText(
    ['Page', 'n'],
    [
      ['/a,b', 1],
      ['say "hi"', null],
      ['=HYPERLINK("x")', -2],
    ],
  )
  expect(text).toBe('Page,n\r\n"/a,b",1\r\n"say ""hi""",\r\n"\'=HYPERLINK(""x"")",-2')
})
