// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.
import { readTable } from '../wire/field-table-reader.ts'
import { writeTable } from '../wire/field-table-writer.ts'
import type { Reader } from '../wire/reader.ts'
import { flag, type Writer } from '../wire/writer.ts'
import type {
  AccessRequest,
  AccessRequestArgs,
  AccessRequestOk,
  AccessRequestOkArgs,
  BasicAck,
  BasicAckArgs,
  BasicCancel,
  BasicCancelArgs,
  BasicCancelOk,
  BasicCancelOkArgs,
  BasicConsume,
  BasicConsumeArgs,
  BasicConsumeOk,
  BasicConsumeOkArgs,
  BasicDeliver,
  BasicDeliverArgs,
  BasicGet,
  BasicGetArgs,
  BasicGetEmpty,
  BasicGetEmptyArgs,
  BasicGetOk,
  BasicGetOkArgs,
  BasicNack,
  BasicNackArgs,
  BasicPublish,
  BasicPublishArgs,
  BasicQos,
  BasicQosArgs,
  BasicQosOkArgs,
  BasicRecover,
  BasicRecoverArgs,
  BasicRecoverAsync,
  BasicRecoverAsyncArgs,
  BasicRecoverOkArgs,
  BasicReject,
  BasicRejectArgs,
  BasicReturn,
  BasicReturnArgs,
  ChannelClose,
  ChannelCloseArgs,
  ChannelCloseOkArgs,
  ChannelFlow,
  ChannelFlowArgs,
  ChannelFlowOk,
  ChannelFlowOkArgs,
  ChannelOpen,
  ChannelOpenArgs,
  ChannelOpenOk,
  ChannelOpenOkArgs,
  ConfirmSelect,
  ConfirmSelectArgs,
  ConfirmSelectOkArgs,
  ConnectionBlocked,
  ConnectionBlockedArgs,
  ConnectionClose,
  ConnectionCloseArgs,
  ConnectionCloseOkArgs,
  ConnectionOpen,
  ConnectionOpenArgs,
  ConnectionOpenOk,
  ConnectionOpenOkArgs,
  ConnectionSecure,
  ConnectionSecureArgs,
  ConnectionSecureOk,
  ConnectionSecureOkArgs,
  ConnectionStart,
  ConnectionStartArgs,
  ConnectionStartOk,
  ConnectionStartOkArgs,
  ConnectionTune,
  ConnectionTuneArgs,
  ConnectionTuneOk,
  ConnectionTuneOkArgs,
  ConnectionUnblockedArgs,
  ConnectionUpdateSecret,
  ConnectionUpdateSecretArgs,
  ConnectionUpdateSecretOkArgs,
  ExchangeBind,
  ExchangeBindArgs,
  ExchangeBindOkArgs,
  ExchangeDeclare,
  ExchangeDeclareArgs,
  ExchangeDeclareOkArgs,
  ExchangeDelete,
  ExchangeDeleteArgs,
  ExchangeDeleteOkArgs,
  ExchangeUnbind,
  ExchangeUnbindArgs,
  ExchangeUnbindOkArgs,
  QueueBind,
  QueueBindArgs,
  QueueBindOkArgs,
  QueueDeclare,
  QueueDeclareArgs,
  QueueDeclareOk,
  QueueDeclareOkArgs,
  QueueDelete,
  QueueDeleteArgs,
  QueueDeleteOk,
  QueueDeleteOkArgs,
  QueuePurge,
  QueuePurgeArgs,
  QueuePurgeOk,
  QueuePurgeOkArgs,
  QueueUnbind,
  QueueUnbindArgs,
  QueueUnbindOkArgs,
  TxCommitArgs,
  TxCommitOkArgs,
  TxRollbackArgs,
  TxRollbackOkArgs,
  TxSelectArgs,
  TxSelectOkArgs,
} from './types.ts'

/** The fields of a method that has none: always this one object, by which such an answer is told. */
export const NOTHING: object = Object.freeze({})

/** Reads the fields of a method that has none. */
export function decodeNothing(): object {
  return NOTHING
}

/** Writes the payload of `connection.start`. */
export function encodeConnectionStart(writer: Writer, args: ConnectionStartArgs): void {
  writer.long(0x000a000a, '')
  writer.octet(args.versionMajor, "versionMajor")
  writer.octet(args.versionMinor, "versionMinor")
  writeTable(writer, args.serverProperties, "serverProperties")
  writer.longstr(args.mechanisms, "mechanisms")
  writer.longstr(args.locales, "locales")
}

/** Reads the fields of `connection.start`, behind its ids. */
export function decodeConnectionStart(reader: Reader): ConnectionStart {
  const versionMajor = reader.octet("versionMajor")
  const versionMinor = reader.octet("versionMinor")
  const serverProperties = readTable(reader, "serverProperties")
  const mechanisms = reader.longstr("mechanisms")
  const locales = reader.longstr("locales")
  return { versionMajor, versionMinor, serverProperties, mechanisms, locales }
}

/** Writes the payload of `connection.start-ok`. */
export function encodeConnectionStartOk(writer: Writer, args: ConnectionStartOkArgs): void {
  writer.long(0x000a000b, '')
  writeTable(writer, args.clientProperties, "clientProperties")
  writer.shortstr(args.mechanism, "mechanism")
  writer.longstr(args.response, "response")
  writer.shortstr(args.locale, "locale")
}

/** Reads the fields of `connection.start-ok`, behind its ids. */
export function decodeConnectionStartOk(reader: Reader): ConnectionStartOk {
  const clientProperties = readTable(reader, "clientProperties")
  const mechanism = reader.shortstr("mechanism")
  const response = reader.longstr("response")
  const locale = reader.shortstr("locale")
  return { clientProperties, mechanism, response, locale }
}

/** Writes the payload of `connection.secure`. */
export function encodeConnectionSecure(writer: Writer, args: ConnectionSecureArgs): void {
  writer.long(0x000a0014, '')
  writer.longstr(args.challenge, "challenge")
}

/** Reads the fields of `connection.secure`, behind its ids. */
export function decodeConnectionSecure(reader: Reader): ConnectionSecure {
  const challenge = reader.longstr("challenge")
  return { challenge }
}

/** Writes the payload of `connection.secure-ok`. */
export function encodeConnectionSecureOk(writer: Writer, args: ConnectionSecureOkArgs): void {
  writer.long(0x000a0015, '')
  writer.longstr(args.response, "response")
}

/** Reads the fields of `connection.secure-ok`, behind its ids. */
export function decodeConnectionSecureOk(reader: Reader): ConnectionSecureOk {
  const response = reader.longstr("response")
  return { response }
}

/** Writes the payload of `connection.tune`. */
export function encodeConnectionTune(writer: Writer, args: ConnectionTuneArgs): void {
  writer.long(0x000a001e, '')
  writer.short(args.channelMax, "channelMax")
  writer.long(args.frameMax, "frameMax")
  writer.short(args.heartbeat, "heartbeat")
}

/** Reads the fields of `connection.tune`, behind its ids. */
export function decodeConnectionTune(reader: Reader): ConnectionTune {
  const channelMax = reader.short("channelMax")
  const frameMax = reader.long("frameMax")
  const heartbeat = reader.short("heartbeat")
  return { channelMax, frameMax, heartbeat }
}

/** Writes the payload of `connection.tune-ok`. */
export function encodeConnectionTuneOk(writer: Writer, args: ConnectionTuneOkArgs): void {
  writer.long(0x000a001f, '')
  writer.short(args.channelMax, "channelMax")
  writer.long(args.frameMax, "frameMax")
  writer.short(args.heartbeat, "heartbeat")
}

/** Reads the fields of `connection.tune-ok`, behind its ids. */
export function decodeConnectionTuneOk(reader: Reader): ConnectionTuneOk {
  const channelMax = reader.short("channelMax")
  const frameMax = reader.long("frameMax")
  const heartbeat = reader.short("heartbeat")
  return { channelMax, frameMax, heartbeat }
}

/** Writes the payload of `connection.open`. */
export function encodeConnectionOpen(writer: Writer, args: ConnectionOpenArgs): void {
  writer.long(0x000a0028, '')
  writer.shortstr(args.virtualHost, "virtualHost")
  writer.shortstr(undefined, "")
  writer.octet(0, '')
}

/** Reads the fields of `connection.open`, behind its ids. */
export function decodeConnectionOpen(reader: Reader): ConnectionOpen {
  const virtualHost = reader.shortstr("virtualHost")
  reader.shortstr("reserved")
  reader.octet('bits')
  return { virtualHost }
}

/** Writes the payload of `connection.open-ok`. */
export function encodeConnectionOpenOk(writer: Writer, _args: ConnectionOpenOkArgs): void {
  writer.long(0x000a0029, '')
  writer.shortstr(undefined, "")
}

/** Reads the fields of `connection.open-ok`, behind its ids. */
export function decodeConnectionOpenOk(reader: Reader): ConnectionOpenOk {
  reader.shortstr("reserved")
  return {}
}

/** Writes the payload of `connection.close`. */
export function encodeConnectionClose(writer: Writer, args: ConnectionCloseArgs): void {
  writer.long(0x000a0032, '')
  writer.short(args.replyCode, "replyCode")
  writer.shortstr(args.replyText, "replyText")
  writer.short(args.classId, "classId")
  writer.short(args.methodId, "methodId")
}

/** Reads the fields of `connection.close`, behind its ids. */
export function decodeConnectionClose(reader: Reader): ConnectionClose {
  const replyCode = reader.short("replyCode")
  const replyText = reader.shortstr("replyText")
  const classId = reader.short("classId")
  const methodId = reader.short("methodId")
  return { replyCode, replyText, classId, methodId }
}

/** Writes the payload of `connection.close-ok`. */
export function encodeConnectionCloseOk(writer: Writer, _args: ConnectionCloseOkArgs): void {
  writer.long(0x000a0033, '')
}


/** Writes the payload of `connection.blocked`. */
export function encodeConnectionBlocked(writer: Writer, args: ConnectionBlockedArgs): void {
  writer.long(0x000a003c, '')
  writer.shortstr(args.reason, "reason")
}

/** Reads the fields of `connection.blocked`, behind its ids. */
export function decodeConnectionBlocked(reader: Reader): ConnectionBlocked {
  const reason = reader.shortstr("reason")
  return { reason }
}

/** Writes the payload of `connection.unblocked`. */
export function encodeConnectionUnblocked(writer: Writer, _args: ConnectionUnblockedArgs): void {
  writer.long(0x000a003d, '')
}


/** Writes the payload of `connection.update-secret`. */
export function encodeConnectionUpdateSecret(writer: Writer, args: ConnectionUpdateSecretArgs): void {
  writer.long(0x000a0046, '')
  writer.longstr(args.newSecret, "newSecret")
  writer.shortstr(args.reason, "reason")
}

/** Reads the fields of `connection.update-secret`, behind its ids. */
export function decodeConnectionUpdateSecret(reader: Reader): ConnectionUpdateSecret {
  const newSecret = reader.longstr("newSecret")
  const reason = reader.shortstr("reason")
  return { newSecret, reason }
}

/** Writes the payload of `connection.update-secret-ok`. */
export function encodeConnectionUpdateSecretOk(writer: Writer, _args: ConnectionUpdateSecretOkArgs): void {
  writer.long(0x000a0047, '')
}


/** Writes the payload of `channel.open`. */
export function encodeChannelOpen(writer: Writer, _args: ChannelOpenArgs): void {
  writer.long(0x0014000a, '')
  writer.shortstr(undefined, "")
}

/** Reads the fields of `channel.open`, behind its ids. */
export function decodeChannelOpen(reader: Reader): ChannelOpen {
  reader.shortstr("reserved")
  return {}
}

/** Writes the payload of `channel.open-ok`. */
export function encodeChannelOpenOk(writer: Writer, _args: ChannelOpenOkArgs): void {
  writer.long(0x0014000b, '')
  writer.longstr(undefined, "")
}

/** Reads the fields of `channel.open-ok`, behind its ids. */
export function decodeChannelOpenOk(reader: Reader): ChannelOpenOk {
  reader.longstr("reserved")
  return {}
}

/** Writes the payload of `channel.flow`. */
export function encodeChannelFlow(writer: Writer, args: ChannelFlowArgs): void {
  writer.long(0x00140014, '')
  writer.octet(flag(args.active, 1, "active"), '')
}

/** Reads the fields of `channel.flow`, behind its ids. */
export function decodeChannelFlow(reader: Reader): ChannelFlow {
  const bitsFromActive = reader.octet('bits')
  const active = (bitsFromActive & 1) !== 0
  return { active }
}

/** Writes the payload of `channel.flow-ok`. */
export function encodeChannelFlowOk(writer: Writer, args: ChannelFlowOkArgs): void {
  writer.long(0x00140015, '')
  writer.octet(flag(args.active, 1, "active"), '')
}

/** Reads the fields of `channel.flow-ok`, behind its ids. */
export function decodeChannelFlowOk(reader: Reader): ChannelFlowOk {
  const bitsFromActive = reader.octet('bits')
  const active = (bitsFromActive & 1) !== 0
  return { active }
}

/** Writes the payload of `channel.close`. */
export function encodeChannelClose(writer: Writer, args: ChannelCloseArgs): void {
  writer.long(0x00140028, '')
  writer.short(args.replyCode, "replyCode")
  writer.shortstr(args.replyText, "replyText")
  writer.short(args.classId, "classId")
  writer.short(args.methodId, "methodId")
}

/** Reads the fields of `channel.close`, behind its ids. */
export function decodeChannelClose(reader: Reader): ChannelClose {
  const replyCode = reader.short("replyCode")
  const replyText = reader.shortstr("replyText")
  const classId = reader.short("classId")
  const methodId = reader.short("methodId")
  return { replyCode, replyText, classId, methodId }
}

/** Writes the payload of `channel.close-ok`. */
export function encodeChannelCloseOk(writer: Writer, _args: ChannelCloseOkArgs): void {
  writer.long(0x00140029, '')
}


/** Writes the payload of `exchange.declare`. */
export function encodeExchangeDeclare(writer: Writer, args: ExchangeDeclareArgs): void {
  writer.long(0x0028000a, '')
  writer.short(undefined, "")
  writer.shortstr(args.exchange, "exchange")
  writer.shortstr(args.type, "type")
  writer.octet(flag(args.passive, 1, "passive") | flag(args.durable, 2, "durable") | flag(args.autoDelete, 4, "autoDelete") | flag(args.internal, 8, "internal") | flag(args.noWait, 16, "noWait"), '')
  writeTable(writer, args.arguments, "arguments")
}

/** Reads the fields of `exchange.declare`, behind its ids. */
export function decodeExchangeDeclare(reader: Reader): ExchangeDeclare {
  reader.short("reserved")
  const exchange = reader.shortstr("exchange")
  const type = reader.shortstr("type")
  const bitsFromPassive = reader.octet('bits')
  const passive = (bitsFromPassive & 1) !== 0
  const durable = (bitsFromPassive & 2) !== 0
  const autoDelete = (bitsFromPassive & 4) !== 0
  const internal = (bitsFromPassive & 8) !== 0
  const noWait = (bitsFromPassive & 16) !== 0
  const table = readTable(reader, "arguments")
  return { exchange, type, passive, durable, autoDelete, internal, noWait, arguments: table }
}

/** Writes the payload of `exchange.declare-ok`. */
export function encodeExchangeDeclareOk(writer: Writer, _args: ExchangeDeclareOkArgs): void {
  writer.long(0x0028000b, '')
}


/** Writes the payload of `exchange.delete`. */
export function encodeExchangeDelete(writer: Writer, args: ExchangeDeleteArgs): void {
  writer.long(0x00280014, '')
  writer.short(undefined, "")
  writer.shortstr(args.exchange, "exchange")
  writer.octet(flag(args.ifUnused, 1, "ifUnused") | flag(args.noWait, 2, "noWait"), '')
}

/** Reads the fields of `exchange.delete`, behind its ids. */
export function decodeExchangeDelete(reader: Reader): ExchangeDelete {
  reader.short("reserved")
  const exchange = reader.shortstr("exchange")
  const bitsFromIfUnused = reader.octet('bits')
  const ifUnused = (bitsFromIfUnused & 1) !== 0
  const noWait = (bitsFromIfUnused & 2) !== 0
  return { exchange, ifUnused, noWait }
}

/** Writes the payload of `exchange.delete-ok`. */
export function encodeExchangeDeleteOk(writer: Writer, _args: ExchangeDeleteOkArgs): void {
  writer.long(0x00280015, '')
}


/** Writes the payload of `exchange.bind`. */
export function encodeExchangeBind(writer: Writer, args: ExchangeBindArgs): void {
  writer.long(0x0028001e, '')
  writer.short(undefined, "")
  writer.shortstr(args.destination, "destination")
  writer.shortstr(args.source, "source")
  writer.shortstr(args.routingKey, "routingKey")
  writer.octet(flag(args.noWait, 1, "noWait"), '')
  writeTable(writer, args.arguments, "arguments")
}

/** Reads the fields of `exchange.bind`, behind its ids. */
export function decodeExchangeBind(reader: Reader): ExchangeBind {
  reader.short("reserved")
  const destination = reader.shortstr("destination")
  const source = reader.shortstr("source")
  const routingKey = reader.shortstr("routingKey")
  const bitsFromNoWait = reader.octet('bits')
  const noWait = (bitsFromNoWait & 1) !== 0
  const table = readTable(reader, "arguments")
  return { destination, source, routingKey, noWait, arguments: table }
}

/** Writes the payload of `exchange.bind-ok`. */
export function encodeExchangeBindOk(writer: Writer, _args: ExchangeBindOkArgs): void {
  writer.long(0x0028001f, '')
}


/** Writes the payload of `exchange.unbind`. */
export function encodeExchangeUnbind(writer: Writer, args: ExchangeUnbindArgs): void {
  writer.long(0x00280028, '')
  writer.short(undefined, "")
  writer.shortstr(args.destination, "destination")
  writer.shortstr(args.source, "source")
  writer.shortstr(args.routingKey, "routingKey")
  writer.octet(flag(args.noWait, 1, "noWait"), '')
  writeTable(writer, args.arguments, "arguments")
}

/** Reads the fields of `exchange.unbind`, behind its ids. */
export function decodeExchangeUnbind(reader: Reader): ExchangeUnbind {
  reader.short("reserved")
  const destination = reader.shortstr("destination")
  const source = reader.shortstr("source")
  const routingKey = reader.shortstr("routingKey")
  const bitsFromNoWait = reader.octet('bits')
  const noWait = (bitsFromNoWait & 1) !== 0
  const table = readTable(reader, "arguments")
  return { destination, source, routingKey, noWait, arguments: table }
}

/** Writes the payload of `exchange.unbind-ok`. */
export function encodeExchangeUnbindOk(writer: Writer, _args: ExchangeUnbindOkArgs): void {
  writer.long(0x00280033, '')
}


/** Writes the payload of `queue.declare`. */
export function encodeQueueDeclare(writer: Writer, args: QueueDeclareArgs): void {
  writer.long(0x0032000a, '')
  writer.short(undefined, "")
  writer.shortstr(args.queue, "queue")
  writer.octet(flag(args.passive, 1, "passive") | flag(args.durable, 2, "durable") | flag(args.exclusive, 4, "exclusive") | flag(args.autoDelete, 8, "autoDelete") | flag(args.noWait, 16, "noWait"), '')
  writeTable(writer, args.arguments, "arguments")
}

/** Reads the fields of `queue.declare`, behind its ids. */
export function decodeQueueDeclare(reader: Reader): QueueDeclare {
  reader.short("reserved")
  const queue = reader.shortstr("queue")
  const bitsFromPassive = reader.octet('bits')
  const passive = (bitsFromPassive & 1) !== 0
  const durable = (bitsFromPassive & 2) !== 0
  const exclusive = (bitsFromPassive & 4) !== 0
  const autoDelete = (bitsFromPassive & 8) !== 0
  const noWait = (bitsFromPassive & 16) !== 0
  const table = readTable(reader, "arguments")
  return { queue, passive, durable, exclusive, autoDelete, noWait, arguments: table }
}

/** Writes the payload of `queue.declare-ok`. */
export function encodeQueueDeclareOk(writer: Writer, args: QueueDeclareOkArgs): void {
  writer.long(0x0032000b, '')
  writer.shortstr(args.queue, "queue")
  writer.long(args.messageCount, "messageCount")
  writer.long(args.consumerCount, "consumerCount")
}

/** Reads the fields of `queue.declare-ok`, behind its ids. */
export function decodeQueueDeclareOk(reader: Reader): QueueDeclareOk {
  const queue = reader.shortstr("queue")
  const messageCount = reader.long("messageCount")
  const consumerCount = reader.long("consumerCount")
  return { queue, messageCount, consumerCount }
}

/** Writes the payload of `queue.bind`. */
export function encodeQueueBind(writer: Writer, args: QueueBindArgs): void {
  writer.long(0x00320014, '')
  writer.short(undefined, "")
  writer.shortstr(args.queue, "queue")
  writer.shortstr(args.exchange, "exchange")
  writer.shortstr(args.routingKey, "routingKey")
  writer.octet(flag(args.noWait, 1, "noWait"), '')
  writeTable(writer, args.arguments, "arguments")
}

/** Reads the fields of `queue.bind`, behind its ids. */
export function decodeQueueBind(reader: Reader): QueueBind {
  reader.short("reserved")
  const queue = reader.shortstr("queue")
  const exchange = reader.shortstr("exchange")
  const routingKey = reader.shortstr("routingKey")
  const bitsFromNoWait = reader.octet('bits')
  const noWait = (bitsFromNoWait & 1) !== 0
  const table = readTable(reader, "arguments")
  return { queue, exchange, routingKey, noWait, arguments: table }
}

/** Writes the payload of `queue.bind-ok`. */
export function encodeQueueBindOk(writer: Writer, _args: QueueBindOkArgs): void {
  writer.long(0x00320015, '')
}


/** Writes the payload of `queue.unbind`. */
export function encodeQueueUnbind(writer: Writer, args: QueueUnbindArgs): void {
  writer.long(0x00320032, '')
  writer.short(undefined, "")
  writer.shortstr(args.queue, "queue")
  writer.shortstr(args.exchange, "exchange")
  writer.shortstr(args.routingKey, "routingKey")
  writeTable(writer, args.arguments, "arguments")
}

/** Reads the fields of `queue.unbind`, behind its ids. */
export function decodeQueueUnbind(reader: Reader): QueueUnbind {
  reader.short("reserved")
  const queue = reader.shortstr("queue")
  const exchange = reader.shortstr("exchange")
  const routingKey = reader.shortstr("routingKey")
  const table = readTable(reader, "arguments")
  return { queue, exchange, routingKey, arguments: table }
}

/** Writes the payload of `queue.unbind-ok`. */
export function encodeQueueUnbindOk(writer: Writer, _args: QueueUnbindOkArgs): void {
  writer.long(0x00320033, '')
}


/** Writes the payload of `queue.purge`. */
export function encodeQueuePurge(writer: Writer, args: QueuePurgeArgs): void {
  writer.long(0x0032001e, '')
  writer.short(undefined, "")
  writer.shortstr(args.queue, "queue")
  writer.octet(flag(args.noWait, 1, "noWait"), '')
}

/** Reads the fields of `queue.purge`, behind its ids. */
export function decodeQueuePurge(reader: Reader): QueuePurge {
  reader.short("reserved")
  const queue = reader.shortstr("queue")
  const bitsFromNoWait = reader.octet('bits')
  const noWait = (bitsFromNoWait & 1) !== 0
  return { queue, noWait }
}

/** Writes the payload of `queue.purge-ok`. */
export function encodeQueuePurgeOk(writer: Writer, args: QueuePurgeOkArgs): void {
  writer.long(0x0032001f, '')
  writer.long(args.messageCount, "messageCount")
}

/** Reads the fields of `queue.purge-ok`, behind its ids. */
export function decodeQueuePurgeOk(reader: Reader): QueuePurgeOk {
  const messageCount = reader.long("messageCount")
  return { messageCount }
}

/** Writes the payload of `queue.delete`. */
export function encodeQueueDelete(writer: Writer, args: QueueDeleteArgs): void {
  writer.long(0x00320028, '')
  writer.short(undefined, "")
  writer.shortstr(args.queue, "queue")
  writer.octet(flag(args.ifUnused, 1, "ifUnused") | flag(args.ifEmpty, 2, "ifEmpty") | flag(args.noWait, 4, "noWait"), '')
}

/** Reads the fields of `queue.delete`, behind its ids. */
export function decodeQueueDelete(reader: Reader): QueueDelete {
  reader.short("reserved")
  const queue = reader.shortstr("queue")
  const bitsFromIfUnused = reader.octet('bits')
  const ifUnused = (bitsFromIfUnused & 1) !== 0
  const ifEmpty = (bitsFromIfUnused & 2) !== 0
  const noWait = (bitsFromIfUnused & 4) !== 0
  return { queue, ifUnused, ifEmpty, noWait }
}

/** Writes the payload of `queue.delete-ok`. */
export function encodeQueueDeleteOk(writer: Writer, args: QueueDeleteOkArgs): void {
  writer.long(0x00320029, '')
  writer.long(args.messageCount, "messageCount")
}

/** Reads the fields of `queue.delete-ok`, behind its ids. */
export function decodeQueueDeleteOk(reader: Reader): QueueDeleteOk {
  const messageCount = reader.long("messageCount")
  return { messageCount }
}

/** Writes the payload of `basic.qos`. */
export function encodeBasicQos(writer: Writer, args: BasicQosArgs): void {
  writer.long(0x003c000a, '')
  writer.long(args.prefetchSize, "prefetchSize")
  writer.short(args.prefetchCount, "prefetchCount")
  writer.octet(flag(args.global, 1, "global"), '')
}

/** Reads the fields of `basic.qos`, behind its ids. */
export function decodeBasicQos(reader: Reader): BasicQos {
  const prefetchSize = reader.long("prefetchSize")
  const prefetchCount = reader.short("prefetchCount")
  const bitsFromGlobal = reader.octet('bits')
  const global = (bitsFromGlobal & 1) !== 0
  return { prefetchSize, prefetchCount, global }
}

/** Writes the payload of `basic.qos-ok`. */
export function encodeBasicQosOk(writer: Writer, _args: BasicQosOkArgs): void {
  writer.long(0x003c000b, '')
}


/** Writes the payload of `basic.consume`. */
export function encodeBasicConsume(writer: Writer, args: BasicConsumeArgs): void {
  writer.long(0x003c0014, '')
  writer.short(undefined, "")
  writer.shortstr(args.queue, "queue")
  writer.shortstr(args.consumerTag, "consumerTag")
  writer.octet(flag(args.noLocal, 1, "noLocal") | flag(args.noAck, 2, "noAck") | flag(args.exclusive, 4, "exclusive") | flag(args.noWait, 8, "noWait"), '')
  writeTable(writer, args.arguments, "arguments")
}

/** Reads the fields of `basic.consume`, behind its ids. */
export function decodeBasicConsume(reader: Reader): BasicConsume {
  reader.short("reserved")
  const queue = reader.shortstr("queue")
  const consumerTag = reader.shortstr("consumerTag")
  const bitsFromNoLocal = reader.octet('bits')
  const noLocal = (bitsFromNoLocal & 1) !== 0
  const noAck = (bitsFromNoLocal & 2) !== 0
  const exclusive = (bitsFromNoLocal & 4) !== 0
  const noWait = (bitsFromNoLocal & 8) !== 0
  const table = readTable(reader, "arguments")
  return { queue, consumerTag, noLocal, noAck, exclusive, noWait, arguments: table }
}

/** Writes the payload of `basic.consume-ok`. */
export function encodeBasicConsumeOk(writer: Writer, args: BasicConsumeOkArgs): void {
  writer.long(0x003c0015, '')
  writer.shortstr(args.consumerTag, "consumerTag")
}

/** Reads the fields of `basic.consume-ok`, behind its ids. */
export function decodeBasicConsumeOk(reader: Reader): BasicConsumeOk {
  const consumerTag = reader.shortstr("consumerTag")
  return { consumerTag }
}

/** Writes the payload of `basic.cancel`. */
export function encodeBasicCancel(writer: Writer, args: BasicCancelArgs): void {
  writer.long(0x003c001e, '')
  writer.shortstr(args.consumerTag, "consumerTag")
  writer.octet(flag(args.noWait, 1, "noWait"), '')
}

/** Reads the fields of `basic.cancel`, behind its ids. */
export function decodeBasicCancel(reader: Reader): BasicCancel {
  const consumerTag = reader.shortstr("consumerTag")
  const bitsFromNoWait = reader.octet('bits')
  const noWait = (bitsFromNoWait & 1) !== 0
  return { consumerTag, noWait }
}

/** Writes the payload of `basic.cancel-ok`. */
export function encodeBasicCancelOk(writer: Writer, args: BasicCancelOkArgs): void {
  writer.long(0x003c001f, '')
  writer.shortstr(args.consumerTag, "consumerTag")
}

/** Reads the fields of `basic.cancel-ok`, behind its ids. */
export function decodeBasicCancelOk(reader: Reader): BasicCancelOk {
  const consumerTag = reader.shortstr("consumerTag")
  return { consumerTag }
}

/** Writes the payload of `basic.publish`. */
export function encodeBasicPublish(writer: Writer, args: BasicPublishArgs): void {
  writer.long(0x003c0028, '')
  writer.short(undefined, "")
  writer.shortstr(args.exchange, "exchange")
  writer.shortstr(args.routingKey, "routingKey")
  writer.octet(flag(args.mandatory, 1, "mandatory") | flag(args.immediate, 2, "immediate"), '')
}

/** Reads the fields of `basic.publish`, behind its ids. */
export function decodeBasicPublish(reader: Reader): BasicPublish {
  reader.short("reserved")
  const exchange = reader.shortstr("exchange")
  const routingKey = reader.shortstr("routingKey")
  const bitsFromMandatory = reader.octet('bits')
  const mandatory = (bitsFromMandatory & 1) !== 0
  const immediate = (bitsFromMandatory & 2) !== 0
  return { exchange, routingKey, mandatory, immediate }
}

/** Writes the payload of `basic.return`. */
export function encodeBasicReturn(writer: Writer, args: BasicReturnArgs): void {
  writer.long(0x003c0032, '')
  writer.short(args.replyCode, "replyCode")
  writer.shortstr(args.replyText, "replyText")
  writer.shortstr(args.exchange, "exchange")
  writer.shortstr(args.routingKey, "routingKey")
}

/** Reads the fields of `basic.return`, behind its ids. */
export function decodeBasicReturn(reader: Reader): BasicReturn {
  const replyCode = reader.short("replyCode")
  const replyText = reader.shortstr("replyText")
  const exchange = reader.shortstr("exchange")
  const routingKey = reader.shortstr("routingKey")
  return { replyCode, replyText, exchange, routingKey }
}

/** Writes the payload of `basic.deliver`. */
export function encodeBasicDeliver(writer: Writer, args: BasicDeliverArgs): void {
  writer.long(0x003c003c, '')
  writer.shortstr(args.consumerTag, "consumerTag")
  writer.longlong(args.deliveryTag, "deliveryTag")
  writer.octet(flag(args.redelivered, 1, "redelivered"), '')
  writer.shortstr(args.exchange, "exchange")
  writer.shortstr(args.routingKey, "routingKey")
}

/** Reads the fields of `basic.deliver`, behind its ids. */
export function decodeBasicDeliver(reader: Reader): BasicDeliver {
  const consumerTag = reader.shortstr("consumerTag")
  const deliveryTag = reader.longlong("deliveryTag")
  const bitsFromRedelivered = reader.octet('bits')
  const redelivered = (bitsFromRedelivered & 1) !== 0
  const exchange = reader.shortstr("exchange")
  const routingKey = reader.shortstr("routingKey")
  return { consumerTag, deliveryTag, redelivered, exchange, routingKey }
}

/** Writes the payload of `basic.get`. */
export function encodeBasicGet(writer: Writer, args: BasicGetArgs): void {
  writer.long(0x003c0046, '')
  writer.short(undefined, "")
  writer.shortstr(args.queue, "queue")
  writer.octet(flag(args.noAck, 1, "noAck"), '')
}

/** Reads the fields of `basic.get`, behind its ids. */
export function decodeBasicGet(reader: Reader): BasicGet {
  reader.short("reserved")
  const queue = reader.shortstr("queue")
  const bitsFromNoAck = reader.octet('bits')
  const noAck = (bitsFromNoAck & 1) !== 0
  return { queue, noAck }
}

/** Writes the payload of `basic.get-ok`. */
export function encodeBasicGetOk(writer: Writer, args: BasicGetOkArgs): void {
  writer.long(0x003c0047, '')
  writer.longlong(args.deliveryTag, "deliveryTag")
  writer.octet(flag(args.redelivered, 1, "redelivered"), '')
  writer.shortstr(args.exchange, "exchange")
  writer.shortstr(args.routingKey, "routingKey")
  writer.long(args.messageCount, "messageCount")
}

/** Reads the fields of `basic.get-ok`, behind its ids. */
export function decodeBasicGetOk(reader: Reader): BasicGetOk {
  const deliveryTag = reader.longlong("deliveryTag")
  const bitsFromRedelivered = reader.octet('bits')
  const redelivered = (bitsFromRedelivered & 1) !== 0
  const exchange = reader.shortstr("exchange")
  const routingKey = reader.shortstr("routingKey")
  const messageCount = reader.long("messageCount")
  return { deliveryTag, redelivered, exchange, routingKey, messageCount }
}

/** Writes the payload of `basic.get-empty`. */
export function encodeBasicGetEmpty(writer: Writer, _args: BasicGetEmptyArgs): void {
  writer.long(0x003c0048, '')
  writer.shortstr(undefined, "")
}

/** Reads the fields of `basic.get-empty`, behind its ids. */
export function decodeBasicGetEmpty(reader: Reader): BasicGetEmpty {
  reader.shortstr("reserved")
  return {}
}

/** Writes the payload of `basic.ack`. */
export function encodeBasicAck(writer: Writer, args: BasicAckArgs): void {
  writer.long(0x003c0050, '')
  writer.longlong(args.deliveryTag, "deliveryTag")
  writer.octet(flag(args.multiple, 1, "multiple"), '')
}

/** Reads the fields of `basic.ack`, behind its ids. */
export function decodeBasicAck(reader: Reader): BasicAck {
  const deliveryTag = reader.longlong("deliveryTag")
  const bitsFromMultiple = reader.octet('bits')
  const multiple = (bitsFromMultiple & 1) !== 0
  return { deliveryTag, multiple }
}

/** Writes the payload of `basic.reject`. */
export function encodeBasicReject(writer: Writer, args: BasicRejectArgs): void {
  writer.long(0x003c005a, '')
  writer.longlong(args.deliveryTag, "deliveryTag")
  writer.octet(flag(args.requeue, 1, "requeue"), '')
}

/** Reads the fields of `basic.reject`, behind its ids. */
export function decodeBasicReject(reader: Reader): BasicReject {
  const deliveryTag = reader.longlong("deliveryTag")
  const bitsFromRequeue = reader.octet('bits')
  const requeue = (bitsFromRequeue & 1) !== 0
  return { deliveryTag, requeue }
}

/** Writes the payload of `basic.recover-async`. */
export function encodeBasicRecoverAsync(writer: Writer, args: BasicRecoverAsyncArgs): void {
  writer.long(0x003c0064, '')
  writer.octet(flag(args.requeue, 1, "requeue"), '')
}

/** Reads the fields of `basic.recover-async`, behind its ids. */
export function decodeBasicRecoverAsync(reader: Reader): BasicRecoverAsync {
  const bitsFromRequeue = reader.octet('bits')
  const requeue = (bitsFromRequeue & 1) !== 0
  return { requeue }
}

/** Writes the payload of `basic.recover`. */
export function encodeBasicRecover(writer: Writer, args: BasicRecoverArgs): void {
  writer.long(0x003c006e, '')
  writer.octet(flag(args.requeue, 1, "requeue"), '')
}

/** Reads the fields of `basic.recover`, behind its ids. */
export function decodeBasicRecover(reader: Reader): BasicRecover {
  const bitsFromRequeue = reader.octet('bits')
  const requeue = (bitsFromRequeue & 1) !== 0
  return { requeue }
}

/** Writes the payload of `basic.recover-ok`. */
export function encodeBasicRecoverOk(writer: Writer, _args: BasicRecoverOkArgs): void {
  writer.long(0x003c006f, '')
}


/** Writes the payload of `basic.nack`. */
export function encodeBasicNack(writer: Writer, args: BasicNackArgs): void {
  writer.long(0x003c0078, '')
  writer.longlong(args.deliveryTag, "deliveryTag")
  writer.octet(flag(args.multiple, 1, "multiple") | flag(args.requeue, 2, "requeue"), '')
}

/** Reads the fields of `basic.nack`, behind its ids. */
export function decodeBasicNack(reader: Reader): BasicNack {
  const deliveryTag = reader.longlong("deliveryTag")
  const bitsFromMultiple = reader.octet('bits')
  const multiple = (bitsFromMultiple & 1) !== 0
  const requeue = (bitsFromMultiple & 2) !== 0
  return { deliveryTag, multiple, requeue }
}

/** Writes the payload of `tx.select`. */
export function encodeTxSelect(writer: Writer, _args: TxSelectArgs): void {
  writer.long(0x005a000a, '')
}


/** Writes the payload of `tx.select-ok`. */
export function encodeTxSelectOk(writer: Writer, _args: TxSelectOkArgs): void {
  writer.long(0x005a000b, '')
}


/** Writes the payload of `tx.commit`. */
export function encodeTxCommit(writer: Writer, _args: TxCommitArgs): void {
  writer.long(0x005a0014, '')
}


/** Writes the payload of `tx.commit-ok`. */
export function encodeTxCommitOk(writer: Writer, _args: TxCommitOkArgs): void {
  writer.long(0x005a0015, '')
}


/** Writes the payload of `tx.rollback`. */
export function encodeTxRollback(writer: Writer, _args: TxRollbackArgs): void {
  writer.long(0x005a001e, '')
}


/** Writes the payload of `tx.rollback-ok`. */
export function encodeTxRollbackOk(writer: Writer, _args: TxRollbackOkArgs): void {
  writer.long(0x005a001f, '')
}


/** Writes the payload of `confirm.select`. */
export function encodeConfirmSelect(writer: Writer, args: ConfirmSelectArgs): void {
  writer.long(0x0055000a, '')
  writer.octet(flag(args.noWait, 1, "noWait"), '')
}

/** Reads the fields of `confirm.select`, behind its ids. */
export function decodeConfirmSelect(reader: Reader): ConfirmSelect {
  const bitsFromNoWait = reader.octet('bits')
  const noWait = (bitsFromNoWait & 1) !== 0
  return { noWait }
}

/** Writes the payload of `confirm.select-ok`. */
export function encodeConfirmSelectOk(writer: Writer, _args: ConfirmSelectOkArgs): void {
  writer.long(0x0055000b, '')
}


/** Writes the payload of `access.request`. */
export function encodeAccessRequest(writer: Writer, args: AccessRequestArgs): void {
  writer.long(0x001e000a, '')
  writer.shortstr(args.realm, "realm")
  writer.octet(flag(args.exclusive, 1, "exclusive") | flag(args.passive, 2, "passive") | flag(args.active, 4, "active") | flag(args.write, 8, "write") | flag(args.read, 16, "read"), '')
}

/** Reads the fields of `access.request`, behind its ids. */
export function decodeAccessRequest(reader: Reader): AccessRequest {
  const realm = reader.shortstr("realm")
  const bitsFromExclusive = reader.octet('bits')
  const exclusive = (bitsFromExclusive & 1) !== 0
  const passive = (bitsFromExclusive & 2) !== 0
  const active = (bitsFromExclusive & 4) !== 0
  const write = (bitsFromExclusive & 8) !== 0
  const read = (bitsFromExclusive & 16) !== 0
  return { realm, exclusive, passive, active, write, read }
}

/** Writes the payload of `access.request-ok`. */
export function encodeAccessRequestOk(writer: Writer, args: AccessRequestOkArgs): void {
  writer.long(0x001e000b, '')
  writer.short(args.ticket, "ticket")
}

/** Reads the fields of `access.request-ok`, behind its ids. */
export function decodeAccessRequestOk(reader: Reader): AccessRequestOk {
  const ticket = reader.short("ticket")
  return { ticket }
}
