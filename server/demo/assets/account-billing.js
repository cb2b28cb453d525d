import { track } from './analytics.js'
import { byId } from './element.js'
import { ladder, plans } from './plans.js'

export function watchBilling(account, changed) {
  function move(by) {
    const before = account.plan
    const next = ladder[ladder.indexOf(before) + by]
    if (!next) {
      byId('billing-status').textContent = 'There is no such plan.'
      return
    }
    account.plan = next
    byId('billing-status').textContent = `You are on ${plans[next].name} now.`
    track('Plan Changed', {
      from: before,
      to: next,
      direction: by > 0 ? 'upgrade' : 'downgrade',
      mrr: plans[next].mrr,
      mrr_change: plans[next].mrr - plans[before].mrr,
    })
    changed()
  }
  byId('upgrade').addEventListener('click', () => move(1))
  byId('downgrade').addEventListener('click', () => move(-1))
}
