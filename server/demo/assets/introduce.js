import { group, identify } from './analytics.js'
import { plans } from './plans.js'

// Tells who is here and for which company, as a SaaS does on every page of its signed-in part.
export function introduce(account) {
  const { userId, groupId, name, email, plan, company, country, createdAt, employees } = account
  identify(userId, { name, email, plan, company, country, createdAt })
  group(groupId, { name: company, plan, employees, mrr: plans[plan].mrr })
}
