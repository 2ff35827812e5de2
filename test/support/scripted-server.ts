// The server's side of a connection by script, behind a stream in memory: for what brokers seldom do.

import { ServerCore, type ServerCoreOptions } from '../../src/protocol/server-core.ts'
import { memoryPair } from '../../src/transport/memory.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { SERVER_OPTIONS } from './core-pair.ts'
import { RecordedServer, type ServerScript } from './core-recorders.ts'

export interface ScriptedServer {
  /** The client's end, for the option `transport` of `connect`. */
  readonly transport: Transport
  readonly core: ServerCore
  readonly recorder: RecordedServer
}

export function scriptedServer(
  script: ServerScript = {},
  options: Partial<ServerCoreOptions> = {},
): ScriptedServer {
  const [transport, own] = memoryPair()
  const recorder = new (class extends RecordedServer {
    override onPending(): void {
      super.onPending()
      queueMicrotask(send)
    }

    override onClosed(error: Error | undefined): void {
      super.onClosed(error)
      queueMicrotask(() => own.end())
    }
  })(script)
  const core = new ServerCore({ ...SERVER_OPTIONS, ...options }, recorder, performance.now())
  recorder.core = core
  const send = (): void => {
    recorder.announced = false
    own.write(core.takeOutput(performance.now()))
  }
  own.start({
    onData: (bytes) => core.receive(bytes, performance.now()),
    onDrain: () => {},
    onEnd: () => core.end(new Error('the client ended the stream')),
    onClose: () => core.end(new Error('the client closed the stream')),
  })
  return { transport, core, recorder }
}
