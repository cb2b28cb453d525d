// The goods of the demo shop. Prices are whole US dollars, so that totals in tests read themselves.

export type Category = 'kitchen' | 'desk' | 'home'

export interface Product {
  id: string
  name: string
  category: Category
  price: number
  // file name in assets/pictures, without .svg
  picture: string
  // CSS colour of the tile behind the picture
  tint: string
  variants: string[]
  rating: number
  blurb: string
  // the stock service fails at the first attempt for these
  flakyStock: boolean
}

type Row = [string, string, Category, number, string, string, string[], number, string]

const glazes = ['Sand', 'Moss', 'Ink']
const sizes = ['Small', 'Medium', 'Large']
const papers = ['Plain', 'Lined', 'Dotted']

const rows: Row[] = [
  [
    'harbour-mug',
    'Harbour mug',
    'kitchen',
    18,
    'mug',
    '#f3dfc8',
    glazes,
    4.8,
    'Hand-thrown, 350 ml, made for slow mornings.',
  ],
  [
    'fjord-teapot',
    'Fjord teapot',
    'kitchen',
    64,
    'teapot',
    '#d5e3de',
    glazes,
    4.6,
    'Pours without a drip. Holds five cups.',
  ],
  [
    'ember-kettle',
    'Ember kettle',
    'kitchen',
    89,
    'kettle',
    '#f6d6cb',
    ['Steel', 'Copper'],
    4.7,
    'A gooseneck that lets you aim.',
  ],
  [
    'field-notebook',
    'Field notebook',
    'desk',
    12,
    'notebook',
    '#dbe2f0',
    papers,
    4.9,
    'Opens flat, survives rain, fits a pocket.',
  ],
  [
    'arc-lamp',
    'Arc desk lamp',
    'desk',
    129,
    'lamp',
    '#efe6c9',
    ['Brass', 'Black'],
    4.5,
    'Warm light that bends where you need it.',
  ],
  [
    'terra-pot',
    'Terra plant pot',
    'home',
    34,
    'pot',
    '#e7ddd1',
    sizes,
    4.4,
    'Breathing clay with a saucer that fits.',
  ],
  [
    'dusk-candle',
    'Dusk candle',
    'home',
    26,
    'candle',
    '#eedbe4',
    ['Cedar', 'Fig', 'Smoke'],
    4.3,
    'Forty hours of cedar and quiet.',
  ],
  [
    'willow-basket',
    'Willow basket',
    'home',
    48,
    'basket',
    '#e3e8d4',
    sizes,
    4.6,
    'Woven by two brothers in Galicia.',
  ],
  ['reed-mug', 'Reed mug', 'kitchen', 22, 'mug', '#dfe8dc', glazes, 4.5, 'Slim and tall, for tea people.'],
  [
    'pebble-teapot',
    'Pebble teapot',
    'kitchen',
    52,
    'teapot',
    '#e9e1d6',
    glazes,
    4.2,
    'Round as a stone from the river.',
  ],
  [
    'camp-kettle',
    'Camp kettle',
    'kitchen',
    45,
    'kettle',
    '#d8e4ea',
    ['Steel', 'Enamel'],
    4.6,
    'Light, dented with pride.',
  ],
  [
    'ledger-notebook',
    'Ledger notebook',
    'desk',
    24,
    'notebook',
    '#f0ddd3',
    papers,
    4.7,
    'Numbered pages for people who count.',
  ],
  [
    'dot-lamp',
    'Dot night lamp',
    'home',
    39,
    'lamp',
    '#e6dff0',
    ['White', 'Rose'],
    4.1,
    'A small moon for the hallway.',
  ],
  ['cube-pot', 'Cube plant pot', 'desk', 19, 'pot', '#d9e6d6', sizes, 4.0, 'For the one plant on your desk.'],
  [
    'pine-candle',
    'Pine candle',
    'home',
    24,
    'candle',
    '#d5e5e0',
    ['Pine', 'Moss'],
    4.4,
    'A walk after rain.',
  ],
  [
    'market-basket',
    'Market basket',
    'kitchen',
    58,
    'basket',
    '#f2e3bf',
    sizes,
    4.8,
    'Carries a week of vegetables.',
  ],
  [
    'stack-mugs',
    'Stacking mugs, four',
    'kitchen',
    68,
    'mug',
    '#dce0ee',
    glazes,
    4.9,
    'Four colours, one small tower.',
  ],
  [
    'iron-teapot',
    'Iron teapot',
    'kitchen',
    110,
    'teapot',
    '#e2dcd6',
    ['Black', 'Rust'],
    4.7,
    'Cast once, kept for ever.',
  ],
  [
    'office-kettle',
    'Office kettle',
    'desk',
    75,
    'kettle',
    '#e8e5da',
    ['White', 'Black'],
    4.3,
    'Boils for eight, quietly.',
  ],
  [
    'sketch-notebook',
    'Sketch notebook',
    'desk',
    16,
    'notebook',
    '#f3e0e0',
    papers,
    4.6,
    'Heavy paper that forgives.',
  ],
  [
    'clip-lamp',
    'Clip lamp',
    'desk',
    42,
    'lamp',
    '#d4e2e6',
    ['Brass', 'Black'],
    4.2,
    'Clips to a shelf, a bed, an idea.',
  ],
  [
    'hanging-pot',
    'Hanging plant pot',
    'home',
    29,
    'pot',
    '#eadccb',
    sizes,
    4.5,
    'With a cord that holds five kilos.',
  ],
  [
    'table-candle',
    'Table candles, six',
    'home',
    30,
    'candle',
    '#f1e4cd',
    ['Ivory', 'Rust'],
    4.6,
    'For a long dinner.',
  ],
  [
    'laundry-basket',
    'Laundry basket',
    'home',
    72,
    'basket',
    '#dde4dc',
    sizes,
    4.4,
    'Tall, lined, and not shy.',
  ],
]

const withFlakyStock = ['arc-lamp', 'iron-teapot', 'market-basket']

export const products: Product[] = rows.map(
  ([id, name, category, price, picture, tint, variants, rating, blurb]) => {
    const flakyStock = withFlakyStock.includes(id)
    return { id, name, category, price, picture, tint, variants, rating, blurb, flakyStock }
  },
)

export function findProduct(id: string): Product | undefined {
  return products.find(product => product.id === id)
}
