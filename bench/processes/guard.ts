// Program: what the client allocates and writes for each message, measured without a clock. Its argument is the folder
// of the build to look at; its one message is the list of figures with their bounds.

import { boundsOf } from '../guard/bounds.ts'
import { Stage } from '../guard/scene.ts'

const bounds = await boundsOf(await Stage.of(process.argv[2] as string))
process.send?.(bounds, () => process.exit())
