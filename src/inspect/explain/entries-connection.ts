import { findClosedChannel, findHandshakeStep } from './culprits-connection.ts'
import type { Entry } from './entry.ts'

/** About logging in, limits, closes by operators, heartbeats and alarms. */
export const connectionEntries: readonly Entry[] = [
  {
    name: 'login-refused',
    title: 'a login that was refused',
    words:
      /Login was refused using authentication mechanism (?<mechanism>[\w-]+)|(?<logged>PLAIN|AMQPLAIN|EXTERNAL) login refused: (?:user '(?<user>.*?)' - )?(?<why>.*)/,
    cause:
      "The user does not exist, the password is wrong, or the user may not log in from there: 'guest' may log in from the broker's own machine alone, unless loopback_users says otherwise. The reply text never says which; the broker's log does.",
    remedy:
      'Look at the log, and try the same user with rabbitmqctl authenticate_user. In a URL percent-encode what is special in a password. In containers make a user of your own in place of guest.',
    look: 'connection.start-ok, which holds mechanism and user (the password is not shown).',
    search: findHandshakeStep,
  },
  {
    name: 'missing-virtual-host',
    title: 'a virtual host that does not exist',
    words: /vhost '?(?<virtualHost>.*?)'? not found|INVALID_PATH/,
    cause:
      "There is no virtual host '{virtualHost}'. Often a slash is too many or too few: the usual one is called '/', so amqp://host/%2f and amqp://host name it, while amqp://host/ names the one without a name.",
    remedy: 'List them with rabbitmqctl list_vhosts; create one with rabbitmqctl add_vhost.',
    look: 'connection.open, with the name as the broker saw it.',
    search: findHandshakeStep,
  },
  {
    name: 'connection-limit',
    title: 'a limit on the number of connections',
    words:
      /(?:user |node |vhost )?connection limit(?: \((?<limit>\d+)\))?(?: is| of .* is)? (?:is )?reached|connection limit/,
    cause: 'The user, the virtual host or the node has as many connections as it may have.',
    remedy:
      'Open one connection for a program and channels within it, and close what is not used; or raise the limit (rabbitmqctl set_user_limits, set_vhost_limits, connection_max).',
    look: 'connection.open.',
    search: findHandshakeStep,
  },
  {
    name: 'virtual-host-down',
    title: 'a virtual host that is down',
    words: /vhost '(?<virtualHost>.*?)' is down/,
    cause:
      "The virtual host '{virtualHost}' exists and has failed to start on this node: its store is damaged, or the disk was full.",
    remedy: 'Look at the log of the node, then rabbitmqctl restart_vhost.',
    look: 'connection.open.',
    search: findHandshakeStep,
  },
  {
    name: 'virtual-host-refused',
    title: 'a virtual host that the user may not enter',
    words: /access to vhost '(?<virtualHost>.*?)' refused for user '(?<user>.*?)'/,
    cause: "The user '{user}' has no permissions in the virtual host '{virtualHost}'.",
    remedy: 'rabbitmqctl set_permissions -p {virtualHost} {user} ".*" ".*" ".*", or less than that.',
    look: 'connection.open.',
    search: findHandshakeStep,
  },
  {
    name: 'permission-refused',
    title: 'a permission that the user does not have',
    words:
      /(?:(?<permission>configure|write|read) )?access to (?:topic '(?<topic>.*?)' in )?(?<kind>queue|exchange|topic) '(?<name>.*?)' in vhost '(?<virtualHost>.*?)' refused for user '(?<user>.*?)'/,
    cause:
      "The user '{user}' may not do that with the {kind} '{name}'. To declare or delete needs configure; to publish and to bind to needs write; to consume, get, purge and bind from needs read. The name has to match the expression of the permission as a whole.",
    remedy:
      'rabbitmqctl list_user_permissions {user} shows them, set_permissions and set_topic_permissions change them.',
    look: 'The method that the close names, with that name.',
  },
  {
    name: 'channel-limit',
    title: 'more channels than agreed on',
    words:
      /number of channels opened(?: for user '(?<user>.*?)')? (?:\((?<count>\d+)\) )?has reached the (?:negotiated channel_max|maximum allowed (?:user )?limit(?: of)?)(?: \((?<max>\d+)\))?/,
    cause:
      'The connection has as many channels open as tune has agreed on, or the user as many as allowed. Most likely channels are opened for each operation and not closed.',
    remedy:
      'Open a channel once and keep it, one for each thread or consumer; close what is not used; raise channel_max where many are really needed.',
    look: 'The last channel.open, and all channel.open without channel.close before it.',
  },
  {
    name: 'tune-out-of-range',
    title: 'limits that the broker does not agree to',
    words:
      /negotiated (?<limit>frame_max|channel_max) = (?<value>\d+) is (?<how>lower|higher) than the (?:minimum|maximum) allowed value(?: \((?<allowed>\d+)\))?/,
    cause:
      'In connection.tune-ok the client settled {limit} on {value}, which is {how} than the broker allows ({allowed}). RabbitMQ 4.1 and later want a frame-max of at least 8192. Older versions say this in the log alone, and close the socket.',
    remedy: 'Let the client take what the broker proposes: frame_max=0 or none in its settings.',
    look: 'connection.tune, and connection.tune-ok.',
    search: findHandshakeStep,
  },
  {
    name: 'broker-shutdown',
    title: 'a broker that is shutting down',
    words:
      /broker forced connection closure with reason '?(?<reason>.*?)'?$|Node was put into maintenance mode|node is shutting down/i,
    cause:
      'An operator stopped the broker or took it out of service, or it is being upgraded. The client did nothing wrong.',
    remedy: 'Connect again after a pause, to another node of the cluster where there is one.',
  },
  {
    name: 'closed-by-operator',
    title: 'a connection that an operator closed',
    words:
      /Closed via management plugin|CONNECTION_FORCED(?: - .*)?|closed by (?:an )?operator|user '(?<user>.*?)' is deleted|vhost '(?<virtualHost>.*?)' is deleted/i,
    cause:
      'Somebody closed it: in the management pages, with rabbitmqctl close_connection, or by deleting the user or the virtual host.',
    remedy:
      'Ask whoever runs the broker; the log names the reason. Connecting again is allowed unless user or virtual host are gone.',
  },
  {
    name: 'missed-heartbeats',
    title: 'heartbeats that did not come',
    words:
      /missed heartbeats from client(?:, timeout: (?<seconds>\d+)s)?|heartbeat[ _-]?time-?out|missed heartbeat|heartbeat(?:s)? missed/i,
    cause:
      'One side heard nothing from the other for two intervals and gave it up. Most likely the client was busy (a blocked event loop, a long computation, a stopped process or a debugger), or something between them (a load balancer, a firewall, a sleeping machine) dropped the connection.',
    remedy:
      'Keep long work off the thread that reads the socket; agree on 10 to 60 seconds; let the load balancer keep idle connections for longer than that.',
    look: 'The last frame of each side: who was silent for more than two intervals.',
  },
  {
    name: 'low-on-memory',
    title: 'a broker that is low on memory',
    words: /low on memory|memory resource limit alarm set/i,
    cause:
      'A node uses more memory than vm_memory_high_watermark allows. Until it has less, no connection that publishes is read; consumers go on.',
    remedy:
      'Let consumers catch up, find queues that only grow, publish with a limit on what is outstanding; give the broker more memory. Use separate connections for publishing and consuming.',
    look: 'connection.unblocked, which ends it; what was published in between waits in the socket.',
  },
  {
    name: 'low-on-disk',
    title: 'a broker that is low on disk',
    words: /low on disk|disk resource limit alarm set|low disk/i,
    cause:
      'A node has less free disk than disk_free_limit demands. Until it has more, no connection that publishes is read; consumers go on.',
    remedy:
      'Free disk space, let consumers catch up, move logs elsewhere; disk_free_limit should be about as large as the memory.',
    look: 'connection.unblocked, which ends it.',
  },
  {
    name: 'blocked',
    title: 'a connection that is blocked',
    words: /connection\.blocked|connection (?:is |was )?blocked|low on (?<resource>[\w ,]+)/i,
    cause:
      'A resource alarm is set on a node of the cluster, and the broker does not read from connections that publish.',
    remedy: 'rabbitmq-diagnostics alarms says which; free that resource and wait for connection.unblocked.',
    look: 'connection.unblocked, which ends it.',
  },
  {
    name: 'method-in-wrong-state',
    title: 'a method of the handshake, or for channel 0, at the wrong time',
    words: /unexpected method in connection state (?<state>\w+)/,
    cause:
      'While the connection was {state} a method came on channel 0 that has no place there: a second connection.open, an answer to nothing, or a method of a channel on channel 0.',
    remedy:
      'This is an error in a client library or in a program that writes frames itself: channels begin at 1.',
    look: 'The method that the close names, on channel 0.',
  },
  {
    name: 'channel-not-open',
    title: 'a channel that is not open',
    words: /expected 'channel\.open'/,
    cause:
      'A method came on a channel that was never opened or is closed. Most likely the broker or the program had closed it, and another task still used it; a close by the broker crosses with what the client has sent already, and that does no harm.',
    remedy:
      'Give up a channel when its close comes, and open a new one; do not share a channel between tasks that may close it.',
    look: 'The last channel.close on that channel before the method.',
    search: findClosedChannel,
  },
  {
    name: 'channel-opened-twice',
    title: 'a channel opened twice',
    words: /second 'channel\.open' seen/,
    cause:
      'The number is in use: channel.open came for a channel that is open already. It may be used again only after channel.close-ok.',
    remedy:
      'This is an error in a client library, in the way it gives out channel numbers, or two programs use one socket.',
    look: 'The first channel.open on that channel.',
    search: findClosedChannel,
  },
  {
    name: 'not-implemented-method',
    title: 'a method that the broker does not serve',
    words: /unimplemented method|unknown method|no method (?<method>[\d.]+)/,
    cause:
      'The method may not come from a client, or not there: an answer to a question that was not asked (flow-ok, close-ok), or a method of the connection on a channel.',
    remedy:
      'This is an error in a client library. Where a channel.close-ok is concerned, look for a close that was answered twice.',
    look: 'The method that the close names.',
  },
]
