import { type Device, desktops, handhelds } from './devices.ts'
import { type HabitName, habits } from './habits.ts'
import { type Place, places } from './places.ts'
import { type Random, seeded } from './random.ts'

export interface Person {
  // "sample-anonymous-001"
  anonymousId: string
  habit: HabitName
  name: string
  email: string
  company: string
  employees: number
  plan: string
  // days before the end on which a customer of long standing opened the account; 0: not a customer yet
  customerForDays: number
  place: Place
  device: Device
}

const firstNames =
  'Ada Bruno Chiara Dmitri Elif Femi Greta Hugo Ines Jonas Kavya Linh Marta Noor Oskar Priya Quentin Rosa Samir Tuyet Ulla Viktor Wanda Ximena Yusuf Zofia'.split(
    ' ',
  )
const lastNames =
  'Abel Brandt Costa Dang Eriksen Fischer Garnier Huang Ivanova Jensen Kaur Lindqvist Moreau Nakamura Okafor Pereira Quispe Romero Silva Tran Ueda Vogel Weiss Yilmaz'.split(
    ' ',
  )
const companies =
  'Northwind Bluefin Cobalt Driftwood Everly Foxglove Granite Hazel Ironwood Juniper Kestrel Lumen Meridian Nimbus Orchard Pinecrest Quarry Redwood Saltmarsh Thistle Umber Verdant Wolfram Yarrow'.split(
    ' ',
  )
const kinds = ['Labs', 'Studio', 'Systems', 'Foods', 'Partners']

const sizes: Record<string, number> = { starter: 8, growth: 40, scale: 350, enterprise: 2400 }

export function makePeople(seed: number): Person[] {
  const kindsOfPeople = Object.keys(habits).filter((name): name is HabitName => name in habits)
  return kindsOfPeople
    .flatMap(habit => Array.from({ length: habits[habit].people }, () => habit))
    .map((habit, index) => makePerson(habit, index, seeded(seed * 1000 + index)))
}

function makePerson(habit: HabitName, index: number, random: Random): Person {
  const first = random.pick(firstNames)
  const last = random.pick(lastNames)
  // the prime steps keep companies apart: no two people share one by chance
  const company = `${companies[(index * 7) % companies.length]} ${kinds[Math.floor(index / companies.length) % kinds.length]}`
  const { plan, onTheMove, customerForDays } = habits[habit]
  const chosenPlan = random.pick(plan)
  return {
    anonymousId: `sample-anonymous-${String(index + 1).padStart(3, '0')}`,
    habit,
    name: `${first} ${last}`,
    email: `${first}.${last}.${index + 1}@${company.split(' ')[0]}.example`.toLowerCase(),
    company,
    employees: sizes[chosenPlan] ?? 8,
    plan: chosenPlan,
    customerForDays: customerForDays === 0 ? 0 : customerForDays + random.between(0, 200),
    place: random.pick(places),
    device: random.chance(onTheMove) ? random.pick(handhelds) : random.pick(desktops),
  }
}
