/**
 * The parts of the tree and what each may import. A part is a path prefix; a file belongs to the longest prefix
 * that fits. This table is docs/decisions/0002 as data: change both together.
 */
export const PARTS: Record<string, string[]> = {
  'contract/': [],
  'recorder/': ['contract/'],
  'viewer/': ['contract/'],

  'server/failure.ts': [],
  'server/text-order.ts': [],
  'server/png.ts': [],
  'server/root.ts': [],
  'server/rounds.ts': [],
  'server/stand-back.ts': [],
  'server/config.ts': ['server/failure.ts'],
  'server/identity/': ['contract/', 'server/text-order.ts'],
  'server/segment/': ['contract/', 'server/text-order.ts'],
  /** Intervals and tests; knows nothing of what is counted. */
  'server/statistics/': [],
  /** What funnels, retention, trends and paths mean, independent of any engine. */
  'server/behaviour/': ['contract/', 'server/segment/', 'server/statistics/', 'server/text-order.ts'],

  'server/store/': [
    'contract/',
    'server/behaviour/',
    'server/segment/',
    'server/identity/',
    'server/failure.ts',
    'server/text-order.ts',
  ],
  'server/store/memory/': [
    'contract/',
    'server/store/',
    'server/behaviour/',
    'server/segment/',
    'server/identity/',
    'server/failure.ts',
    'server/text-order.ts',
  ],
  'server/store/sqlite/': [
    'contract/',
    'server/store/',
    'server/behaviour/',
    'server/segment/',
    'server/identity/',
    'server/failure.ts',
    'server/root.ts',
    'server/stand-back.ts',
    'server/text-order.ts',
  ],

  /** What a tracking plan means; pure but for where plans are kept. */
  'server/plan/': ['contract/', 'server/identity/', 'server/root.ts', 'server/store/', 'server/segment/'],

  'server/ingest/': ['contract/', 'server/store/', 'server/plan/', 'server/failure.ts', 'server/root.ts'],
  'server/derive/': ['contract/', 'server/store/', 'server/root.ts', 'server/stand-back.ts'],
  'server/read/': [
    'contract/',
    'server/behaviour/',
    'server/statistics/',
    'server/store/',
    'server/segment/',
    'server/plan/',
    'server/derive/',
    'server/watching/',
    'server/failure.ts',
    'server/png.ts',
  ],
  /** What people keep about sessions; the session list shows it and is narrowed by it. */
  'server/watching/': ['contract/', 'server/store/', 'server/read/', 'server/failure.ts'],
  'server/notes/': [
    'contract/',
    'server/destinations/',
    'server/failure.ts',
    'server/read/',
    'server/store/',
    'server/watching/',
    'server/rounds.ts',
  ],
  /** Passing events on; asks for nothing of ingest, which knows nothing of it. */
  'server/destinations/': [
    'contract/',
    'server/store/',
    'server/segment/',
    'server/read/',
    'server/failure.ts',
  ],
  /** Who is in which saved segment, kept up to date; asks for nothing of ingest or derivation. */
  'server/live/': ['contract/', 'server/failure.ts', 'server/read/', 'server/segment/', 'server/store/'],
  /** Watches numbers of boards, and tells destinations. */
  'server/alerts/': ['contract/', 'server/destinations/', 'server/read/', 'server/rounds.ts'],
  /** Asks a running server; shares only words with the rest. */
  'server/check/': ['contract/', 'server/plan/', 'server/failure.ts', 'server/root.ts'],

  'server/access/': ['contract/', 'server/failure.ts', 'server/read/', 'server/store/'],
  /** Masking what was recorded already. */
  'server/remask/': [
    'contract/',
    'server/failure.ts',
    'server/plan/',
    'server/read/',
    'server/root.ts',
    'server/segment/',
    'server/share/',
    'server/store/',
  ],
  /** Deleting for good. */
  'server/removal/': [
    'contract/',
    'server/failure.ts',
    'server/plan/',
    'server/read/',
    'server/store/',
    'server/watching/',
    'server/rounds.ts',
  ],
  'server/demo/': ['server/root.ts'],
  'server/sample/': ['contract/', 'server/ingest/', 'server/store/', 'server/read/', 'server/root.ts'],
  /** Developers' generator of the sample data: drives the shop and the recorder. */
  'server/sample/make/': [
    'contract/',
    'recorder/',
    'server/demo/',
    'server/ingest/',
    'server/launch/',
    'server/sample/',
    'server/root.ts',
  ],
  'server/hand-over/': [
    'contract/',
    'server/destinations/',
    'server/failure.ts',
    'server/read/',
    'server/store/',
    'server/rounds.ts',
  ],
  /** Taking recordings and events out whole. */
  'server/export/': [
    'contract/',
    'server/failure.ts',
    'server/read/',
    'server/root.ts',
    'server/segment/',
    'server/share/',
    'server/store/',
  ],
  'server/share/': [
    'contract/',
    'server/access/',
    'server/derive/',
    'server/failure.ts',
    'server/png.ts',
    'server/read/',
    'server/store/',
  ],
  'server/site/': ['server/failure.ts', 'server/root.ts'],
  'server/launch/': [],

  'server/app.ts': [
    'contract/',
    'server/access/',
    'server/demo/',
    'server/destinations/',
    'server/derive/',
    'server/export/',
    'server/failure.ts',
    'server/hand-over/',
    'server/ingest/',
    'server/live/',
    'server/notes/',
    'server/read/',
    'server/remask/',
    'server/removal/',
    'server/sample/',
    'server/share/',
    'server/site/',
    'server/store/',
    'server/watching/',
  ],
  'server/commands/': [
    'contract/',
    'server/access/',
    'server/alerts/',
    'server/app.ts',
    'server/check/',
    'server/config.ts',
    'server/derive/',
    'server/destinations/',
    'server/failure.ts',
    'server/hand-over/',
    'server/ingest/',
    'server/live/',
    'server/notes/',
    'server/read/',
    'server/remask/',
    'server/removal/',
    'server/root.ts',
    'server/sample/',
    'server/store/',
  ],
  /** The only file that names an engine. */
  'server/main.ts': [
    'server/commands/',
    'server/config.ts',
    'server/failure.ts',
    'server/store/',
    'server/store/sqlite/',
  ],
}

export function partOf(file: string): string | undefined {
  return Object.keys(PARTS)
    .filter(part => file === part || (part.endsWith('/') && file.startsWith(part)))
    .sort((a, b) => b.length - a.length)[0]
}
