// The page works without any tool: a blocked or missing recorder must not break the shop.
function call(method, ...rest) {
  window.analytics?.[method]?.(...rest)
}

export function track(event, properties = {}) {
  call('track', event, properties)
}

export function identify(userId, traits) {
  call('identify', userId, traits)
}

export function group(groupId, traits) {
  call('group', groupId, traits)
}

export function page(name, properties = {}) {
  call('page', name, properties)
}

export function reset() {
  call('reset')
}
