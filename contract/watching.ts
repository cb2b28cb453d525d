/** What those who watch keep about sessions: stars, labels, what was watched by whom, playlists, a queue. */
import { z } from 'zod'

const time = z.int().meta({ description: 'Epoch milliseconds' })

export const LABEL_LIMIT = 60
export const labelName = z.string().trim().min(1).max(LABEL_LIMIT)

/** Of one session, as the one who asks sees it. */
export const keptSchema = z
  .object({
    star: z.boolean(),
    labels: z.array(z.string()),
    watched: z
      .array(z.object({ name: z.string(), at: time, mine: z.boolean().meta({ description: 'By who asks' }) }))
      .meta({ description: 'By whom it was watched, latest first' }),
    notes: z.int().meta({ description: 'Open notes' }),
  })
  .meta({ id: 'Kept' })
export type Kept = z.infer<typeof keptSchema>

export const NOTHING_KEPT: Kept = { star: false, labels: [], watched: [], notes: 0 }

export const keptChangeSchema = z
  .strictObject({
    star: z.boolean(),
    addLabel: labelName,
    removeLabel: z.string().max(LABEL_LIMIT),
  })
  .partial()
  .meta({ id: 'KeptChange' })
export type KeptChange = z.infer<typeof keptChangeSchema>

export const labelSchema = z.object({ name: z.string(), sessions: z.int() }).meta({ id: 'Label' })
export type Label = z.infer<typeof labelSchema>

export const PLAYLIST_LIMIT = 1000
const playlistName = z.string().trim().min(1).max(200)

/** `segment`: lives from it; without, its sessions were chosen by hand. */
export const playlistInputSchema = z.union([
  z.strictObject({ name: playlistName, segment: z.string().min(1) }),
  z.strictObject({
    name: playlistName,
    sessions: z.array(z.string().max(200)).max(PLAYLIST_LIMIT).default([]),
  }),
])
export type PlaylistInput = z.input<typeof playlistInputSchema>

export const playlistChangeSchema = z
  .strictObject({
    name: playlistName,
    add: z.string().max(200).meta({ description: 'A session to put at the end' }),
    remove: z.string().max(200),
  })
  .partial()
export type PlaylistChange = z.infer<typeof playlistChangeSchema>

export const playlistSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    segment: z.string().nullable(),
    sessions: z.array(z.string()).meta({ description: 'In order; empty for one that lives from a segment' }),
    madeBy: z.string(),
    createdAt: time,
  })
  .meta({ id: 'Playlist' })
export type Playlist = z.infer<typeof playlistSchema>

export const QUEUE_LIMIT = 50
