/** Changes a page in all the ways pages change, repeatably. Runs in the page: it refers to nothing outside itself. */
export async function changeAtRandom({ seed, forMs }: { seed: number; forMs: number }): Promise<void> {
  let state = seed
  const random = (below: number) => {
    state = (state * 1103515245 + 12345) & 0x7fffffff
    return state % below
  }
  const root = document.getElementById('root') ?? document.body
  const pick = (): Element => {
    const all = root.querySelectorAll('*')
    return all[random(all.length)] ?? root
  }
  const other = (action: (element: Element) => void) => {
    const element = pick()
    if (element !== root) action(element)
  }
  const make = (depth: number): HTMLElement => {
    const element = document.createElement(['div', 'p', 'span', 'section'][random(4)] ?? 'div')
    element.className = `n${random(9)}`
    element.append(`t${random(1000)}`)
    if (depth > 0) for (let i = random(4); i > 0; i--) element.append(make(depth - 1))
    return element
  }
  const detached: Element[] = []
  const move = (place: (element: Element, target: Element) => void) =>
    other(element => {
      const target = pick()
      if (target !== root && !element.contains(target)) place(element, target)
    })
  const changes = [
    () => pick().append(make(2)),
    () => pick().prepend(make(1), make(0)),
    () => other(element => element.before(make(1))),
    () => other(element => element.remove()),
    () =>
      other(element => {
        element.remove()
        detached.push(element)
      }),
    () => pick().append(...detached.splice(-1)),
    () => move((element, target) => target.append(element)),
    () => move((element, target) => target.before(element)),
    () => pick().setAttribute('data-x', String(random(100))),
    () => pick().removeAttribute('class'),
    () => {
      const { firstChild } = pick()
      if (firstChild?.nodeType === 3) firstChild.textContent = `changed ${random(100)}`
    },
    () => random(4) === 0 && other(element => (element.textContent = `gone ${random(9)}`)),
    () => other(element => element.append(...[...element.children].reverse())),
    () =>
      random(3) === 0 &&
      other(element => {
        if (!/^(?:DIV|P|SPAN|SECTION)$/.test(element.tagName) || element.shadowRoot) return
        const shadow = element.attachShadow({ mode: 'open' })
        shadow.append(make(1))
        setTimeout(() => shadow.append(make(1)), 5)
      }),
    () => {
      const shadow = [...root.querySelectorAll('*')].find(element => element.shadowRoot)?.shadowRoot
      shadow?.prepend(make(1))
      if (random(2)) shadow?.lastChild?.remove()
    },
    () => {
      const frame = document.getElementById('frame')
      const body = frame instanceof HTMLIFrameElement ? frame.contentDocument?.body : undefined
      body?.append(make(1))
      if (random(3) === 0) body?.firstChild?.remove()
    },
    () => {
      const style = document.createElement('style')
      style.textContent = '.n1{color:blue}.n2{color:green}'
      document.head.append(style)
    },
    () => {
      const style = document.getElementById('empty')
      if (style instanceof HTMLStyleElement) style.sheet?.insertRule('.n3{margin:1px}', 0)
    },
  ]
  const end = performance.now() + forMs
  while (performance.now() < end) {
    for (let i = random(30); i >= 0; i--) changes[random(changes.length)]?.()
    await new Promise(done => setTimeout(done, random(3) * 7))
  }
}
