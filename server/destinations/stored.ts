import { z } from 'zod'
import { type Destination, destinationSchema, type Ledger, ledgerSchema } from '../../contract/destination.ts'
import type { Store } from '../store/port.ts'
import { EMPTY } from './ledger.ts'

type Settings = Pick<Store, 'setting' | 'putSetting'>
const list = z.array(destinationSchema)

export async function destinationsOf(store: Pick<Store, 'setting'>, project: string): Promise<Destination[]> {
  return list.parse((await store.setting(`destinations:${project}`)) ?? [])
}

export async function putDestinations(store: Settings, project: string, all: Destination[]): Promise<void> {
  await store.putSetting(`destinations:${project}`, all)
}

export async function ledgerOf(store: Pick<Store, 'setting'>, project: string, id: string): Promise<Ledger> {
  return ledgerSchema.parse((await store.setting(`ledger:${project}:${id}`)) ?? EMPTY)
}

export async function putLedger(store: Settings, project: string, id: string, ledger: Ledger): Promise<void> {
  await store.putSetting(`ledger:${project}:${id}`, ledger)
}
