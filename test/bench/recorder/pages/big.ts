/** A page of about so many nodes (elements and texts): cards with nested elements, attributes and text. */
export function bigPage(nodes: number): string {
  let cards = ''
  for (let i = 0; i * 13 + 10 < nodes; i++) {
    cards += `<div class="c k${i % 7}" data-i="${i}"><h3 class="t" title="card ${i}">Item number ${i}</h3><p class="p">Some text of card ${i}, <b>bold ${i % 13}</b> and <i>more words</i> here</p><a href="/x/${i}" class="l">link ${i}</a></div>`
  }
  const css = '.c{border:1px solid #ccc;padding:2px;margin:1px}.t{font-weight:bold}.p{color:#555}'
  return `<!doctype html><html><head><title>big</title><style>${css}</style></head><body><div id="root">${cards}</div></body></html>`
}
