// A newer RabbitMQ in a container, where a container engine answers.

import {
  type ContainerRuntimeClient,
  GenericContainer,
  getContainerRuntimeClient,
  ImageName,
  Wait,
} from 'testcontainers'
import type { HostedBroker } from './brokers-host.ts'
import { identify } from './brokers-probe.ts'

const AMQP_PORT = 5672
const START_TIMEOUT_MS = 120_000
const LOG_TAIL_CHARACTERS = 4000

export async function start(): Promise<HostedBroker> {
  const image = process.env['RABBITMQ_IMAGE'] ?? 'rabbitmq:4'
  const missing = await whyMissing(image)
  if (missing !== undefined) return { report: { name: 'rabbitmq-4', skipped: missing }, stop: async () => {} }

  let log = ''
  const container = await new GenericContainer(image)
    .withExposedPorts(AMQP_PORT)
    .withLogConsumer((stream) => {
      stream.on('data', (chunk) => {
        log = (log + chunk).slice(-LOG_TAIL_CHARACTERS)
      })
    })
    .withWaitStrategy(Wait.forLogMessage(/completed with \d+ plugins/))
    .withStartupTimeout(START_TIMEOUT_MS)
    .start()
    .catch((cause: Error) => {
      throw new Error(`${image}: ${cause.message}\n${log}`, { cause })
    })

  const url = `amqp://guest:guest@${container.getHost()}:${container.getMappedPort(AMQP_PORT)}`
  const identity = await identify(url)
  return {
    report: {
      name: `rabbitmq-${Number.parseInt(identity.version, 10)}`,
      url,
      ...identity,
      control: { containerId: container.getId() },
    },
    // No grace: the container is thrown away with all that is in it.
    stop: async () => void (await container.stop({ timeout: 0 })),
  }
}

async function whyMissing(image: string): Promise<string | undefined> {
  let client: ContainerRuntimeClient
  try {
    client = await getContainerRuntimeClient()
  } catch {
    return 'no container engine answers'
  }
  const name = ImageName.fromString(image)
  if (await client.image.exists(name)) return undefined
  // Whether a pull failed can only be told from what is there afterwards: not every engine reports it.
  const failure = await client.image.pull(name).catch((error: Error) => error)
  if (await client.image.exists(name)) return undefined
  return `image ${image} is not there and could not be pulled${failure ? `: ${failure.message}` : ''}`
}
