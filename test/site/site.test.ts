import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../app.ts'

let open: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  open = await openApp()
})
afterAll(() => open.close())

test('[V7] the viewer keeps to its own origin and runs no inline script', async () => {
  for (const path of ['/', '/sessions/anything', '/segments/new']) {
    const answer = await open.app.request(path)
    expect(answer.status).toBe(200)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    const page = await answer.text()
    expect(page.match(/<script\b[^>]*>/g)?.every(tag => /\ssrc="\//.test(tag))).toBe(true)
    expect(page).not.toMatch(/(?:src|href)="https?:/)
  }
})

test('[R2] the recorder may be loaded by any site, and is not kept for long', async () => {
  for (const file of ['recorder.js', 'capture.js']) {
    const answer = await open.app.request(`/${file}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300')
  }
})
