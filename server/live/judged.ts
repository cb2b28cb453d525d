import type { PersonHistory } from '../segment/history.ts'
import { type Needs, needsOf } from '../segment/needs.ts'
import type { LiveStore, PersonJudged } from '../store/live-port.ts'
import { type Judging, judgePerson, type Segments } from './judge-person.ts'
import { together } from './slides.ts'

/** Persons read at once, judged without a pause, and written at once. */
const TOGETHER = 25

export type JudgedStore = Pick<LiveStore, 'histories' | 'judgedPersons' | 'alive' | 'putJudged'>

/** Judges persons against all segments, and writes them down in pieces. */
export class Judged {
  readonly #store: JudgedStore
  readonly #project: string
  readonly #segments: Segments
  readonly #needs: Needs
  readonly #now: () => number
  #waiting: PersonJudged[] = []

  constructor(store: JudgedStore, project: string, all: readonly Judging[], now: () => number) {
    this.#store = store
    this.#project = project
    this.#segments = { all, slides: together(all.map(({ segment }) => segment.slides)) }
    // Sessions carry their segments, whether these ask of sessions or not.
    this.#needs = { ...needsOf(all.map(({ segment }) => segment.segment)), sessions: true }
    this.#now = now
  }

  get withAccounts(): boolean {
    return this.#needs.accounts
  }

  async add(persons: ReadonlySet<string>): Promise<void> {
    const others = new Set<string>()
    for (const some of piecesOf([...persons], TOGETHER)) {
      for (const history of await this.#judge(some)) {
        for (const user of usersWith(history)) if (!persons.has(user)) others.add(user)
      }
    }
    // What one does, segments may ask of all users of the account.
    for (const some of piecesOf([...others], TOGETHER)) await this.#judge(some)
  }

  /** What was judged and not yet written, and how far the look came. */
  async write(reached: { place?: string; walk?: string | null }): Promise<void> {
    const persons = this.#waiting
    if (persons.length === 0 && Object.keys(reached).length === 0) return
    this.#waiting = []
    await this.#store.putJudged({ project: this.#project, at: this.#now(), ...reached, persons })
  }

  async #judge(persons: string[]): Promise<PersonHistory[]> {
    const [histories, judged] = await Promise.all([
      this.#store.histories(this.#project, persons, this.#needs),
      this.#store.judgedPersons(this.#project, persons),
    ])
    const historyOf = new Map(histories.map(one => [one.id, one]))
    const knownOf = new Map(judged.map(one => [one.person, one]))
    const now = this.#now()
    const found = persons.map(person =>
      judgePerson(this.#segments, person, historyOf.get(person) ?? null, knownOf.get(person), now),
    )
    const changed = found.flatMap(({ person, gone, verdicts }) =>
      !gone && verdicts.length > 0 ? [person] : [],
    )
    const alive = await aliveAmong(this.#store, this.#project, changed)
    this.#waiting.push(...found.map(one => (alive.has(one.person) ? one : untold(one))))
    await this.write({})
    return histories
  }
}

/** Of others nothing is told. */
export async function aliveAmong(
  store: Pick<LiveStore, 'alive'>,
  project: string,
  persons: string[],
): Promise<Set<string>> {
  return new Set(persons.length === 0 ? [] : await store.alive(project, persons))
}

export function piecesOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
}

function untold(judged: PersonJudged): PersonJudged {
  return { ...judged, verdicts: judged.verdicts.map(verdict => ({ ...verdict, event: null })) }
}

function usersWith({ accounts }: PersonHistory): string[] {
  return accounts.flatMap(({ account }) => account.users.map(user => user.person.id))
}
