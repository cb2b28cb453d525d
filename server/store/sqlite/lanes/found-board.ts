/** What a frustration board says (store/board.ts), counted in lanes of findings: an object for each would be most of the time. */
import { BoardTimes } from '../../board.ts'
import type { BoardQuery, BoardRow, FrustrationBoard } from '../../frustration-port.ts'
import { kindOf } from '../write/verdict.ts'
import type { Sessions } from './columns.ts'
import type { Members } from './count.ts'
import { FoundGroups } from './found-groups.ts'
import type { Moment } from './moment.ts'

export interface BoardAsked extends Pick<BoardQuery, 'zone' | 'limit'> {
  /** By key of a session: whether it began in time, and whether it is of the segment. */
  asked: Members
  inside: Members
  project: number
  /** Of a spot, by its key. */
  where(spot: number): Pick<BoardRow, 'page' | 'element' | 'name'>
}

export function foundBoard(moment: Moment, board: BoardAsked): FrustrationBoard {
  const sessions = moment.sessions()
  const sides = sidesOf(sessions, moment.present().length, board)
  const met = new FoundGroups(moment.findings(), sessions, sides, board.project)
  const rows = met.inOrder()
  const releases = moment.text('release')
  return {
    ...{ sessions: sides.sessions, persons: sides.persons, others: sides.others, total: rows.length },
    rows: rows.slice(0, board.limit).map(group => {
      const { spot, kind, ...counts } = met.row(group)
      const times = new BoardTimes<number>(board.zone)
      for (const { session, at } of met.inside(group)) {
        const release = releases.codes[session]!
        times.add(at, sessions.person[session]!, release === 0 ? undefined : releases.texts[release])
      }
      return { kind: kindOf(kind), ...board.where(spot), ...counts, ...times.told() }
    }),
  }
}

interface Sides extends Pick<BoardAsked, 'asked' | 'inside'> {
  /** By key of a person: 1 when one of its sessions asked about is of the segment. */
  members: Members
  sessions: number
  persons: number
  others: number
}

function sidesOf({ person, length }: Sessions, persons: number, { asked, inside }: BoardAsked): Sides {
  const members = new Uint8Array(persons)
  const seen = new Uint8Array(persons)
  const count = { sessions: 0, persons: 0, others: 0 }
  for (let key = 0; key < length; key++) {
    if (asked[key] !== 1) continue
    seen[person[key]!] = 1
    if (inside[key] !== 1) continue
    members[person[key]!] = 1
    count.sessions += 1
  }
  for (let who = 0; who < persons; who++) {
    if (members[who] === 1) count.persons += 1
    else if (seen[who] === 1) count.others += 1
  }
  return { members, asked, inside, ...count }
}
