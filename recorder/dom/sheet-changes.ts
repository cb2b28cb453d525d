import { Source } from '../../contract/rrweb.ts'
import { patch } from '../signals/patch.ts'
import type { Root, Watch } from './watch.ts'

/** Ids of sheets that belong to no element: those a document or shadow root has adopted. */
export interface Sheets {
  /** Tells which sheets a root has adopted, with their rules the first time. */
  tellAdopted: (root: Root) => void
  /** Watches rules being changed by script. */
  watch: () => () => void
  reset: () => void
}

/** Where a rule stands: its place in the sheet, or in the media rule, and so on, that it stands in. */
function pathOf(rule: CSSRule): number[] {
  const path: number[] = []
  for (let at: CSSRule | null = rule; at; at = at.parentRule) {
    const list: CSSRuleList | undefined =
      at.parentRule && 'cssRules' in at.parentRule
        ? (at.parentRule as CSSGroupingRule).cssRules
        : at.parentStyleSheet?.cssRules
    path.unshift(list ? [...list].indexOf(at) : -1)
  }
  return path
}

export function createSheets(
  { tell, known, guard }: Watch,
  css: (text: string, base: string) => string,
  onAdopted: (root: Root) => void,
): Sheets {
  let ids = new WeakMap<CSSStyleSheet, number>()
  let next = 1
  const clean = (text: unknown) => css(String(text), document.baseURI)

  /** How a sheet is named in events; undefined when the recording does not have it. */
  const nameOf = (sheet: CSSStyleSheet | null) => {
    if (!sheet) return undefined
    const id = sheet.ownerNode ? known.idOf(sheet.ownerNode) : -1
    const styleId = ids.get(sheet)
    return id > 0 ? { id } : styleId ? { styleId } : undefined
  }
  const changed = (sheet: CSSStyleSheet | null, change: object) => {
    const name = nameOf(sheet)
    if (name) tell(() => ({ source: Source.StyleSheetRule, ...name, ...change }))
  }

  const tellAdopted = (root: Root) => {
    const id = known.idOf('host' in root ? root.host : root)
    if (id < 0 || !root.adoptedStyleSheets?.length) return
    const styles: { styleId: number; rules: { rule: string; index: number }[] }[] = []
    const styleIds = root.adoptedStyleSheets.map(sheet => {
      const found = ids.get(sheet)
      if (found) return found
      const styleId = next++
      ids.set(sheet, styleId)
      styles.push({
        styleId,
        rules: [...sheet.cssRules].map((rule, index) => ({ rule: clean(rule.cssText), index })),
      })
      return styleId
    })
    tell(() => ({ source: Source.AdoptedStyleSheet, id, styles, styleIds }))
  }

  const watchAdopting = (prototype: object): (() => void) => {
    const before = Object.getOwnPropertyDescriptor(prototype, 'adoptedStyleSheets')
    const assign = before?.set
    if (!before || !assign) return () => {}
    const hear = guard(onAdopted)
    const ours = {
      ...before,
      set(this: Root, sheets: CSSStyleSheet[]) {
        assign.call(this, sheets)
        hear(this)
      },
    }
    Object.defineProperty(prototype, 'adoptedStyleSheets', ours)
    return () => {
      if (Object.getOwnPropertyDescriptor(prototype, 'adoptedStyleSheets')?.set === ours.set) {
        Object.defineProperty(prototype, 'adoptedStyleSheets', before)
      }
    }
  }

  const watch = () => {
    const sheet = CSSStyleSheet.prototype
    const group = CSSGroupingRule.prototype
    const style = CSSStyleDeclaration.prototype
    const before = <A extends unknown[]>(hear: (args: A, self: unknown) => void) => {
      const safe = guard(hear)
      return (args: A, self: unknown) => {
        safe(args, self)
        return undefined
      }
    }
    const at = (self: unknown) => self as CSSStyleSheet
    const inGroup = (self: unknown) => self as CSSGroupingRule
    const stops = [
      patch(
        sheet,
        'insertRule',
        sheet.insertRule,
        before(([rule, index], self) =>
          changed(at(self), { adds: [{ rule: clean(rule), index: index ?? 0 }] }),
        ),
      ),
      patch(
        sheet,
        'deleteRule',
        sheet.deleteRule,
        before(([index], self) => changed(at(self), { removes: [{ index }] })),
      ),
      patch(
        sheet,
        'replace',
        sheet.replace,
        before(([text], self) => changed(at(self), { replace: clean(text) })),
      ),
      patch(
        sheet,
        'replaceSync',
        sheet.replaceSync,
        before(([text], self) => changed(at(self), { replaceSync: clean(text) })),
      ),
      patch(
        group,
        'insertRule',
        group.insertRule,
        before(([rule, index], self) =>
          changed(inGroup(self).parentStyleSheet, {
            adds: [{ rule: clean(rule), index: [...pathOf(inGroup(self)), index ?? 0] }],
          }),
        ),
      ),
      patch(
        group,
        'deleteRule',
        group.deleteRule,
        before(([index], self) =>
          changed(inGroup(self).parentStyleSheet, {
            removes: [{ index: [...pathOf(inGroup(self)), index] }],
          }),
        ),
      ),
      patch(
        style,
        'setProperty',
        style.setProperty,
        before(([property, value, priority], self) =>
          declared(self as CSSStyleDeclaration, { set: { property, value: clean(value ?? ''), priority } }),
        ),
      ),
      patch(
        style,
        'removeProperty',
        style.removeProperty,
        before(([property], self) => declared(self as CSSStyleDeclaration, { remove: { property } })),
      ),
      watchAdopting(Document.prototype),
      watchAdopting(ShadowRoot.prototype),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }
  /** A declaration of a rule; those of elements are style attributes, which the mutation observer tells. */
  const declared = ({ parentRule }: CSSStyleDeclaration, change: object) => {
    const name = parentRule && nameOf(parentRule.parentStyleSheet)
    if (name) tell(() => ({ source: Source.StyleDeclaration, ...name, index: pathOf(parentRule), ...change }))
  }
  return {
    tellAdopted,
    watch,
    reset: () => {
      ids = new WeakMap()
      next = 1
    },
  }
}
