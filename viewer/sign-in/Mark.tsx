export function Mark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <path d="M12 5a7 7 0 1 0 7 7h-7z" fill="var(--accent-ink)" />
      <path d="M14.5 3.6a7 7 0 0 1 5.9 5.9h-5.9z" fill="var(--accent-ink)" opacity=".6" />
    </svg>
  )
}
