import { page, track } from './analytics.js'

// Hurts on purpose: there is no such endpoint, and nobody handles the refusal.
async function vote(value) {
  const response = await fetch('/demo/api/votes', { method: 'POST', body: value })
  if (!response.ok) throw new Error(`vote was not counted: ${response.status}`)
}

for (const button of document.querySelectorAll('[data-vote]')) {
  button.addEventListener('click', () => vote(button.dataset.vote))
}
for (const topic of document.querySelectorAll('.chips a')) {
  topic.addEventListener('click', () => track('Help Topic Opened', { topic: topic.textContent }))
}
page('Help')
