/** What members and tokens may do, and what the audit log tells of them. */

/** What there is to be allowed. A role is a set of these, and so is a token. */
export const PERMISSIONS = {
  watch: 'Watch sessions and read every number',
  analyse: 'Make segments, notes, playlists and boards',
  share: 'Make and revoke links for others',
  export: 'Take recordings, events and lists out',
  delete: 'Delete sessions, persons and their data',
  settings: 'Change the recorder, the tracking plan, thresholds and destinations; import',
  members: 'Invite members, make API tokens, read the audit log',
} as const
export type Permission = keyof typeof PERMISSIONS
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[]

export const ROLES = {
  owner: { label: 'Owner', may: PERMISSION_NAMES },
  analyst: { label: 'Analyst', may: ['watch', 'analyse', 'share', 'export'] },
  viewer: { label: 'Viewer', may: ['watch'] },
  /** Opens links made for members, and nothing else. */
  'share-only': { label: 'Shared links only', may: [] },
} as const satisfies Record<string, { label: string; may: readonly Permission[] }>
export type Role = keyof typeof ROLES
export const ROLE_NAMES = Object.keys(ROLES) as Role[]

export function mayOf(role: Role): readonly Permission[] {
  return ROLES[role].may
}

export const AUDIT_ACTIONS = {
  'signed-in': 'signed in to',
  'sign-in-refused': 'was refused by',
  watched: 'watched',
  exported: 'exported',
  shared: 'shared',
  'opened-link': 'opened a link to',
  revoked: 'revoked a link',
  imported: 'imported',
  deleted: 'deleted',
  changed: 'changed',
  invited: 'invited',
} as const
export type AuditAction = keyof typeof AUDIT_ACTIONS
export const AUDIT_ACTION_NAMES = Object.keys(AUDIT_ACTIONS) as AuditAction[]
