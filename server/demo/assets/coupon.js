import { track } from './analytics.js'
import { coupon, setCoupon } from './basket.js'
import { byId } from './element.js'
import { send } from './send.js'

// SPRING25 hurts on purpose: the request fails and the form says nothing.
export function watchCoupon(changed) {
  byId('coupon').addEventListener('submit', async event => {
    event.preventDefault()
    const code = byId('code').value.trim().toUpperCase()
    if (code === '') return
    track('Coupon Entered', { coupon_id: code })
    const { ok, status, body } = await send('coupon', { code })
    if (ok) {
      setCoupon(body)
      byId('coupon-status').textContent = `${body.code}: ${body.percent} % off.`
      track('Coupon Applied', { coupon_id: code, discount: body.percent })
      changed()
      return
    }
    track('Coupon Denied', { coupon_id: code, reason: status === 500 ? 'server error' : 'invalid' })
    if (status === 500) console.error('coupon service answered', status)
    else byId('coupon-status').textContent = body.message
  })
  const applied = coupon()
  if (applied) byId('coupon-status').textContent = `${applied.code}: ${applied.percent} % off.`
}
