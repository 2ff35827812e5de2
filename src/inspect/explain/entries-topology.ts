import { findDeletion, findEarlierDeclare, findExclusiveHolder, findLockHolder } from './culprits-topology.ts'
import type { Entry } from './entry.ts'

/** About exchanges, queues and bindings: what is missing, what is declared otherwise, what somebody holds. */
export const topologyEntries: readonly Entry[] = [
  {
    name: 'missing-exchange',
    title: 'an exchange that does not exist',
    words: /no exchange '(?<exchange>.*?)(?:'|\.\.\.)(?: in vhost '(?<virtualHost>.*?)')?/,
    cause:
      "Nobody has declared the exchange '{exchange}' in this virtual host, or it was deleted, or it was not durable and the broker has restarted since. A publish is answered by nothing where all is well, so the close comes later than the publish that it is about, and what was published behind that is lost.",
    remedy:
      'Declare the exchange before publishing or binding to it, on each start; look for a slip in its name and in the virtual host.',
    look: "The first basic.publish, queue.bind or exchange.bind with exchange '{exchange}'; with basic.publish it can lie many frames before the close.",
    search: findDeletion,
  },
  {
    name: 'missing-queue',
    title: 'a queue that does not exist',
    words: /no queue '(?<queue>.*?)(?:'|\.\.\.)(?: in vhost '(?<virtualHost>.*?)')?/,
    cause:
      "Nobody has declared the queue '{queue}' in this virtual host, or it is gone: deleted, expired (x-expires), auto-delete and without consumers, exclusive to a connection that has ended, or not durable on a broker that has restarted. A passive declare asks just this question.",
    remedy:
      'Declare the queue before using it, on each connection that is opened; after a reconnect declare exclusive and server-named queues anew.',
    look: "The last method with queue '{queue}', and a queue.delete before it.",
    search: findDeletion,
  },
  {
    name: 'no-last-queue',
    title: 'an empty queue name, and no queue declared before',
    words: /no previously declared queue/,
    cause:
      'The queue name was empty, which stands for the queue that was last declared on the same channel; on this channel none was. Often a variable was empty, or the declare went over another channel.',
    remedy: 'Give the name of the queue; queue.declare-ok says the one that the broker has chosen.',
    look: 'The method that the close names, with an empty queue.',
  },
  {
    name: 'queue-unavailable',
    title: 'a queue whose node or process is down',
    words:
      /(?:home node '(?<node>.*?)' of durable (?:queue )?'?(?<queue>.*?)'? in vhost|queue '(?<stopped>.*?)' in vhost '.*?' (?:process is stopped|has crashed)|leader .*is (?:down|not available))/,
    cause:
      'The queue exists, but the node that holds it is down, or its process has stopped. A classic queue lives on one node alone.',
    remedy:
      'Bring the node back; for queues that must outlive a node declare quorum queues (x-queue-type: quorum).',
  },
  {
    name: 'inequivalent-arg',
    title: 'declared again with another property',
    words:
      /inequivalent arg '(?<arg>.*?)' for (?<kind>queue|exchange) '(?<name>.*?)' in vhost '.*?': received (?<received>.*?) but current is (?<current>.*)/s,
    cause:
      "The {kind} '{name}' exists, and was declared with another '{arg}': the declare says {received}, the broker has {current}. What exists is never changed by a declare.",
    remedy:
      "Declare it everywhere with the same '{arg}'. To change it, delete the {kind} first or take a new name; limits and times are better set by a policy, which can change.",
    look: "The {kind}.declare of '{name}' that came last, and the first one, whose '{arg}' differs.",
    search: findEarlierDeclare,
  },
  {
    name: 'invalid-queue-type-arg',
    title: 'an argument that this type of queue does not have',
    words:
      /invalid arg '(?<arg>.*?)' for queue '(?<queue>.*?)' in vhost '.*?' of queue type (?:rabbit_)?(?<type>\w+)/,
    cause: "The queue '{queue}' is of the type {type}, which does not know the argument '{arg}'.",
    remedy:
      "Leave '{arg}' out, or choose by x-queue-type the type that has it: priorities are for classic queues, delivery limits and dead letter strategies for quorum queues, ages for streams. The default type may be set for the virtual host.",
    look: "The queue.declare of '{queue}' with '{arg}' in its arguments.",
  },
  {
    name: 'routing-key-without-exchange',
    title: 'a dead letter routing key without a dead letter exchange',
    words:
      /invalid arg 'x-dead-letter-routing-key' for queue '(?<queue>.*?)'.*routing_key_but_no_dlx_defined/,
    cause:
      "The queue '{queue}' has x-dead-letter-routing-key and no x-dead-letter-exchange, so there is no place for dead letters to be routed to.",
    remedy: "Add x-dead-letter-exchange; '' is the default exchange, and the routing key then names a queue.",
    look: "The queue.declare of '{queue}'.",
  },
  {
    name: 'invalid-arg',
    title: 'an argument with an impossible value',
    words:
      /invalid (?:arg|type '.*?' for arg) '(?<arg>.*?)' (?:for|in) (?<kind>queue|exchange) '(?<name>.*?)' in vhost '.*?'(?:: (?<why>.*))?/s,
    cause:
      "The argument '{arg}' has a type or a value that RabbitMQ does not take ({why}). Times and lengths are whole numbers, 0 or 1 and up, not texts and not fractions; names are texts.",
    remedy:
      'Look at the type on the wire as well as at the value: some clients send a number out of a text or a configuration file as a text, or a whole number as a double.',
    look: "The declare, consume or bind of '{name}' with '{arg}' in its arguments.",
  },
  {
    name: 'invalid-property',
    title: 'a property that this type of queue cannot have',
    words: /invalid property '(?<property>.*?)' for queue '(?<queue>.*?)'/,
    cause:
      "The queue '{queue}' cannot be '{property}': quorum queues and streams are durable, belong to no single connection, and are not deleted by themselves.",
    remedy: 'Declare it with durable, and without exclusive and auto-delete; or as a classic queue.',
    look: "The queue.declare of '{queue}'.",
  },
  {
    name: 'locked-queue',
    title: 'an exclusive queue of another connection',
    words: /cannot obtain exclusive access to locked queue '(?<queue>.*?)(?:'|\.\.\.)/,
    cause:
      "The queue '{queue}' is exclusive, and another connection declared it; or it is shared, and this declare asks for exclusive. After a reconnect the other connection is often this program's own earlier one, which the broker has not given up yet.",
    remedy:
      'Use an exclusive queue over the one connection that declared it, and let the broker choose its name. After a reconnect try again, for two heartbeats at most. Where several connections need the queue, declare it without exclusive.',
    look: "The queue.declare of '{queue}' with exclusive, on this connection or on another.",
    search: findLockHolder,
  },
  {
    name: 'exclusive-consumer',
    title: 'a queue with an exclusive consumer',
    words: /queue '(?<queue>.*?)' in vhost '.*?' in exclusive use/,
    cause:
      "The queue '{queue}' has a consumer that asked to be the only one (exclusive), or has other consumers while this one asks for that.",
    remedy:
      'Consume without exclusive, or let the other consumer end first. For one active consumer with others in reserve declare the queue with x-single-active-consumer.',
    look: "The first basic.consume of '{queue}', and the one that was refused.",
    search: findExclusiveHolder,
  },
  {
    name: 'reserved-name',
    title: 'a name that begins with amq.',
    words: /(?<kind>queue|exchange) name '(?<name>.*?)' contains reserved prefix/,
    cause: "'{name}' begins with 'amq.', which is for the broker's own names.",
    remedy: 'Take another name. To use what exists under that name, declare it passively or not at all.',
    look: "The {kind}.declare of '{name}'.",
  },
  {
    name: 'default-exchange',
    title: 'the default exchange, declared, bound or deleted',
    words: /operation not permitted on the default exchange/,
    cause:
      'The exchange name was empty, which is the default exchange. It is always there, every queue is bound to it by its own name, and nothing about it can be changed.',
    remedy:
      'Publish to it with the name of the queue as routing key, without declaring or binding anything; or give the name of your exchange, where a variable was empty.',
    look: 'The method that the close names, with an empty exchange, source or destination.',
  },
  {
    name: 'system-exchange',
    title: 'deleting an exchange of the broker',
    words: /deletion of system exchange '(?<exchange>.*?)'/,
    cause: "'{exchange}' belongs to the broker and cannot be deleted.",
    remedy: 'Leave it, and delete only what you have declared.',
    look: "The exchange.delete of '{exchange}'.",
  },
  {
    name: 'in-use',
    title: 'delete if unused, and it is in use',
    words: /(?<kind>queue|exchange) '(?<name>.*?)' in vhost '.*?' in use/,
    cause:
      "The {kind} '{name}' was to be deleted if unused, and it is used: a queue has consumers, an exchange has bindings.",
    remedy: 'Cancel its consumers or remove its bindings first, or delete it without if-unused.',
    look: "The {kind}.delete of '{name}' with if-unused.",
  },
  {
    name: 'not-empty',
    title: 'delete if empty, and it is not empty',
    words: /queue '(?<queue>.*?)' in vhost '.*?' (?:is )?not empty/,
    cause: "The queue '{queue}' was to be deleted if empty, and it holds messages.",
    remedy: 'Consume them or purge the queue first, or delete it without if-empty.',
    look: "The queue.delete of '{queue}' with if-empty.",
  },
  {
    name: 'unknown-exchange-type',
    title: 'an exchange of an unknown type',
    words: /(?:unknown|invalid) exchange type '(?<type>.*?)'/,
    cause:
      "The broker has no exchange type '{type}': it is misspelt, or comes with a plugin that is not enabled (x-delayed-message, x-consistent-hash). RabbitMQ 3.10 closes the whole connection for this, 4.3 only the channel.",
    remedy:
      'Take direct, topic, fanout or headers; or enable the plugin on every node (rabbitmq-plugins enable …).',
    look: "The exchange.declare with type '{type}'.",
  },
  {
    name: 'x-match',
    title: 'a headers binding with an unknown x-match',
    words: /Invalid x-match field (?:value|type) (?<value>.*?);/i,
    cause: 'The argument x-match of a binding to a headers exchange is {value}.',
    remedy: 'Give one of the texts all, any, all-with-x and any-with-x.',
    look: 'The queue.bind or exchange.bind with x-match in its arguments.',
  },
  {
    name: 'topic-wildcards',
    title: 'a topic pattern with too many #',
    words: /Topic binding key '(?<pattern>.*?)' uses (?<count>\d+) '#' wildcards/,
    cause: "The pattern '{pattern}' has {count} words that are #; RabbitMQ 4.3 takes two at most.",
    remedy: 'Write it with fewer: two # beside each other mean the same as one.',
    look: "The queue.bind or exchange.bind with routing key '{pattern}'.",
  },
  {
    name: 'deprecated-feature',
    title: 'a feature that this broker no longer permits',
    words: /Feature `(?<feature>\w+)` is deprecated/,
    cause:
      'What was asked for needs the feature {feature}, which is on its way out of RabbitMQ and switched off in this version. The whole connection is closed for it.',
    remedy:
      'Declare without it: x-queue-leader-locator in place of x-queue-master-locator, durable or exclusive in place of transient shared queues, x-queue-type quorum in place of mirroring. It can be permitted for a while in rabbitmq.conf: deprecated_features.permit.{feature} = true.',
    look: 'The method that the close names: most likely the last queue.declare.',
  },
  {
    name: 'object-limit',
    title: 'a limit on the number of queues or exchanges',
    words: /(?:queue|exchange) limit (?:in|of) .*(?:is )?reached|(?<limit>queue|exchange) limit/,
    cause: 'The virtual host, or the cluster, may not hold more of them.',
    remedy:
      'Delete what is no longer used (often server-named queues that were declared without exclusive or x-expires), or raise the limit: rabbitmqctl set_vhost_limits.',
    look: 'The last declare.',
  },
]
