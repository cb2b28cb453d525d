/** The parts of rrweb's event format that we look into. Numbers are rrweb's (types package, 2.x). */

export const EventType = {
  DomContentLoaded: 0,
  Load: 1,
  FullSnapshot: 2,
  IncrementalSnapshot: 3,
  Meta: 4,
  Custom: 5,
  Plugin: 6,
} as const

export const Source = {
  Mutation: 0,
  MouseMove: 1,
  MouseInteraction: 2,
  Scroll: 3,
  ViewportResize: 4,
  Input: 5,
  TouchMove: 6,
  MediaInteraction: 7,
  StyleSheetRule: 8,
  CanvasMutation: 9,
  Font: 10,
  Log: 11,
  Drag: 12,
  StyleDeclaration: 13,
  Selection: 14,
  AdoptedStyleSheet: 15,
  CustomElement: 16,
} as const

export const Mouse = {
  Up: 0,
  Down: 1,
  Click: 2,
  ContextMenu: 3,
  DoubleClick: 4,
  Focus: 5,
  Blur: 6,
  TouchStart: 7,
  TouchEnd: 9,
  TouchCancel: 10,
} as const

export const NodeType = { Document: 0, Doctype: 1, Element: 2, Text: 3, CData: 4, Comment: 5 } as const

/** Any rrweb event: only these fields can be relied on until a reader has looked at `data`. */
export interface RecordedEvent {
  type: number
  /** Epoch ms by the visitor's clock. */
  timestamp: number
  data: unknown
}

/** Whether a parsed JSON value has the shape every rrweb event has. */
export function isRecordedEvent(value: unknown): value is RecordedEvent {
  if (typeof value !== 'object' || value === null) return false
  const { type, timestamp } = value as { type?: unknown; timestamp?: unknown }
  return Number.isInteger(type) && typeof timestamp === 'number' && Number.isFinite(timestamp)
}
