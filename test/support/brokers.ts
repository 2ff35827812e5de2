// The brokers that integration tests run against. `brokers-setup.ts` starts them before the first test and
// hands over what is known of each; here that becomes one `describe` per broker.

import { describe, inject, test } from 'vitest'
import { type ControlAccess, rabbitmqctl } from './brokers-control.ts'

/** What the setup reports of one broker: there, or not there and why. */
export type BrokerReport =
  | { name: string; skipped: string }
  | { name: string; url: string; product: string; version: string; control?: ControlAccess }

declare module 'vitest' {
  interface ProvidedContext {
    brokers: BrokerReport[]
  }
}

export interface Broker {
  readonly name: string
  /** With the credentials of a user who may do everything on the virtual host it names. */
  readonly url: string
  /** Major and minor version as the broker tells it, for example `3.10`. */
  readonly version: string
  readonly major: number
  readonly isEmbedded: boolean
  readonly isRabbitMq: boolean
  /** Runs `rabbitmqctl` on the broker and resolves to its output; undefined where there is none. */
  readonly rabbitmqctl: ((...args: string[]) => Promise<string>) | undefined
}

/** Declares the tests of `body` once for each broker; one that is not there shows as skipped, with the reason. */
export function eachBroker(body: (broker: Broker) => void): void {
  each(inject('brokers'), body)
}

/** The same for the brokers alone that `rabbitmqctl` can be run on. */
export function eachControlledBroker(
  body: (broker: Broker & { readonly rabbitmqctl: NonNullable<Broker['rabbitmqctl']> }) => void,
): void {
  const controlled = inject('brokers').filter((report) => 'skipped' in report || report.control !== undefined)
  each(controlled, body as (broker: Broker) => void)
}

function each(reports: readonly BrokerReport[], body: (broker: Broker) => void): void {
  for (const report of reports) {
    if ('skipped' in report) {
      describe(`${report.name} (skipped: ${report.skipped})`, () => {
        test('is not there', (context) => context.skip(report.skipped))
      })
    } else {
      describe(report.name, () => body(toBroker(report)))
    }
  }
}

function toBroker(report: Exclude<BrokerReport, { skipped: string }>): Broker {
  const { name, url, product, version, control } = report
  return {
    name,
    url,
    version,
    major: Number.parseInt(version, 10),
    isEmbedded: name === 'embedded',
    isRabbitMq: product === 'RabbitMQ',
    rabbitmqctl: control && ((...args) => rabbitmqctl(control, args)),
  }
}
