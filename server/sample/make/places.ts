// Countries the sign-up form offers. `offset`: hours to add to UTC; half hours and summer time do not matter here.
export interface Place {
  country: string
  timezone: string
  locale: string
  offset: number
}

export const places: Place[] = [
  { country: 'US', timezone: 'America/New_York', locale: 'en-US', offset: -5 },
  { country: 'US', timezone: 'America/Los_Angeles', locale: 'en-US', offset: -8 },
  { country: 'US', timezone: 'America/Chicago', locale: 'en-US', offset: -6 },
  { country: 'DE', timezone: 'Europe/Berlin', locale: 'de-DE', offset: 1 },
  { country: 'DE', timezone: 'Europe/Berlin', locale: 'de-DE', offset: 1 },
  { country: 'GB', timezone: 'Europe/London', locale: 'en-GB', offset: 0 },
  { country: 'FR', timezone: 'Europe/Paris', locale: 'fr-FR', offset: 1 },
  { country: 'ES', timezone: 'Europe/Madrid', locale: 'es-ES', offset: 1 },
  { country: 'IN', timezone: 'Asia/Kolkata', locale: 'en-IN', offset: 5 },
  { country: 'BR', timezone: 'America/Sao_Paulo', locale: 'pt-BR', offset: -3 },
  { country: 'VN', timezone: 'Asia/Ho_Chi_Minh', locale: 'vi-VN', offset: 7 },
]
