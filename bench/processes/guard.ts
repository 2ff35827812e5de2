// Program: what the client allocates and writes for each message, measured without a clock. Its argument is the folder
// of the build to look at; its one message is the list of figures with their bounds.

import { boundsOf } from '../guard/bounds.ts'

const bounds = await boundsOf(process.argv[2] as string)
process.send?.(bounds, () => process.exit())
