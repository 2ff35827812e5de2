export { type HandshakeOptions, type Received, ScriptedClient } from '../../src/conform/scripted-client.ts'
