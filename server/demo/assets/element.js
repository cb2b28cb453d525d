// A new element with attributes ("onclick" takes a function, "text" the content) and children.
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'text') node.textContent = value
    else if (key === 'onclick') node.addEventListener('click', value)
    else if (value !== undefined && value !== false) node.setAttribute(key, value)
  }
  node.append(...children)
  return node
}

export function byId(id) {
  return document.getElementById(id)
}
