import { expect, test } from 'vitest'
import { PARTS, partOf } from './parts.ts'
import { importsOf, sourceFiles } from './tree.ts'

const TOP = ['contract', 'recorder', 'server', 'viewer', 'test']
const files = sourceFiles().filter(file => TOP.includes(file.split('/')[0] ?? ''))
const own = files.filter(file => !file.startsWith('test/') && !file.endsWith('.css'))

test('[A1] every source file belongs to a named part', () => {
  expect(own.filter(file => partOf(file) === undefined)).toEqual([])
})

test('[A2] imports run only where the table allows', () => {
  const forbidden = own.flatMap(file => {
    const part = partOf(file) ?? ''
    return importsOf(file)
      .filter(target => {
        const other = partOf(target)
        return other !== undefined && other !== part && !PARTS[part]?.includes(other)
      })
      .map(target => `${file} imports ${target}`)
  })
  expect(forbidden).toEqual([])
})

test('[A2] nothing outside test/ imports from test/', () => {
  expect(own.filter(file => importsOf(file).some(target => target.startsWith('test/')))).toEqual([])
})

test('[A3] no import cycle', () => {
  const known = new Set(own)
  const graph = new Map(own.map(file => [file, importsOf(file).filter(target => known.has(target))]))
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
      return
    }
    if (done.has(file)) return
    for (const target of graph.get(file) ?? []) visit(target, [...path, file])
    done.add(file)
  }
  for (const file of own) visit(file, [])
  expect(cycles).toEqual([])
})
