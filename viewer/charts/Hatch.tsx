/** Stripes: the second of two sides, for eyes that do not tell the colours apart. */
export function Hatch({ id, colour }: { id: string; colour: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill={colour} opacity="0.35" />
      <rect width="3" height="6" fill={colour} />
    </pattern>
  )
}
