// `rabbitmqctl` on a broker that the setup started: a process beside it, or a command in its container.

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** How to reach a broker's `rabbitmqctl`; plain data, for it travels from the setup to the tests. */
export type ControlAccess = { file: string; env: Record<string, string> } | { containerId: string }

export async function rabbitmqctl(access: ControlAccess, args: string[]): Promise<string> {
  if ('file' in access) {
    const { stdout } = await promisify(execFile)(access.file, args, { env: access.env })
    return stdout
  }
  // Loaded only here: the library takes longer to load than most tests take to run.
  const { getContainerRuntimeClient } = await import('testcontainers')
  const { container } = await getContainerRuntimeClient()
  const { exitCode, output } = await container.exec(container.getById(access.containerId), [
    'rabbitmqctl',
    ...args,
  ])
  if (exitCode !== 0)
    throw new Error(`rabbitmqctl ${args.join(' ')} ended with status ${exitCode}:\n${output}`)
  return output
}
