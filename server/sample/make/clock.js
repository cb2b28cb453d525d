// Runs in every page of a simulated visit before anything else: time stands still until the visitor lets it pass,
// so that a visit of five minutes takes seconds. The network and layout stay real.
//
// A fresh visit begins when the cookie visit_start says (epoch ms); its later pages and tabs go on from what
// localStorage knows.
export function installClock({ navigationMs, latencyMs, pixelRatio }) {
  // about:blank has no storage
  if (location.protocol === 'about:') return
  const key = 'visit-clock'
  const startsAt = Number(/visit_start=(\d+)/.exec(document.cookie)?.[1])
  const RealDate = Date
  const realFetch = window.fetch
  const realFrame = window.requestAnimationFrame.bind(window)
  const realTimeout = window.setTimeout.bind(window)
  const known = Number(localStorage.getItem(key))
  let now = known >= startsAt ? known + navigationMs : startsAt
  const origin = now
  Object.defineProperty(window, 'devicePixelRatio', { get: () => pixelRatio })
  const timers = new Map()
  let lastId = 0
  // requests of the site under way, really and on the virtual clock
  let fetching = 0

  window.Date = class extends RealDate {
    constructor(...parts) {
      if (parts.length === 0) super(now)
      else super(...parts)
    }
    static now() {
      return now
    }
  }
  performance.now = () => now - origin
  Object.defineProperty(performance, 'timeOrigin', { get: () => origin })

  function start(run, delay, every) {
    lastId += 1
    timers.set(lastId, { at: now + Math.max(1, Number(delay) || 0), run, every })
    return lastId
  }
  window.setTimeout = (callback, delay, ...rest) => start(() => callback(...rest), delay)
  window.setInterval = (callback, delay, ...rest) => start(() => callback(...rest), delay, Math.max(1, delay))
  window.requestAnimationFrame = callback => start(() => callback(now - origin), 16 - ((now - origin) % 16))
  window.requestIdleCallback = callback =>
    start(() => callback({ didTimeout: false, timeRemaining: () => 20 }), 30)
  for (const cancel of ['clearTimeout', 'clearInterval', 'cancelAnimationFrame', 'cancelIdleCallback']) {
    window[cancel] = id => timers.delete(id)
  }

  // The shop's requests take as long as the server says they are meant to; others are left alone.
  window.fetch = async (...request) => {
    const address = new URL(request[0] instanceof Request ? request[0].url : request[0], location.href)
    if (!address.pathname.startsWith('/demo/api/')) return realFetch(...request)
    fetching += 1
    try {
      const response = await realFetch(...request)
      const meant = Number(/dur=(\d+)/.exec(response.headers.get('server-timing') ?? '')?.[1] ?? 0)
      await new Promise(resolve => window.setTimeout(resolve, meant + latencyMs))
      return response
    } finally {
      fetching -= 1
    }
  }

  const channel = new MessageChannel()
  const macrotask = () =>
    new Promise(resolve => {
      channel.port1.onmessage = resolve
      channel.port2.postMessage(0)
    })

  function nextTimer(until) {
    let next
    for (const [id, timer] of timers) {
      if (timer.at <= until && (!next || timer.at < next.timer.at)) next = { id, timer }
    }
    return next
  }

  async function pass(milliseconds) {
    const until = now + milliseconds
    for (let next = nextTimer(until); next; next = nextTimer(until)) {
      const { id, timer } = next
      now = Math.max(now, timer.at)
      if (timer.every) timer.at = now + timer.every
      else timers.delete(id)
      try {
        timer.run()
      } catch (error) {
        reportError(error)
      }
      await macrotask()
    }
    now = until
    localStorage.setItem(key, String(now))
    await macrotask()
  }

  // Lets real answers come in, for a little time of the page.
  async function wait() {
    await new Promise(resolve => realTimeout(resolve, 4))
    await pass(30)
  }

  function point(type, x, y, touch) {
    const target = document.elementFromPoint(x, y) ?? document.body
    const where = { clientX: x, clientY: y, bubbles: true, cancelable: true, view: window }
    if (!touch) {
      target.dispatchEvent(new PointerEvent('pointermove', where))
      target.dispatchEvent(new MouseEvent('mousemove', where))
      return
    }
    const finger = new Touch({ identifier: 1, target, clientX: x, clientY: y })
    const down = type === 'touchend' ? [] : [finger]
    target.dispatchEvent(new TouchEvent(type, { ...where, touches: down, changedTouches: [finger] }))
  }

  window.visitClock = {
    pass,
    wait,
    // Catches up with the time that passed in another tab.
    async resume() {
      const elsewhere = Number(localStorage.getItem(key))
      if (elsewhere > now) await pass(elsewhere - now)
    },
    async settle() {
      for (let passed = 0; passed < 6000; passed += 30) {
        await wait()
        if (fetching === 0) break
      }
    },
    // Letter by letter into the field that has the focus; execCommand fires the events that typing does.
    async type(text, waits) {
      for (const [index, letter] of [...text].entries()) {
        await pass(waits[index])
        document.execCommand('insertText', false, letter)
      }
    },
    async move(points, stepMs) {
      for (const [x, y] of points) {
        await pass(stepMs)
        point('mousemove', x, y, false)
      }
    },
    async scroll(steps, stepMs, touch) {
      if (touch) point('touchstart', touch.x, touch.y, true)
      let y = touch?.y
      for (const step of steps) {
        await pass(stepMs)
        window.scrollBy({ top: step, behavior: 'instant' })
        if (touch) {
          y -= step
          point('touchmove', touch.x, Math.max(1, y), true)
        }
        // scroll events come with the next real frame
        await new Promise(realFrame)
      }
      if (touch) point('touchend', touch.x, Math.max(1, y), true)
    },
    // Waits until the recorder's store is empty: everything was taken.
    async emptied(store) {
      const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open(store)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      for (let empty = 0, tries = 0; empty < 3 && tries < 500; tries += 1) {
        await new Promise(resolve => realTimeout(resolve, 10))
        const count = database.transaction('waiting').objectStore('waiting').count()
        await new Promise(resolve => {
          count.onsuccess = resolve
        })
        empty = count.result === 0 ? empty + 1 : 0
      }
      database.close()
    },
    show(visible) {
      Object.defineProperty(document, 'visibilityState', {
        configurable: true,
        get: () => (visible ? 'visible' : 'hidden'),
      })
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => !visible })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    },
  }
}
