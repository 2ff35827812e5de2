import { readdir, readFile } from 'node:fs/promises'
import { isLesson, type Lesson, parseLesson } from './lesson.ts'

/** The pages, as they are read on the web too; from here and from the build it is the same way. */
const FOLDER = new URL('../../docs/learn/', import.meta.url)

/** The whole learning track, from the first lesson to the last. */
export async function track(): Promise<Lesson[]> {
  const files = (await readdir(FOLDER)).filter(isLesson).sort()
  return Promise.all(
    files.map(async (file) => parseLesson(file, await readFile(new URL(file, FOLDER), 'utf8'))),
  )
}
