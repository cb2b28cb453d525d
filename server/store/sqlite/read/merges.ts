import type { Database } from 'better-sqlite3'
import type { Link } from '../../../identity/link.ts'
import { mergesOf } from '../../../identity/merge.ts'
import { ANONYMOUS, USER } from '../people/persons.ts'
import type { Handlers } from '../protocol.ts'

interface LinkRow {
  at: number
  messageId: string
  alias: 0 | 1
  anonymousId: string
  userId: string
}

const LINK = `l.at, l.message AS messageId, l.alias, a.id AS anonymousId, u.id AS userId
  FROM link l JOIN identity a ON a.key = l.anonymous JOIN identity u ON u.key = l.user`

export function mergeReads(db: Database): Handlers<'merges'> {
  const identity = db.prepare<[string, string], { project: number; key: number; kind: 0 | 1; id: string }>(
    `SELECT x.project, i.key, i.kind, i.id FROM person x JOIN project p ON p.key = x.project
     JOIN identity i ON i.key = x.identity WHERE p.id = ? AND x.id = ?`,
  )
  const concerning = db.prepare<{ key: number; project: number; kind: 0 | 1; id: string }, LinkRow>(
    `SELECT ${LINK} WHERE l.user = @key OR l.anonymous IN (
       SELECT key FROM identity WHERE owner = @key
       UNION SELECT key FROM identity WHERE key = @key AND owner IS NULL
       UNION SELECT key FROM identity WHERE @kind = ${USER} AND project = @project AND kind = ${ANONYMOUS}
         AND id = @id AND (SELECT vouched FROM identity WHERE key = @key) <> 0
     )`,
  )
  const isUser = db
    .prepare<[number, string], number>(
      `SELECT vouched <> 0 FROM identity WHERE project = ? AND kind = ${USER} AND id = ?`,
    )
    .pluck()
  const naming = db.prepare<
    [number, string],
    { owner: string | null; userId: string | null; at: number | null; messageId: string | null }
  >(
    `SELECT o.id AS owner, n.id AS userId, a.named_at AS at, a.named_message AS messageId
     FROM identity a LEFT JOIN identity o ON o.key = a.owner LEFT JOIN identity n ON n.key = a.named
     WHERE a.project = ? AND a.kind = ${ANONYMOUS} AND a.id = ?`,
  )

  return {
    merges: (projectId, person) => {
      const of = identity.get(projectId, person)
      if (!of) return []
      const { project } = of
      const links = concerning
        .all(of)
        .map(({ alias, ...link }): Link => ({ ...link, by: alias ? 'alias' : 'seen' }))
      return mergesOf(links, {
        isUser: id => isUser.get(project, id) === 1,
        ownerOf: anonymousId => naming.get(project, anonymousId)?.owner ?? undefined,
        namedBy: anonymousId => {
          const { userId, at, messageId } = naming.get(project, anonymousId) ?? {}
          if (!userId || at === null || at === undefined || !messageId) return null
          return { anonymousId, userId, at, messageId, by: 'seen' }
        },
      })
    },
  }
}
