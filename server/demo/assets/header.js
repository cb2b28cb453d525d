import { showCount } from './basket.js'
import { byId } from './element.js'
import { load } from './storage.js'

showCount()

const account = load('account', null)
if (account) {
  byId('account-link').textContent = account.company
  byId('account-link').href = '/demo/account'
}

const menu = document.querySelector('button.menu')
menu.addEventListener('click', () => {
  const open = menu.getAttribute('aria-expanded') !== 'true'
  menu.setAttribute('aria-expanded', String(open))
  byId('site-nav').classList.toggle('open', open)
})
