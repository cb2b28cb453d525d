import { page, track } from './analytics.js'
import { byId } from './element.js'

const prices = {
  monthly: { starter: '$0', growth: '$49', scale: '$149', enterprise: 'Let’s talk' },
  annual: { starter: '$0', growth: '$44*', scale: '$149', enterprise: 'Let’s talk' },
  flex: { starter: '0 u', growth: '4.9 u', scale: '0.9 u / seat-week', enterprise: '∞ u' },
}
const notes = {
  monthly: 'Billed per workspace and month.',
  annual: 'Billed per year. *From the second year on.',
  flex: 'Units are billed in arrears. One unit is about ten dollars.',
}

for (const button of document.querySelectorAll('[data-billing]')) {
  button.addEventListener('click', () => {
    const billing = button.dataset.billing
    for (const other of document.querySelectorAll('[data-billing]')) {
      other.setAttribute('aria-pressed', String(other === button))
    }
    for (const cost of document.querySelectorAll('[data-plan]')) {
      cost.textContent = prices[billing][cost.dataset.plan]
    }
    byId('billing-note').textContent = notes[billing]
    track('Billing Toggled', { billing })
  })
}

page('Pricing')
track('Pricing Viewed')
