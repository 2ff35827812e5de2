// What each fault does to the work of fault-works.ts, by two clients: the table of docs/reference/faults.md.

export interface FaultRow {
  readonly rule: string
  /** What happens, in words. */
  readonly what: string
  /** What becomes of the work; several where brokers or moments differ. */
  readonly wirehare: string | readonly string[]
  readonly amqplib: string | readonly string[]
}

const AS_WITHOUT = 'nothing: all is as without'
const FRAMING = 'ProtocolError `PROTOCOL_ERROR` 501, connection, peer'
const UNEXPECTED = 'ProtocolError `PROTOCOL_ERROR` 505, connection, peer'
const LOST = 'ConnectionError `CONNECTION_LOST` or `ECONNRESET`, connection, transport'
const LATE = 'TimeoutError `TIMEOUT`, operation, library'
const UNCONFIRMED = '`publish`: OutcomeUnknownError `OUTCOME_UNKNOWN`, operation, library'
const REFUSED =
  '`publish`: OutcomeUnknownError `OUTCOME_UNKNOWN`, operation, peer ← ConnectionError `UNEXPECTED_FRAME` 505, connection, peer'
const CUT_OFF = `\`publish\`: OutcomeUnknownError \`OUTCOME_UNKNOWN\`, operation, transport ← ${LOST}`
const amqplibClosed = (step: string, reply: string): string =>
  `\`${step}\`: connection error "Connection closed: ${reply}"`
const amqplibLost = (step: string): string =>
  `\`${step}\`: connection error "Unexpected close" or "read ECONNRESET"`

export const faultRows: readonly FaultRow[] = [
  {
    rule: 'drop connection.start',
    what: 'the broker seems to say nothing',
    wirehare: '`connect`: TimeoutError `HANDSHAKE_TIMEOUT`, connection, peer',
    amqplib: '`connect`: hangs',
  },
  {
    rule: 'drop queue.declare-ok',
    what: 'a call has no answer',
    wirehare: `\`queueDeclare\`: ${LATE}`,
    amqplib: '`assertQueue`: hangs',
  },
  {
    rule: 'drop basic.ack from broker',
    what: 'a publish is not confirmed',
    wirehare: UNCONFIRMED,
    amqplib: '`waitForConfirms`: hangs',
  },
  {
    rule: 'drop basic.publish',
    what: 'the broker gets a header without its method',
    wirehare: REFUSED,
    amqplib: amqplibClosed('waitForConfirms', '505 (UNEXPECTED-FRAME)'),
  },
  {
    rule: 'drop header from client',
    what: 'the broker gets a body without its header',
    wirehare: REFUSED,
    amqplib: amqplibClosed('waitForConfirms', '505 (UNEXPECTED-FRAME)'),
  },
  {
    rule: 'drop header from broker',
    what: 'the client gets a body without its header',
    wirehare: `\`the delivery\`: ${UNEXPECTED}`,
    amqplib: '`the delivery`: channel error "Expected headers frame after delivery"',
  },
  {
    rule: 'drop body from client',
    what: 'the broker waits for the rest of a message',
    wirehare: UNCONFIRMED,
    amqplib: '`waitForConfirms`: hangs',
  },
  {
    rule: 'drop body from broker',
    what: 'the client waits for the rest of a message; nobody waits for a delivery but the program',
    wirehare: 'the delivery does not come',
    amqplib: '`the delivery`: hangs',
  },
  {
    rule: 'delay 200 basic.ack from broker',
    what: 'the confirm is late, and what is behind it',
    wirehare: AS_WITHOUT,
    amqplib: AS_WITHOUT,
  },
  {
    rule: 'delay 5000 channel.open-ok',
    what: 'an answer is later than the client waits',
    wirehare: `\`openChannel\`: ${LATE}`,
    amqplib: '`createChannel`: hangs',
  },
  {
    rule: 'duplicate queue.declare-ok',
    what: 'a call has two answers',
    wirehare: `\`createPublisher\`: ${UNEXPECTED}`,
    amqplib: '`assertQueue`: connection error "reply is not a function"',
  },
  {
    rule: 'duplicate basic.publish',
    what: 'the broker gets a method in the place of a header',
    wirehare: REFUSED,
    amqplib: amqplibClosed('waitForConfirms', '505 (UNEXPECTED-FRAME)'),
  },
  {
    rule: 'duplicate basic.deliver',
    what: 'the client gets a method in the place of a header',
    wirehare: `\`the delivery\`: ${UNEXPECTED}`,
    amqplib: '`the delivery`: channel error "Expected headers frame after delivery"',
  },
  {
    rule: 'duplicate body from broker',
    what: 'the message is whole; then there is more of it',
    wirehare: `\`queuePurge\`: ${UNEXPECTED}`,
    amqplib: '`the delivery`: Channel closing',
  },
  {
    rule: 'duplicate basic.ack from broker',
    what: 'a publish is confirmed twice',
    wirehare: AS_WITHOUT,
    amqplib: AS_WITHOUT,
  },
  {
    rule: 'truncate queue.declare',
    what: 'the broker waits for the last octet, and would take the first of the next frame for it',
    wirehare: `\`queueDeclare\`: ${LATE}`,
    amqplib: '`assertQueue`: hangs',
  },
  {
    rule: 'truncate queue.declare-ok',
    what: 'the client waits for the last octet',
    wirehare: `\`queueDeclare\`: ${LATE}`,
    amqplib: '`assertQueue`: hangs',
  },
  {
    rule: 'corrupt 0 queue.declare',
    what: 'the broker gets a frame of an unknown type',
    wirehare: '`queueDeclare`: ConnectionError `FRAME_ERROR` 501, connection, peer',
    amqplib: amqplibClosed('assertQueue', '501 (FRAME-ERROR)'),
  },
  {
    rule: 'corrupt 0 queue.declare-ok',
    what: 'the client gets a frame of an unknown type',
    wirehare: `\`queueDeclare\`: ${FRAMING}`,
    amqplib: '`assertQueue`: connection error "Unknown frame type 80"',
  },
  {
    rule: 'corrupt 7 queue.declare',
    what: 'the broker gets a method that does not exist; RabbitMQ hangs up without a word',
    wirehare: [
      '`queueDeclare`: ConnectionError `COMMAND_INVALID` 503, connection, peer',
      `\`queueDeclare\`: ${LOST}`,
    ],
    amqplib: [amqplibClosed('assertQueue', '503 (COMMAND-INVALID)'), amqplibLost('assertQueue')],
  },
  {
    rule: 'corrupt 7 queue.declare-ok',
    what: 'the client gets a method that does not exist',
    wirehare: '`queueDeclare`: ProtocolError `PROTOCOL_ERROR` 503, connection, peer',
    amqplib: '`assertQueue`: connection error "Unknown class/method ID"',
  },
  {
    rule: 'corrupt 12 queue.declare-ok',
    what: 'the name of the queue is another, which nobody can notice yet',
    wirehare: '`the delivery`: ChannelError `NOT_FOUND` 404, channel, peer',
    amqplib: '`the delivery`: channel error "Channel closed by server: 404 (NOT-FOUND)"',
  },
  {
    rule: 'wrong-end queue.declare',
    what: 'the broker gets a frame that does not end with 0xCE',
    wirehare: '`queueDeclare`: ConnectionError `FRAME_ERROR` 501, connection, peer',
    amqplib: amqplibClosed('assertQueue', '501 (FRAME-ERROR)'),
  },
  {
    rule: 'wrong-end queue.declare-ok',
    what: 'the client gets a frame that does not end with 0xCE',
    wirehare: `\`queueDeclare\`: ${FRAMING}`,
    amqplib: '`assertQueue`: connection error "Invalid frame"',
  },
  {
    rule: 'wrong-class from client',
    what: 'the broker gets a header of class 90 behind a method of class 60',
    wirehare: REFUSED,
    amqplib: amqplibClosed('waitForConfirms', '505 (UNEXPECTED-FRAME)'),
  },
  {
    rule: 'wrong-class from broker',
    what: 'the client gets a header of class 90 behind a method of class 60',
    wirehare: `\`the delivery\`: ${UNEXPECTED}`,
    amqplib: '`the delivery`: connection error "Unknown class/method ID"',
  },
  {
    rule: 'split frame',
    what: 'each octet is a write of its own',
    wirehare: AS_WITHOUT,
    amqplib: AS_WITHOUT,
  },
  {
    rule: 'coalesce 20 frame',
    what: 'what comes within 20 ms is one write',
    wirehare: AS_WITHOUT,
    amqplib: AS_WITHOUT,
  },
  {
    rule: 'interleave heartbeat method',
    what: 'a heartbeat follows on each method, between it and its header too, and during the handshake',
    wirehare: AS_WITHOUT,
    amqplib:
      '`connect`: Expected connection.secure, connection.close, or connection.tune during handshake; got <Heartbeat>',
  },
  {
    rule: 'interleave heartbeat basic.deliver',
    what: 'a heartbeat comes between a method and its header',
    wirehare: AS_WITHOUT,
    amqplib: AS_WITHOUT,
  },
  {
    rule: 'interleave channel basic.deliver',
    what: 'the header waits for a frame of another channel, here for as long as it waits at most',
    wirehare: AS_WITHOUT,
    amqplib: AS_WITHOUT,
  },
  {
    rule: 'hold heartbeats from broker',
    what: 'the client hears nothing (heartbeat: 1 second)',
    wirehare: '`connection.closed`: ConnectionError `HEARTBEAT_TIMEOUT`, connection, transport',
    amqplib: 'connection error "Heartbeat timeout"',
  },
  {
    rule: 'hold heartbeats from client',
    what: 'the broker hears nothing, and hangs up',
    wirehare: `\`connection.closed\`: ${LOST}`,
    amqplib: 'connection error "Unexpected close" or "read ECONNRESET"',
  },
  {
    rule: 'half-close basic.publish',
    what: 'the broker sees the end of the stream in the midst of a message, and hangs up',
    wirehare: CUT_OFF,
    amqplib: amqplibLost('waitForConfirms'),
  },
  {
    rule: 'half-close basic.deliver',
    what: 'the client sees the end of the stream in the midst of a message',
    wirehare: `\`the delivery\`: ${LOST}`,
    amqplib: amqplibLost('the delivery'),
  },
  {
    rule: 'reset queue.declare',
    what: 'both sides see a reset',
    wirehare: `\`queueDeclare\`: ${LOST}`,
    amqplib: amqplibLost('assertQueue'),
  },
  {
    rule: 'reset body from client',
    what: 'both sides see a reset in the midst of a message',
    wirehare: CUT_OFF,
    amqplib: amqplibLost('waitForConfirms'),
  },
  {
    rule: 'throttle 3000 from broker',
    what: 'the broker seems slow',
    wirehare: AS_WITHOUT,
    amqplib: AS_WITHOUT,
  },
]

/** The table, as Markdown. */
export function faultTable(): string {
  const either = (outcome: string | readonly string[]): string => [outcome].flat().join('; or ')
  const rows = faultRows.map(
    ({ rule, what, wirehare, amqplib }) =>
      `| \`${rule}\` | ${what} | ${either(wirehare)} | ${either(amqplib)} |`,
  )
  return ['| fault | what happens | wirehare | amqplib |', '|---|---|---|---|', ...rows].join('\n')
}
