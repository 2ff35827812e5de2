import { ACCESS_REFUSED } from '../generated/constants.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { Profile } from './profile.ts'

/** Which names a user may do what with. A pattern matches where it matches any part of a name, so it has its own `^` and `$`. */
export interface Permissions {
  /** Declaring and deleting. */
  readonly configure: RegExp
  /** Publishing, and being the end of a binding. */
  readonly write: RegExp
  /** Consuming, fetching, purging, and being the source of a binding. */
  readonly read: RegExp
}

/** What a user may do in one virtual host. */
export class Access {
  private readonly userName: string
  private readonly virtualHost: string
  private readonly permissions: Permissions | undefined
  private readonly profile: Profile

  /** @param permissions undefined for one who may do everything */
  constructor(userName: string, virtualHost: string, permissions: Permissions | undefined, profile: Profile) {
    this.userName = userName
    this.virtualHost = virtualHost
    this.permissions = permissions
    this.profile = profile
  }

  /** @throws {Refusal} 403 where the user may not, whether there is such a thing or not */
  check(what: keyof Permissions, kind: 'exchange' | 'queue', name: string): void {
    if (this.permissions === undefined) return
    const shown = kind === 'exchange' && name === '' ? 'amq.default' : name
    if (this.permissions[what].test(shown)) return
    const access = this.profile === 'rabbitmq-3.10' ? 'access' : `${what} access`
    throw new Refusal(
      ACCESS_REFUSED,
      `${access} to ${kind} '${shown}' in vhost '${this.virtualHost}' refused for user '${this.userName}'`,
    )
  }

  /** Declaring what is there already, only to see whether it is: RabbitMQ 3.10 lets everybody look. */
  checkPassive(kind: 'exchange' | 'queue', name: string): void {
    if (this.profile !== 'rabbitmq-3.10') this.check('configure', kind, name)
  }
}
