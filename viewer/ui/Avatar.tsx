/** The same person has the same colour everywhere. `known`: somebody said who it is. */
export function Avatar({ id, label, known }: { id: string; label: string; known: boolean }) {
  return (
    <span class="avatar" style={{ '--hue': hue(id) }} aria-hidden="true">
      {initials(label, known)}
    </span>
  )
}

/** Two letters of a name; a dot for who has none. */
function initials(label: string, known: boolean): string {
  if (!known) return '·'
  const words = label.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return (words.length > 1 ? `${words[0]?.[0]}${words[1]?.[0]}` : (words[0] ?? '?').slice(0, 2)).toUpperCase()
}

function hue(id: string): number {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 360
  return sum
}
