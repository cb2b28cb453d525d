// Runs in the visited page before its own scripts: rrweb, and the failures as the scenario wants them told.
// `keep(event)` and `tells` are given by record.ts; `rrwebRecord` is the recorder's UMD build.
{
  const { keep, tells } = window.__labelled
  const send = event => keep(event)
  const say = (tag, payload) =>
    send({ type: 5, timestamp: Date.now(), data: { tag: `segreel/${tag}`, payload } })
  const log = (level, message) => {
    const payload = { level, trace: [], payload: [JSON.stringify(message)] }
    send({ type: 6, timestamp: Date.now(), data: { plugin: 'rrweb/console@1', payload } })
  }
  // What pages of scenarios tell in the recorder's stead: clipboard, downloads, routes.
  window.__tell = tells === 'signals' ? say : () => {}
  rrwebRecord.record({ emit: event => send(event), recordAfter: 'DOMContentLoaded' })
  if (tells === 'signals') {
    say('context', {
      userAgent: navigator.userAgent,
      language: 'en',
      timezone: 'Europe/Berlin',
      screen: {},
      touch: false,
    })
    say('navigation', { href: location.href, title: '', how: 'load' })
    addEventListener('error', e => say('failure', { kind: 'uncaught', message: e.message }))
    addEventListener('unhandledrejection', e =>
      say('failure', { kind: 'rejection', message: String(e.reason) }),
    )
    const { open } = window
    window.open = (...args) => {
      say('open', { href: String(args[0]), download: false })
      return open.apply(window, args)
    }
    const { fetch } = window
    window.fetch = async (url, init) => {
      const startedAt = Date.now()
      const method = init?.method ?? 'GET'
      say('request', { kind: 'fetch', method, url: String(url) })
      const answer = await fetch(url, init)
      const duration = Date.now() - startedAt
      say('network', { kind: 'fetch', method, url: String(url), status: answer.status, startedAt, duration })
      return answer
    }
    const { error } = console
    console.error = (...args) => {
      say('console', { level: 'error', args: args.map(String) })
      error.apply(console, args)
    }
  }
  if (tells === 'console') {
    addEventListener('error', e => log('error', e.message))
    addEventListener('unhandledrejection', e => log('error', `Uncaught (in promise) ${e.reason}`))
    for (const level of ['warn', 'error']) {
      const old = console[level]
      console[level] = (...args) => {
        log(level, args.map(String).join(' '))
        old.apply(console, args)
      }
    }
  }
}
