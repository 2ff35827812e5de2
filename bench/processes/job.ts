// Program: one client doing one work, once. Its argument is the job as JSON; its one message is the outcome.

import { load } from '../clients/client.ts'
import type { Job, JobMessage } from '../harness/job.ts'
import { WORKS } from '../works/index.ts'

const job = JSON.parse(process.argv[2] as string) as Job
const work = WORKS.find(({ name }) => name === job.work)

try {
  if (work === undefined) throw new Error(`there is no work ${job.work}`)
  const outcome = await work.run({
    target: job.target,
    nullPeer: job.nullPeer,
    client: () => load(job.client),
    rawSocket: () => load({ ...job.client, name: 'raw' }),
    scaled: (count) => Math.ceil(count * job.scale),
  })
  tell({ outcome })
} catch (error) {
  tell({ error: error instanceof Error ? error.message : String(error) })
}

function tell(message: JobMessage): void {
  // Whatever a client leaves behind must not keep the process.
  process.send?.(message, () => process.exit())
}
