import {
  basicQos,
  channelClose,
  channelCloseOk,
  channelFlowOk,
  channelOpen,
  connectionCloseOk,
  connectionOpen,
  queueDeclare,
} from '../generated/methods.ts'
import { FRAME_BODY, FRAME_END, FRAME_HEADER, FRAME_HEARTBEAT, FRAME_METHOD } from '../wire/frame.ts'
import type { Situation } from './refusals.ts'

/** A frame with any content, right or wrong. */
function frame(type: number, channel: number, payload: Uint8Array, end: number = FRAME_END): Uint8Array {
  const prefix = Buffer.alloc(7)
  prefix.writeUInt8(type)
  prefix.writeUInt16BE(channel, 1)
  prefix.writeUInt32BE(payload.length, 3)
  return Buffer.concat([prefix, payload, Buffer.of(end)])
}

function header(bodyBytes: number, classId: number = 60, weight: number = 0): Uint8Array {
  const payload = Buffer.alloc(14)
  payload.writeUInt16BE(classId)
  payload.writeUInt16BE(weight, 2)
  payload.writeBigUInt64BE(BigInt(bodyBytes), 4)
  return payload
}

const QOS = Buffer.of(0, 60, 0, 10, 0, 0, 0, 0, 0, 0, 0)
const PUBLISH = frame(FRAME_METHOD, 1, Buffer.of(0, 60, 0, 40, 0, 0, 0, 0, 0))
const X = Buffer.from('x')

const outOfPlace: readonly Situation[] = [
  {
    title: 'open a channel twice',
    provoke: ({ client }) => client.send(1, channelOpen, {}),
    answer: "connection 504 CHANNEL_ERROR - second 'channel.open' seen (channel.open)",
  },
  {
    title: 'use a channel that is not open',
    provoke: ({ client }) => client.send(7, queueDeclare, {}),
    answer: "connection 504 CHANNEL_ERROR - expected 'channel.open' (queue.declare)",
  },
  {
    title: 'use a channel that was closed',
    provoke: async ({ client }) => {
      await client.call(1, channelClose, { replyCode: 200, replyText: '' })
      client.send(1, basicQos, {})
    },
    answer: "connection 504 CHANNEL_ERROR - expected 'channel.open' (basic.qos)",
  },
  {
    title: 'open the connection again',
    provoke: ({ client }) => client.send(0, connectionOpen, { virtualHost: '/' }),
    answer: 'connection 504 CHANNEL_ERROR - unexpected method in connection state running (connection.open)',
  },
  {
    title: 'answer a connection.close that there was not',
    provoke: ({ client }) => client.send(0, connectionCloseOk, {}),
    answer:
      'connection 504 CHANNEL_ERROR - unexpected method in connection state running (connection.close-ok)',
  },
  {
    title: 'answer a channel.flow that there was not',
    provoke: ({ client }) => client.send(1, channelFlowOk, {}),
    answer: 'connection 503 COMMAND_INVALID - unimplemented method (channel.flow-ok)',
  },
  {
    title: 'answer a channel.close that there was not',
    provoke: ({ client }) => client.send(1, channelCloseOk, {}),
    answer: 'connection 503',
  },
  {
    title: 'a method of a channel on channel 0',
    provoke: ({ client }) => client.send(0, queueDeclare, {}),
    answer: 'connection 504',
  },
  {
    title: 'a method of the connection on channel 1',
    provoke: ({ client }) => client.send(1, connectionOpen, { virtualHost: '/' }),
    answer: 'connection 503',
  },
]

const broken: readonly Situation[] = [
  {
    title: 'a body without a method',
    provoke: ({ client }) => client.sendBytes(frame(FRAME_BODY, 1, X)),
    answer: 'connection 505',
  },
  {
    title: 'a content header without a method',
    provoke: ({ client }) => client.sendBytes(frame(FRAME_HEADER, 1, header(0))),
    answer: 'connection 505',
  },
  {
    title: 'a method where a content header is due',
    provoke: ({ client }) => client.sendBytes(PUBLISH, frame(FRAME_METHOD, 1, QOS)),
    answer: 'connection 505',
  },
  {
    title: 'a method where a body is due',
    provoke: ({ client }) =>
      client.sendBytes(PUBLISH, frame(FRAME_HEADER, 1, header(5)), frame(FRAME_METHOD, 1, QOS)),
    answer: 'connection 505',
  },
  {
    title: 'a body where a content header is due',
    provoke: ({ client }) => client.sendBytes(PUBLISH, frame(FRAME_BODY, 1, X)),
    answer: 'connection 505',
  },
  {
    title: 'a content header of another class',
    provoke: ({ client }) => client.sendBytes(PUBLISH, frame(FRAME_HEADER, 1, header(0, 50))),
    answer: 'connection 505',
  },
  {
    title: 'a content header with a weight',
    provoke: ({ client }) => client.sendBytes(PUBLISH, frame(FRAME_HEADER, 1, header(0, 60, 1))),
    answer: 'connection 505',
  },
  {
    title: 'a content header that is too short',
    provoke: ({ client }) => client.sendBytes(PUBLISH, frame(FRAME_HEADER, 1, X)),
    answer: 'connection 501',
  },
  {
    title: 'content on channel 0',
    provoke: ({ client }) => client.sendBytes(frame(FRAME_HEADER, 0, header(0))),
    answer: 'connection 505',
  },
  {
    title: 'content on a channel that is not open',
    provoke: ({ client }) => client.sendBytes(frame(FRAME_HEADER, 9, header(0))),
    answer: 'connection 505',
  },
  {
    title: 'a heartbeat on channel 1',
    provoke: ({ client }) => client.sendBytes(frame(FRAME_HEARTBEAT, 1, Buffer.alloc(0))),
    answer: 'connection 505',
  },
  {
    title: 'a heartbeat with a payload',
    provoke: ({ client }) => client.sendBytes(frame(FRAME_HEARTBEAT, 0, X)),
    answer: 'connection 501',
  },
  {
    title: 'a wrong frame end',
    provoke: ({ client }) => client.sendBytes(frame(FRAME_METHOD, 1, QOS, 0xcd)),
    answer: 'connection 501',
  },
  {
    title: 'an unknown frame type',
    provoke: ({ client }) => client.sendBytes(frame(5, 1, X)),
    answer: 'connection 501',
  },
  {
    title: 'a frame larger than was agreed on',
    provoke: ({ client }) =>
      client.sendBytes(
        PUBLISH,
        frame(FRAME_HEADER, 1, header(200_000)),
        frame(FRAME_BODY, 1, Buffer.alloc(140_000)),
      ),
    answer: 'connection 501',
  },
  {
    title: 'a body longer than was announced, and a method behind it',
    provoke: ({ client }) =>
      client.sendBytes(
        PUBLISH,
        frame(FRAME_HEADER, 1, header(0xff)),
        frame(FRAME_BODY, 1, Buffer.alloc(0x100)),
        frame(FRAME_METHOD, 1, QOS),
      ),
    answer: 'connection 505',
    rabbitMq4: 'connection 501',
  },
  {
    title: 'a body where an empty one was announced',
    provoke: ({ client }) =>
      client.sendBytes(PUBLISH, frame(FRAME_HEADER, 1, header(0)), frame(FRAME_BODY, 1, X)),
    answer: 'connection 505',
  },
  {
    title: 'arguments that end too early',
    provoke: ({ client }) => client.sendBytes(frame(FRAME_METHOD, 1, QOS.subarray(0, 7))),
    answer: 'connection 501',
  },
  {
    title: 'arguments with more behind them',
    provoke: ({ client }) => client.sendBytes(frame(FRAME_METHOD, 1, Buffer.concat([QOS, X]))),
    answer: 'connection 501',
  },
  {
    title: 'a name that is not UTF-8',
    provoke: ({ client }) =>
      client.sendBytes(frame(FRAME_METHOD, 1, Buffer.of(0, 50, 0, 10, 0, 0, 2, 0xc3, 0x28, 1, 0, 0, 0, 0))),
    answer: 'connection 501',
  },
]

/** About methods and frames out of place, and about bytes that are no frames. */
export const frameRefusals: readonly Situation[] = [...outOfPlace, ...broken]
