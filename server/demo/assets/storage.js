export function load(name, otherwise) {
  const text = localStorage.getItem(`larkspur.${name}`)
  return text === null ? otherwise : JSON.parse(text)
}

export function save(name, value) {
  localStorage.setItem(`larkspur.${name}`, JSON.stringify(value))
}

export function forget(name) {
  localStorage.removeItem(`larkspur.${name}`)
}
