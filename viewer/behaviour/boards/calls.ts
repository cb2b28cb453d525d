/** What boards ask of the server. */
import type { List } from '../../../contract/api.ts'
import type {
  Alert,
  AlertInput,
  Board,
  BoardBar,
  BoardInput,
  BoardPictureInput,
  SharedBoard,
} from '../../../contract/behaviour/board-chart.ts'
import { address, path, read, send } from '../../api.ts'
import { bar } from '../../location.ts'

const where = (rest = '') => address(`/api/boards${rest}`, { project: bar.peek().project })

export const boardCalls = {
  all: () => read<List<Board>>(where(), {}),
  make: (board: BoardInput) => send<Board>('POST', where(), board),
  change: (id: string, board: BoardInput) => send<Board>('PUT', where(`/${path(id)}`), board),
  remove: (id: string) => send<unknown>('DELETE', where(`/${path(id)}`)),
  share: (id: string) => send<{ url: string }>('POST', where(`/${path(id)}/share`), {}),
  givePicture: (id: string, chart: string, picture: BoardPictureInput) =>
    send<unknown>('PUT', where(`/${path(id)}/pictures/${path(chart)}`), picture),
  unshare: (id: string) => send<unknown>('DELETE', where(`/${path(id)}/share`)),
  alerts: () => read<List<Alert>>(address('/api/alerts', { project: bar.peek().project }), {}),
  makeAlert: (alert: AlertInput) =>
    send<Alert>('POST', address('/api/alerts', { project: bar.peek().project }), alert),
  removeAlert: (id: string) =>
    send<unknown>('DELETE', address(`/api/alerts/${path(id)}`, { project: bar.peek().project })),
  shared: (token: string) => read<SharedBoard>(`/b/${path(token)}/numbers`, {}),
}

/** What a board keeps of the bar. */
export function barOf(): BoardBar {
  const { segment, compare, range, from, to } = bar.peek()
  return { segment, compare, range, from, to }
}
