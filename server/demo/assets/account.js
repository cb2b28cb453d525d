import { watchBilling } from './account-billing.js'
import { watchSetup } from './account-setup.js'
import { page, reset, track } from './analytics.js'
import { byId } from './element.js'
import { introduce } from './introduce.js'
import { plans } from './plans.js'
import { forget, load, save } from './storage.js'

const account = load('account', null)

function show() {
  save('account', account)
  byId('company').textContent = account.company
  byId('greeting').textContent = account.name ? `Good to see you, ${account.name}.` : ''
  byId('plan-name').textContent = plans[account.plan].name
  byId('billing-plan').textContent = plans[account.plan].name
  byId('billing-cost').textContent = `$${plans[account.plan].mrr}`
}

function showPanel(name) {
  for (const tab of document.querySelectorAll('[data-tab]')) {
    tab.setAttribute('aria-selected', String(tab.dataset.tab === name))
  }
  for (const panel of document.querySelectorAll('[data-panel]')) panel.hidden = panel.dataset.panel !== name
}

function panelInAddress() {
  return location.hash.slice(1) || 'overview'
}

function drawBars() {
  const weeks = [4, 7, 6, 9, 12, 10]
  byId('bars').replaceChildren(
    ...weeks.map(orders => {
      const bar = document.createElement('span')
      bar.style.height = `${orders * 10}px`
      bar.textContent = String(orders)
      return bar
    }),
  )
}

page('Account')
if (account) {
  byId('workspace').hidden = false
  introduce(account)
  show()
  drawBars()
  showPanel(panelInAddress())
  watchSetup(account, show)
  watchBilling(account, () => {
    show()
    introduce(account)
  })
  for (const tab of document.querySelectorAll('[data-tab]')) {
    tab.addEventListener('click', () => {
      history.pushState(null, '', `#${tab.dataset.tab}`)
      showPanel(tab.dataset.tab)
      track('Module Used', { module: tab.dataset.tab })
    })
  }
  addEventListener('popstate', () => showPanel(panelInAddress()))
  byId('export').addEventListener('click', () => {
    byId('export-status').textContent = 'Your report is ready: orders.csv'
    track('Report Exported', { period: byId('period').value })
  })
  byId('sign-out').addEventListener('click', () => {
    track('Signed Out')
    save('known-account', account)
    forget('account')
    reset()
    location.href = '/demo'
  })
} else {
  byId('signed-out').hidden = false
}
