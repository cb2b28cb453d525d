/**
 * What each address of the API takes, and what of it goes into the audit log. Reading takes `watch` unless a rule
 * says otherwise; whatever changes something has a rule, or nobody but an owner may (test/access keeps it so).
 */
import type { AuditAction, Permission } from '../../contract/roles.ts'

export interface Rule {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Of the OpenAPI document: `{id}` is one part of the address. */
  path: string
  takes: Permission
  notes?: AuditAction
  /** What the audit log calls the thing; `{id}` is filled in from the address. Else the address itself. */
  target?: string
}

export const RULES: Rule[] = [
  // Asking by POST only because the question is long.
  { method: 'POST', path: '/segments/preview', takes: 'watch' },
  { method: 'POST', path: '/segments/templates/{id}', takes: 'watch' },
  { method: 'POST', path: '/segments/text', takes: 'watch' },
  { method: 'POST', path: '/settings/frustration/try', takes: 'watch' },
  { method: 'POST', path: '/behaviour/funnel', takes: 'watch' },
  { method: 'POST', path: '/behaviour/funnel/people', takes: 'watch' },
  { method: 'POST', path: '/behaviour/funnel/differences', takes: 'watch' },
  { method: 'POST', path: '/behaviour/retention', takes: 'watch' },
  { method: 'POST', path: '/behaviour/retention/people', takes: 'watch' },
  { method: 'POST', path: '/behaviour/trend', takes: 'watch' },
  { method: 'POST', path: '/behaviour/trend/people', takes: 'watch' },
  { method: 'POST', path: '/behaviour/paths', takes: 'watch' },
  { method: 'POST', path: '/behaviour/paths/people', takes: 'watch' },
  { method: 'POST', path: '/behaviour/compare', takes: 'watch' },
  { method: 'POST', path: '/behaviour/compare/met', takes: 'watch' },
  { method: 'POST', path: '/behaviour/goal', takes: 'watch' },
  { method: 'POST', path: '/behaviour/heat-list', takes: 'watch' },
  { method: 'POST', path: '/heatmaps/places', takes: 'watch' },

  { method: 'GET', path: '/sessions/{id}', takes: 'watch', notes: 'watched', target: 'session {id}' },
  {
    method: 'GET',
    path: '/sessions/{id}/events',
    takes: 'export',
    notes: 'exported',
    target: 'session {id}',
  },
  { method: 'GET', path: '/sessions/{id}/file', takes: 'export', notes: 'exported', target: 'session {id}' },
  { method: 'GET', path: '/export/events', takes: 'export', notes: 'exported', target: 'events' },
  { method: 'GET', path: '/export/sessions', takes: 'export', notes: 'exported', target: 'sessions' },
  { method: 'GET', path: '/sessions/{id}/report', takes: 'share', notes: 'exported', target: 'session {id}' },
  {
    method: 'POST',
    path: '/sessions/{id}/report/send',
    takes: 'share',
    notes: 'shared',
    target: 'session {id}: a bug report',
  },
  { method: 'GET', path: '/report-deliveries', takes: 'share' },
  { method: 'POST', path: '/report-deliveries/{id}/again', takes: 'share' },
  { method: 'GET', path: '/sessions/{id}/test', takes: 'share', notes: 'exported', target: 'session {id}' },
  { method: 'GET', path: '/persons/{id}', takes: 'watch', notes: 'watched', target: 'person {id}' },
  { method: 'POST', path: '/sessions/import', takes: 'settings', notes: 'imported', target: 'a recording' },

  { method: 'POST', path: '/segments', takes: 'analyse' },
  { method: 'PUT', path: '/segments/{id}', takes: 'analyse', notes: 'changed', target: 'segment {id}' },
  { method: 'DELETE', path: '/segments/{id}', takes: 'analyse', notes: 'deleted', target: 'segment {id}' },
  { method: 'PUT', path: '/frustrations/case', takes: 'analyse' },
  { method: 'POST', path: '/lists', takes: 'analyse' },
  { method: 'PUT', path: '/lists/{id}', takes: 'analyse', notes: 'changed', target: 'list {id}' },
  { method: 'DELETE', path: '/lists/{id}', takes: 'analyse', notes: 'deleted', target: 'list {id}' },

  { method: 'POST', path: '/sessions/why', takes: 'watch' },
  { method: 'PUT', path: '/sessions/{id}/watched', takes: 'watch' },
  { method: 'PUT', path: '/sessions/{id}/kept', takes: 'analyse' },
  { method: 'POST', path: '/mentions/read', takes: 'watch' },
  { method: 'POST', path: '/sessions/{id}/notes', takes: 'analyse' },
  { method: 'PUT', path: '/sessions/{id}/notes/{note}', takes: 'analyse' },
  { method: 'DELETE', path: '/sessions/{id}/notes/{note}', takes: 'analyse' },
  { method: 'POST', path: '/playlists', takes: 'analyse' },
  { method: 'PUT', path: '/playlists/{id}', takes: 'analyse' },
  { method: 'DELETE', path: '/playlists/{id}', takes: 'analyse', notes: 'deleted', target: 'playlist {id}' },

  { method: 'POST', path: '/funnels', takes: 'analyse' },
  { method: 'PUT', path: '/funnels/{id}', takes: 'analyse', notes: 'changed', target: 'funnel {id}' },
  { method: 'DELETE', path: '/funnels/{id}', takes: 'analyse', notes: 'deleted', target: 'funnel {id}' },

  { method: 'POST', path: '/boards', takes: 'analyse' },
  { method: 'PUT', path: '/boards/{id}', takes: 'analyse', notes: 'changed', target: 'board {id}' },
  { method: 'DELETE', path: '/boards/{id}', takes: 'analyse', notes: 'deleted', target: 'board {id}' },
  { method: 'POST', path: '/alerts', takes: 'analyse', notes: 'changed', target: 'alerts' },
  { method: 'DELETE', path: '/alerts/{id}', takes: 'analyse', notes: 'deleted', target: 'alert {id}' },
  { method: 'POST', path: '/boards/{id}/share', takes: 'share', notes: 'shared', target: 'board {id}' },
  {
    method: 'DELETE',
    path: '/boards/{id}/share',
    takes: 'share',
    notes: 'revoked',
    target: 'link to board {id}',
  },
  { method: 'PUT', path: '/boards/{id}/pictures/{chart}', takes: 'share' },

  { method: 'GET', path: '/shares', takes: 'share' },
  { method: 'POST', path: '/shares', takes: 'share', notes: 'shared', target: 'session {session}' },
  { method: 'GET', path: '/shares/{id}/recording', takes: 'share', notes: 'watched', target: 'link {id}' },
  { method: 'PUT', path: '/shares/{id}/picture', takes: 'share' },
  { method: 'DELETE', path: '/shares/{id}', takes: 'share', notes: 'revoked', target: 'link {id}' },

  { method: 'GET', path: '/members', takes: 'members' },
  { method: 'GET', path: '/api-tokens', takes: 'members' },
  { method: 'GET', path: '/audit', takes: 'members' },
  { method: 'POST', path: '/members', takes: 'members', notes: 'invited', target: 'member {email}' },
  { method: 'POST', path: '/members/{id}/renew', takes: 'members', notes: 'invited', target: 'member {id}' },
  { method: 'PUT', path: '/members/{id}', takes: 'members', notes: 'changed', target: 'member {id}' },
  { method: 'DELETE', path: '/members/{id}', takes: 'members', notes: 'deleted', target: 'member {id}' },
  { method: 'POST', path: '/api-tokens', takes: 'members', notes: 'changed', target: 'API tokens' },
  {
    method: 'DELETE',
    path: '/api-tokens/{id}',
    takes: 'members',
    notes: 'deleted',
    target: 'API token {id}',
  },

  { method: 'POST', path: '/removals', takes: 'delete', notes: 'deleted', target: '{what} {id}' },
  { method: 'POST', path: '/removals/compact', takes: 'delete' },
  { method: 'GET', path: '/remasks', takes: 'delete' },
  {
    method: 'POST',
    path: '/remasks',
    takes: 'delete',
    notes: 'changed',
    target: 'what was recorded: masked by {by}',
  },
  { method: 'GET', path: '/leak-scan', takes: 'delete' },
  { method: 'POST', path: '/leak-scan', takes: 'delete' },
  { method: 'PUT', path: '/settings/retention', takes: 'delete', notes: 'changed' },

  { method: 'PUT', path: '/settings/frustration', takes: 'settings', notes: 'changed' },
  { method: 'POST', path: '/frustrations/fine', takes: 'settings', notes: 'changed' },
  { method: 'PUT', path: '/settings/recorder', takes: 'settings', notes: 'changed' },
  { method: 'PUT', path: '/zone', takes: 'settings', notes: 'changed' },
  { method: 'PUT', path: '/settings/paths', takes: 'settings', notes: 'changed' },
  { method: 'PUT', path: '/settings/embedding', takes: 'settings', notes: 'changed' },
  {
    method: 'PUT',
    path: '/settings/assets',
    takes: 'settings',
    notes: 'changed',
    target: 'sites whose assets replays may fetch',
  },
  { method: 'PUT', path: '/settings/mentions', takes: 'settings', notes: 'changed' },
  { method: 'PUT', path: '/settings/tracker', takes: 'settings', notes: 'changed' },
  { method: 'PUT', path: '/settings/report-hook', takes: 'settings', notes: 'changed' },
  { method: 'PUT', path: '/plan', takes: 'settings', notes: 'changed' },
  { method: 'PUT', path: '/plan/enforcement', takes: 'settings', notes: 'changed' },
  { method: 'POST', path: '/plan/draft', takes: 'settings' },
  { method: 'POST', path: '/plan/blocked/admit', takes: 'settings', notes: 'changed' },
  { method: 'POST', path: '/destinations', takes: 'settings', notes: 'changed' },
  { method: 'PUT', path: '/destinations/{id}', takes: 'settings', notes: 'changed' },
  { method: 'DELETE', path: '/destinations/{id}', takes: 'settings', notes: 'deleted' },
  { method: 'POST', path: '/destinations/{id}/replay', takes: 'settings', notes: 'changed' },
  { method: 'POST', path: '/sample', takes: 'settings', notes: 'imported', target: 'sample data' },
  { method: 'DELETE', path: '/sample', takes: 'settings', notes: 'deleted', target: 'sample data' },
]

const COMPILED = RULES.map(rule => ({
  rule,
  pattern: new RegExp(
    `^${rule.path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`,
  ),
}))

/** `path` without `/api`. A path that is written out wins over one with a `{part}`. */
export function ruleOf(method: string, path: string): { rule: Rule; parts: Record<string, string> } | null {
  const fitting = COMPILED.flatMap(({ rule, pattern }) => {
    const found = rule.method === method ? pattern.exec(path) : null
    return found ? [{ rule, parts: { ...found.groups } }] : []
  })
  return fitting.find(({ parts }) => Object.keys(parts).length === 0) ?? fitting[0] ?? null
}

export function takes(method: string, path: string): Permission {
  const found = ruleOf(method, path)
  if (found) return found.rule.takes
  return method === 'GET' || method === 'HEAD' ? 'watch' : 'settings'
}

/** Whether the target's name takes something that only the body tells. */
export function namesBody({ path, target }: Rule): boolean {
  return (target?.match(/\{\w+\}/g) ?? []).some(part => !path.includes(part))
}
