/** A number, and where it leads, if anywhere. */
export function Behind({ href, children }: { href: string | undefined; children: string }) {
  return href ? <a href={href}>{children}</a> : children
}
