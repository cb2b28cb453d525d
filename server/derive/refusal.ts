import { NodeType } from '../../contract/rrweb.ts'
import { ancestry, attribute, type DomNode, textOf } from './node.ts'

/** Names that pages give to the place of an error, in English and by the large component libraries. */
const NAMED =
  /(^|[-_\s])(err(or|ors)?|invalid|danger|fail(ed|ure)?|warn(ing)?|problem|alert)(?=$|[-_\s])|(has|is)Error|Mui-error|explain-error/i
const KIND = /success|info\b|(^|[-_\s])ok(?=$|[-_\s])/i
/** Words of a refusal, in the languages with the most sites. */
const SAID =
  /\b(please|invalid|incorrect|required|must (be|have|contain)|not (valid|a valid|match|correct|allowed|recogni[sz]ed)|wrong|too (short|weak|long)|try again|already (taken|exists|in use)|can(no|')t be (blank|empty)|bitte|ungültig|erforderlich|pflichtfeld|falsch|fehler|obligatoire|requis|incorrecte?|erreur|veuillez|obligatori[oa]|inválid[oa]|debe|non valid[oa]|campo|verplicht|ongeldig|wymagane|обязательн)|必須|入力してください|错误|请输入|필수/i
const THANKS = /\b(thank|success|saved|sent|welcome|danke|merci|gracias|grazie|gespeichert|erfolgreich)/i

/** Whether a change tells the visitor that what was put in is refused: by mark-up, by name, or in words. */
export function isRefusal(place: DomNode, kind: string, nodes: readonly DomNode[], words: string): boolean {
  if (kind === 'attribute:aria-invalid') return attribute(place, 'aria-invalid') === 'true'
  if (kind === 'attribute:class')
    return NAMED.test(words) && words.split(/\s+/).some(name => NAMED.test(name) && has(place, name))
  const isText = kind === 'text'
  if (!isText && !kind.startsWith('children:') && !/^attribute:(hidden|style)$/.test(kind)) return false
  const shown = nodes.length > 0 ? nodes.filter(node => node.parent !== null) : [place]
  const said = shown
    .map(node => (node.kind === NodeType.Text ? node.text : textOf(node, 200)))
    .join(' ')
    .trim()
  if (said === '' || said.length > 400 || THANKS.test(said)) return false
  if (SAID.test(said)) return true
  return [place, ...shown].some(isErrorPlace)
}

function isErrorPlace(node: DomNode): boolean {
  let up = 0
  for (const at of ancestry(node)) {
    if (++up > 3 || at.tag === 'form' || at.tag === 'body') return false
    const name = `${attribute(at, 'class')} ${attribute(at, 'id')}`
    if (KIND.test(name)) return false
    if (NAMED.test(name)) return true
  }
  return false
}

function has(node: DomNode, name: string): boolean {
  return attribute(node, 'class').split(/\s+/).includes(name)
}
