export function money(dollars) {
  return `$${dollars.toFixed(2)}`
}
