import { ACCESS_REFUSED, NOT_ALLOWED, NOT_IMPLEMENTED } from '../generated/constants.ts'
import {
  basicCancel,
  basicCancelOk,
  basicConsumeOk,
  basicDeliver,
  basicGetEmpty,
  basicGetOk,
  basicQosOk,
  basicRecoverOk,
} from '../generated/methods.ts'
import type {
  BasicAck,
  BasicCancel,
  BasicConsume,
  BasicGet,
  BasicNack,
  BasicQos,
  BasicRecover,
  BasicReject,
} from '../generated/types.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { ChannelContext } from './channel-context.ts'
import { Consumer, type ConsumerOwner } from './consumer.ts'
import type { QueuedMessage } from './message.ts'
import type { Queue } from './queue.ts'
import { queueOf } from './topology.ts'
import { type Delivery, Unacked } from './unacked.ts'
