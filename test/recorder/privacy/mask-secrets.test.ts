import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskSecrets, maskWhole } from '../../../recorder/privacy/mask-secrets.ts'

describe('[P3] text that looks like a secret is masked', () => {
  test.each([
    ['Write to jane.secret+shop@mail.example.co.uk.', 'Write to ***.'],
    ['an jörg@exämple.de', 'an ***'],
    ['Card 4242 4242 4242 4242, 12/28, 123', 'Card ***, 12/28, 123'],
    ['4242-4242-4242-4242', '***'],
    ['4242424242424242', '***'],
    ['Amex 3782 822463 10005', 'Amex ***'],
    ['order 5001 4242 4242 4242 4242', 'order ***'],
    ['4242\u00a04242\u00a04242\u00a04242', '***'],
    ['Authorization: Bearer abcdef.ghi-123', 'Authorization: *** ***'],
    ['Basic dXNlcjpwYXNzd29yZA==', 'Basic ***'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl!', 'jwt ***!'],
    ['sk_live_51HfNqKJ2eZvKYlo2C', '***'],
    ['AKIAIOSFODNN7EXAMPLE', '***'],
    ['{"password":"hunter2","user":"jane"}', '{"password":"***","user":"jane"}'],
    ['access_token=abc&x=1', 'access_token=***&x=1'],
    ['api-key: 12345', 'api-key: ***'],
    ['hash 9f86d081884c7d659a2feaa0c55ad015', 'hash ***'],
    ['key aB3dE5fG7hI9jK1lM3nO5pQ7', 'key ***'],
  ])('%s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked)
  })
})

describe('[P4] what only resembles a secret stays readable', () => {
  test.each([
    'Basic information about bearer bonds',
    'Phone +44 20 7946 0958',
    'Order 1763823600000 of 2026-11-22',
    '4242 4242 4242 4241',
    'logo.6ce24c58023cc2f8fd88fe9d219db6c6.svg',
    'id 123e4567-e89b-12d3-a456-426614174000',
    'getElementsByTagNameAndClassName',
    'Uncaught TypeError: x is not a function at checkout.js:120:33',
    'M 10 20 L 30 40 L 50 60 L 70 80 L 90 100',
    'a@b is no address',
  ])('%s', text => {
    expect(maskSecrets(text)).toBe(text)
  })
})

test('[P3] no secret survives between other words, whatever they are', () => {
  const secrets = ['4242 4242 4242 4242', 'jane@mail.test', 'sk_live_abcdefgh123', 'aB3dE5fG7hI9jK1lM3nO5pQ7']
  const words = fc.array(fc.lorem({ maxCount: 3 }), { maxLength: 3 })
  fc.assert(
    fc.property(fc.constantFrom(...secrets), words, words, (secret, before, after) => {
      const text = [...before, secret, ...after].join(' ')
      expect(maskSecrets(text)).toBe([...before, '***', ...after].join(' '))
    }),
  )
})

// A pattern that takes the square of the text's length needs minutes for this, far beyond a test's limit.
test.each(['a', '1', '1 ', '1234 ', 'eyJ', 'a.', 'password', 'bearer ', '@', 'a@', 'x=', '-', ' '])(
  '[P5] half a megabyte of hostile text (%j) costs its length, not the square of it',
  piece => {
    expect(maskSecrets(piece.repeat(500_000 / piece.length)).length).toBeGreaterThan(0)
  },
)

test('[P6] text masked whole keeps its shape and nothing else', () => {
  expect(maskWhole('Jane Doe,\n 42')).toBe('**** ****\n **')
})
