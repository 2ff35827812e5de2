import { ProtocolError } from '../errors.ts'
import { COMMAND_INVALID } from '../generated/constants.ts'

/** For each state, the inputs that are legal there and the state that each leads to. */
export type LifeTable<State extends string, Input extends string> = {
  readonly [S in State]: { readonly [I in Input]?: State }
}

/** A life that follows a table. An input that the table does not have in the present state is an error. */
export class Life<State extends string, Input extends string> {
  /** Where it stands now. Only `step` changes it. */
  state: State
  /** The number of the channel whose life it is; 0 for that of a connection. */
  readonly id: number
  private readonly table: LifeTable<State, Input>

  constructor(id: number, table: LifeTable<State, Input>, first: State) {
    this.state = first
    this.id = id
    this.table = table
  }

  /** Whether an input is legal in the present state. */
  allows(input: Input): boolean {
    return this.table[this.state][input] !== undefined
  }

  /**
   * Takes an input and goes on to the next state.
   * @param name what the input is called in an error, where that is not its own name
   * @throws {ProtocolError} 503 where the input is illegal in this state
   */
  step(input: Input, name: string = input): State {
    const next = this.table[this.state][input]
    if (next === undefined) {
      const whose = this.id === 0 ? 'the connection' : `channel ${this.id}`
      throw new ProtocolError(COMMAND_INVALID, `${name} came while ${whose} was in the state "${this.state}"`)
    }
    this.state = next
    return next
  }
}
