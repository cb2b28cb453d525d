import { expect, test } from 'vitest'
import { mentionsIn } from '../../../contract/note.ts'
import { mentionBegun, suggested, withMention } from '../../../viewer/notes/colleagues.ts'

const ada = { email: 'ada@shop.example', name: 'Ada King' }
const bob = { email: 'bob@shop.example', name: '' }

test('a mention begins with an @ that begins a word, at the end of the text', () => {
  expect(mentionBegun('See @')).toBe('')
  expect(mentionBegun('See (@ad')).toBe('ad')
  expect(mentionBegun('mail ada@shop')).toBe(null)
  expect(mentionBegun('See @ada@shop.example ')).toBe(null)
})

test('whose address or name begins so is suggested, until it is written out', () => {
  expect(suggested('', [ada, bob])).toEqual([ada, bob])
  expect(suggested('KI', [ada, bob])).toEqual([ada])
  expect(suggested('bob@sh', [ada, bob])).toEqual([bob])
  expect(suggested('bob@shop.example', [ada, bob])).toEqual([])
})

test('choosing one writes the address out as a mention', () => {
  const text = withMention('See @ki', ada.email)
  expect(text).toBe('See @ada@shop.example ')
  expect(mentionsIn(text)).toEqual(['ada@shop.example'])
})
