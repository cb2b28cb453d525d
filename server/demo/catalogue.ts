import { type Product, products } from './products.ts'

export interface Question {
  category: string
  search: string
  sort: string
  page: number
}

export interface Shelf {
  items: Product[]
  total: number
  page: number
  pages: number
}

const pageSize = 8

const orders: Record<string, (a: Product, b: Product) => number> = {
  'price-up': (a, b) => a.price - b.price,
  'price-down': (a, b) => b.price - a.price,
  rating: (a, b) => b.rating - a.rating,
}

export function lookUp({ category, search, sort, page }: Question): Shelf {
  const wanted = search.trim().toLowerCase()
  const found = products.filter(
    product =>
      (category === '' || product.category === category) && product.name.toLowerCase().includes(wanted),
  )
  const order = orders[sort]
  if (order) found.sort(order)
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const shown = Math.min(Math.max(1, page), pages)
  return {
    items: found.slice((shown - 1) * pageSize, shown * pageSize),
    total: found.length,
    page: shown,
    pages,
  }
}
