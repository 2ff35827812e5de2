import type { Library } from '../../lessons/stage.ts'

/**
 * Loads what lessons import: the entry points themselves, so that the package has one copy of them, and one that is
 * put together for programs rather than for lessons.
 */
export async function library(): Promise<Library> {
  return {
    wirehare: await import('../../index.ts'),
    'wirehare/inspect': await import('../../inspect/index.ts'),
    'wirehare/protocol': await import('../../protocol/index.ts'),
  }
}
