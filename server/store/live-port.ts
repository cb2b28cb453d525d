/** The part of the port (port.ts) that keeps who is in which saved segment now, and how that came. */

import type { NewEvent } from '../../contract/event.ts'
import type { LiveWhy } from '../../contract/segment/live.ts'
import type { PersonHistory } from '../segment/history.ts'
import type { Needs } from '../segment/needs.ts'
import type { Question } from '../segment/question.ts'

/** Opaque to callers, as port.ts has it. */
type Cursor = string

export interface LiveStore {
  /**
   * Persons something happened to after a place in the order of what was stored, each once: their history is another
   * (some may be named whose history is not). `gone`: persons were deleted for good, who are not named any more.
   */
  touched(project: string, after: Cursor, limit: number): Promise<Touched>
  /** The place behind everything stored so far. */
  touchedEnd(project: string): Promise<Cursor>
  liveState(project: string): Promise<LiveState>
  /** How each of these persons was judged last; those never judged are left out. */
  judgedPersons(project: string, persons: string[]): Promise<JudgedPerson[]>
  /** Persons whose answer may change by itself until then, those longest due first. */
  duePersons(project: string, until: number, limit: number): Promise<string[]>
  /**
   * Persons behind `after`, in the order of ids, of whom a line does not hold what the question answers; with what it
   * holds of them.
   */
  differing(place: PlaceInLine, question: Question, limit: number): Promise<JudgedPerson[]>
  /** What is needed of the histories of these persons, in no order; who is not there is left out. */
  histories(project: string, persons: string[], needs: Needs): Promise<PersonHistory[]>
  /** Those of these persons of whom a session, or the newest event, is from neither an import nor a sample. */
  alive(project: string, persons: string[]): Promise<string[]>
  /** Begins a line anew: an edited segment has no members until it is filled. */
  beginLine(line: NewLine): Promise<void>
  /** The segment was deleted: its lines end, and what was kept of them goes (sweepLines). */
  endLine(project: string, segment: string): Promise<void>
  /** Adds members without a word, and writes down how far the filling came. */
  fillLine(page: FilledPage): Promise<void>
  /** Takes away at most so many rows that no line needs any more; how many it were. */
  sweepLines(project: string, limit: number): Promise<number>
  /** What was judged, and where the next look begins. The same again changes nothing. */
  putJudged(judged: Judged): Promise<void>
  /** Announces those who left and did not return until their time; at most so many, and how many it were. */
  ripen(project: string, now: number, limit: number): Promise<number>
  /** Announcements behind a place (0: from the first), in order. */
  announcements(project: string, after: number, limit: number): Promise<{ place: number; event: NewEvent }[]>
  announcement(project: string, messageId: string): Promise<NewEvent | null>
  /** The place behind the last announcement. */
  announcementsEnd(project: string): Promise<number>
  /** Newest first. */
  membershipChanges(query: ChangeQuery): Promise<{ items: ChangeRow[]; next: Cursor | null }>
  /** Members at the end of each hour in which their number changed, in order; of all lines. */
  segmentSizes(project: string, segment: string): Promise<SizeRow[]>
  /** Segments the session was in while it was recorded; null: nobody looked then. */
  sessionTags(key: { project: string; session: string }): Promise<string[] | null>
}

export interface Touched {
  persons: string[]
  gone: boolean
  next: Cursor
}

export interface LiveState {
  /** Where the next look begins; null: nobody has looked yet. */
  place: Cursor | null
  /** How far the walk through all persons came ('' at its beginning); null: none is under way. */
  walk: Cursor | null
  /** The newest of each segment. */
  lines: LiveLine[]
}

/** A segment's history from one change of its meaning to the next. */
export interface NewLine {
  project: string
  segment: string
  /** Tells one meaning of a segment from another. */
  fingerprint: string
  begunAt: number
  /** Why it can have no members. */
  problems: string[]
}

export interface LiveLine extends NewLine {
  /** 1 is the segment's first. */
  line: number
  filled: boolean
  /** How far the filling came. */
  cursor: Cursor | null
  members: number
}

/** `after`: the id of a person; empty: before all. */
export interface PlaceInLine {
  project: string
  segment: string
  line: number
  after: string
}

export interface FilledPage {
  project: string
  segment: string
  line: number
  persons: string[]
  cursor: Cursor | null
  filled: boolean
  at: number
}

export interface JudgedPerson {
  person: string
  /** 0: never by all segments. */
  judgedAt: number
  memberships: { segment: string; inside: boolean; nth: number }[]
}

export interface Judged {
  project: string
  /** When, epoch ms. */
  at: number
  /** Absent: they stay. */
  place?: Cursor
  walk?: Cursor | null
  persons: PersonJudged[]
  /** Of persons judged by one segment alone: when they are looked at again stays as it is. */
  turned?: PersonTurned[]
}

export interface PersonTurned {
  person: string
  verdict: SegmentVerdict
}

export interface PersonJudged {
  person: string
  /** When the answer may change by itself; null: never. */
  due: number | null
  /** There is no such person any more: nothing is kept but what was said of them. */
  gone: boolean
  verdicts: SegmentVerdict[]
  /** Sessions not ended for long, with the segments they are in as of their start. */
  tags: { session: string; segments: string[] }[]
}

/** Of segments whose answer is another now. */
export interface SegmentVerdict {
  segment: string
  line: number
  inside: boolean
  /** When it came about. */
  at: number
  why: LiveWhy
  /** What destinations are told; null: nothing. */
  event: NewEvent | null
}

export interface ChangeQuery {
  limit: number
  cursor?: Cursor
  project: string
  segment: string
  person?: string
}

export interface ChangeRow {
  line: number
  person: string
  /** Which of the person's changes in this line. */
  nth: number
  entered: boolean
  at: number
  noticedAt: number
  why: LiveWhy
}

export interface SizeRow {
  line: number
  /** Beginning of the hour, epoch ms. */
  hour: number
  members: number
}
