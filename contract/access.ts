/** What signing in, members, API tokens and the audit log send and answer. */
import { z } from 'zod'

import { AUDIT_ACTION_NAMES, PERMISSION_NAMES, ROLE_NAMES } from './roles.ts'

const permission = z.enum(PERMISSION_NAMES)
const role = z.enum(ROLE_NAMES)
const email = z.email().max(200).toLowerCase()
const password = z.string().min(10, 'has at least 10 characters').max(200)

export const signInSchema = z.union([
  z.strictObject({ token: z.string().min(1).max(500) }),
  z.strictObject({ email, password: z.string().min(1).max(200) }),
])
export const acceptSchema = z.strictObject({
  invitation: z.string().min(1).max(100),
  name: z.string().trim().min(1).max(100),
  password,
})

/** Who asks. `email` is null for the admin token and for API tokens. */
export const meSchema = z
  .object({
    role: role.nullable(),
    name: z.string(),
    email: z.string().nullable(),
    may: z.array(permission),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof meSchema>

export const memberSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string().meta({ description: 'Empty until the invitation is accepted' }),
    role,
    invited: z.boolean().meta({ description: 'The invitation waits to be accepted' }),
    createdAt: z.int(),
    seenAt: z.int().nullable(),
  })
  .meta({ id: 'Member' })
export type Member = z.infer<typeof memberSchema>

/** Whom a note can mention. */
export const colleagueSchema = z.object({ email: z.string(), name: z.string() }).meta({ id: 'Colleague' })
export type Colleague = z.infer<typeof colleagueSchema>

export const memberInputSchema = z.strictObject({ email, role })
export const memberChangeSchema = z.strictObject({ role })
/** The link is told once: only its hash is kept. */
export const memberInvitedSchema = memberSchema.extend({ url: z.string() })
export type MemberInvited = z.infer<typeof memberInvitedSchema>

export const apiTokenInputSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  may: z.array(permission).min(1),
  expiresInDays: z.number().positive().max(3650).nullable().default(null),
})
export const apiTokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    may: z.array(permission),
    createdBy: z.string(),
    createdAt: z.int(),
    expiresAt: z.int().nullable(),
    usedAt: z.int().nullable().meta({ description: 'To the hour' }),
  })
  .meta({ id: 'ApiToken' })
export type ApiToken = z.infer<typeof apiTokenSchema>
export const apiTokenMadeSchema = apiTokenSchema.extend({ token: z.string() })
export type ApiTokenMade = z.infer<typeof apiTokenMadeSchema>

export const auditEntrySchema = z
  .object({
    at: z.int(),
    /** An e-mail address, `admin token`, `token NAME` or `anyone`. */
    actor: z.string(),
    action: z.enum(AUDIT_ACTION_NAMES),
    target: z.string().meta({ description: 'What it was done to, as `session ID`' }),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof auditEntrySchema>
