// What brokers, logs, clients and systems say, and the known trouble that it is.

import { recorded } from '../../../src/conform/recorded.ts'
import { frameRefusals } from '../../../src/conform/refusals-frames.ts'
import { messageRefusals } from '../../../src/conform/refusals-messages.ts'
import { topologyRefusals } from '../../../src/conform/refusals-topology.ts'

/** All closes and returns of the scenarios, in RabbitMQ's own words, with their reply code. */
export function recordedWords(): string[] {
  const answers = [...topologyRefusals, ...messageRefusals, ...frameRefusals].flatMap((situation) => [
    situation.answer,
    situation.rabbitMq4 ?? situation.answer,
  ])
  const words = new Set(
    answers.flatMap((answer) => /^(?:channel|connection) (\d+ .*)/s.exec(answer)?.[1] ?? []),
  )
  for (const answer of Object.values(recorded)) {
    const lines = 'both' in answer ? answer.both : Object.values(answer).flat()
    for (const line of lines) {
      const [, close, returned] =
        /\.close (\d+ .*?)(?: \(undefined\))?$|"replyText":"(NO_\w+)"/s.exec(line) ?? []
      if (close !== undefined || returned !== undefined) words.add((close ?? returned) as string)
    }
  }
  return [...words]
}

/** Words beside those of the scenarios: each trouble that they do not have, and each form in which words come. */
export const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  'unknown-delivery-tag': [
    'PRECONDITION_FAILED - unknown delivery tag 1',
    '406 PRECONDITION_FAILED - unknown delivery tag 1',
    "The AMQP operation was interrupted: AMQP close-reason, initiated by Peer, code=406, text='PRECONDITION_FAILED - unknown delivery tag 1', classId=60, methodId=80",
    'Already closed: The AMQP operation was interrupted: AMQP close-reason, initiated by Peer, code=406, text="PRECONDITION_FAILED - unknown delivery tag 1", classId=60, methodId=80, cause=',
    'Channel closed by server: 406 (PRECONDITION-FAILED) with message "PRECONDITION_FAILED - unknown delivery tag 1"',
    'channel error; protocol method: #method<channel.close>(reply-code=406, reply-text=PRECONDITION_FAILED - unknown delivery tag 1, class-id=60, method-id=80)',
    'Exception (406) Reason: "PRECONDITION_FAILED - unknown delivery tag 1"',
    "pika.exceptions.ChannelClosedByBroker: (406, 'PRECONDITION_FAILED - unknown delivery tag 1')",
    'wirehare: PRECONDITION_FAILED: 406 PRECONDITION_FAILED - unknown delivery tag 1 (basic.ack); the broker closed channel 1',
    `2026-01-02 03:04:05.678901+00:00 [error] <0.734.0> Channel error on connection <0.725.0> (127.0.0.1:50000 -> 127.0.0.1:5672, vhost: '/', user: 'guest'), channel 1:
2026-01-02 03:04:05.678901+00:00 [error] <0.734.0> operation basic.ack caused a channel exception precondition_failed: unknown delivery tag 1`,
  ],
  'queue-unavailable': [
    "NOT_FOUND - home node 'rabbit@two' of durable queue 'orders' in vhost '/' is down or inaccessible",
    "NOT_FOUND - queue 'orders' in vhost '/' process is stopped by supervisor",
  ],
  'object-limit': [
    "PRECONDITION_FAILED - cannot declare queue 'q': queue limit in vhost '/' (10) is reached",
  ],
  'ack-timeout': [
    'PRECONDITION_FAILED - delivery acknowledgement on channel 1 timed out. Timeout value used: 1800000 ms. This timeout value can be configured, see consumers doc guide to learn more',
    "Consumer 'c' on channel 1 and queue 'q' in vhost '/' has timed out waiting for a consumer acknowledgement of a delivery with delivery tag = 1. Timeout used: 1800000 ms.",
  ],
  'no-consumers': ['313 NO_CONSUMERS'],
  nack: ['basic.nack', 'message nacked'],
  'consumer-cancelled': ['basic.cancel', 'Consumer was cancelled by the server'],
  'message-too-large': [
    'PRECONDITION_FAILED - message size 20000000 is larger than configured max size 16777216',
    'PRECONDITION_FAILED - message size 134217729 larger than max size 134217728',
  ],
  'stream-consumer': [
    "PRECONDITION_FAILED - consumer prefetch count is not set for 'queue 's' in vhost '/''",
    "NOT_IMPLEMENTED - basic.get not supported by stream queues queue 's' in vhost '/'",
    "NOT_IMPLEMENTED - queue 'q' in vhost '/' does not support global qos",
  ],
  'login-refused': [
    'ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile.',
    "PLAIN login refused: user 'guest' - invalid credentials",
    'Handshake terminated by server: 403 (ACCESS-REFUSED) with message "ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile."',
  ],
  'missing-virtual-host': [
    'NOT_ALLOWED - vhost shop not found',
    "access to vhost 'shop' refused for user 'a': vhost 'shop' not found",
  ],
  'virtual-host-refused': ["NOT_ALLOWED - access to vhost 'shop' refused for user 'a'"],
  'virtual-host-down': ["INTERNAL_ERROR - access to vhost '/' refused for user 'guest': vhost '/' is down"],
  'connection-limit': [
    "NOT_ALLOWED - access to vhost '/' refused for user 'a': connection limit (1) is reached",
    "NOT_ALLOWED - access to vhost '/' refused for user 'a': user connection limit (0) is reached",
  ],
  'permission-refused': [
    "ACCESS_REFUSED - access to queue 'q' in vhost '/' refused for user 'a'",
    "ACCESS_REFUSED - configure access to exchange 'x' in vhost '/' refused for user 'a'",
    "ACCESS_REFUSED - write access to topic 'k' in exchange 'x' in vhost '/' refused for user 'a'",
  ],
  'channel-limit': ['NOT_ALLOWED - number of channels opened (2) has reached the negotiated channel_max (2)'],
  'tune-out-of-range': ['negotiated frame_max = 4096 is lower than the minimum allowed value (8192)'],
  'broker-shutdown': [
    "CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'",
    'Connection closed: 320 (CONNECTION-FORCED) with message "CONNECTION_FORCED - broker forced connection closure with reason \'shutdown\'"',
  ],
  'closed-by-operator': [
    'CONNECTION_FORCED - Closed via management plugin',
    'CONNECTION_FORCED - enough',
    "CONNECTION_FORCED - user 'a' is deleted",
  ],
  'missed-heartbeats': ['missed heartbeats from client, timeout: 60s', 'Heartbeat timeout'],
  'low-on-memory': ['low on memory', 'memory resource limit alarm set on node rabbit@one'],
  'low-on-disk': ['low on disk'],
  blocked: ['connection.blocked: something else'],
  'silence-after-login': ['Socket closed abruptly during opening handshake'],
  'silence-after-tune': [
    '127.0.0.1:5672 closed the connection after tune: limits or virtual host were most likely refused',
  ],
  'not-amqp': [
    '{bad_header,<<"GET / HT">>}',
    '{handshake_timeout,frame_header}',
    'closed the connection before it had said anything: is that an AMQP port?',
  ],
  'tls-alert': [
    'SSL routines:ssl3_get_record:wrong version number',
    'self-signed certificate',
    '{tls_alert,{unknown_ca,"…"}}',
  ],
  'connection-refused': ['connect ECONNREFUSED 127.0.0.1:5672'],
  'host-not-found': ['getaddrinfo ENOTFOUND rabbit'],
  'no-answer': ['connect ETIMEDOUT 10.0.0.1:5672', 'None of the specified endpoints were reachable'],
  reset: ['read ECONNRESET', 'client unexpectedly closed TCP connection', 'Unexpected close'],
  'frame-end': ['501 FRAME_ERROR - type 1, all octets = <<0,60,0,10>>: {invalid_frame_end_marker,\n   205}'],
  'unknown-frame': ['FRAME_ERROR - type 5, all octets = <<"x">>: unknown_frame'],
  'frame-too-large': ['FRAME_ERROR - type 3, all octets = <<>>: {frame_too_large,140000,131064}'],
  'undecodable-arguments': [
    'FRAME_ERROR - Malformed UTF-8 in shortstr',
    'FRAME_ERROR - cannot decode <<0,0,0>>',
  ],
  'frame-out-of-order': [
    'UNEXPECTED_FRAME - expected content header for class 60, got non content header frame instead',
    'UNEXPECTED_FRAME - expected content body, got non content body frame instead',
    'UNEXPECTED_FRAME - expected method frame, got non method frame instead',
  ],
  'body-too-long': ['FRAME_ERROR - content body frame exceeds remaining content size'],
  'frame-on-wrong-channel': ['UNEXPECTED_FRAME - type 8, all octets = <<>>'],
}
