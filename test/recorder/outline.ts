/**
 * The visible content of a document as lines, for comparing a page with its replay. Runs in the page: it must
 * refer to nothing outside itself. Left out: scripts, comments, and what a player adds.
 */
export function outline(root: Document): string[] {
  const lines: string[] = []
  const skipped = /^(?:SCRIPT|NOSCRIPT|TITLE|META|BASE|LINK)$/
  const visit = (node: Node, depth: number) => {
    const indent = ' '.repeat(depth)
    if (node.nodeType === 3) {
      const text = (node.textContent ?? '').replace(/\s+/g, ' ').trim()
      if (text && node.parentNode?.nodeName !== 'STYLE') lines.push(`${indent}"${text}"`)
      return
    }
    if (node.nodeType !== 1 || skipped.test(node.nodeName)) {
      if (node.nodeType === 9 || node.nodeType === 11)
        for (const child of node.childNodes) visit(child, depth)
      return
    }
    const element = node as HTMLElement
    // A player puts its own style sheet before the head.
    if (element.nodeName === 'STYLE' && element.parentNode?.nodeName === 'HTML') return
    const attributes = [...element.attributes]
      .filter(
        ({ name }) =>
          !/^(?:rr_.*|on.*|value|src|href|srcdoc|checked|selected)$/.test(name) &&
          !(element.nodeName === 'HTML' && name === 'class'),
      )
      .map(({ name, value }) => `${name}=${value}`)
      .sort()
    const field = element as HTMLInputElement
    const state = /^(?:INPUT|TEXTAREA)$/.test(element.nodeName)
      ? ` value=${field.value} ${field.checked ?? ''}`
      : ''
    lines.push(`${indent}<${element.nodeName} ${attributes.join(' ')}${state}>`)
    // A player replaces a style sheet's text by its rules.
    if (element.nodeName === 'STYLE')
      lines.push(
        `${indent} ${element.isConnected ? (element as HTMLStyleElement).sheet?.cssRules.length : ''}`,
      )
    else for (const child of node.childNodes) visit(child, depth + 1)
    if (element.shadowRoot) {
      lines.push(`${indent} #shadow`)
      visit(element.shadowRoot, depth + 2)
    }
    const inner = element.nodeName === 'IFRAME' && (element as HTMLIFrameElement).contentDocument
    if (inner) {
      lines.push(`${indent} #frame`)
      visit(inner, depth + 2)
    }
  }
  visit(root, 0)
  return lines
}
