import type { Entry } from './entry.ts'

/** About connections that do not come to be, or end without a word: of AMQP, of sockets, of TLS. */
export const socketEntries: readonly Entry[] = [
  {
    name: 'silence-after-tune',
    title: 'a connection that ended after tune',
    words: /closed the connection after tune/,
    cause:
      'The broker hung up without a word when limits and virtual host had been named. Most likely it does not agree to the limits of tune-ok: RabbitMQ 4.1 and later close the socket, after about 3 seconds, where frame-max is under 8192 and not 0.',
    remedy: "Look at the broker's log; let the client take the limits that the broker proposes.",
    look: 'connection.tune, connection.tune-ok and connection.open.',
  },
  {
    name: 'silence-after-login',
    title: 'a connection that ended during the handshake',
    words:
      /closed the connection after the credentials|Socket closed abruptly during opening handshake|Expected ConnectionTune; got|possible authentication failure|ProbableAuthenticationError|PossibleAuthenticationFailure/i,
    cause:
      'The broker hung up without a word during the handshake. Where the client had just sent its credentials they were most likely refused: RabbitMQ says so only to clients that offer the capability authentication_failure_close. Behind tune-ok it means limits that the broker does not agree to, such as a frame-max under 8192 on RabbitMQ 4.1 and later.',
    remedy:
      "Look at the broker's log: it says which. Then check user, password and virtual host; then frame_max and channel_max.",
    look: 'The last frame of the client: connection.start-ok, connection.tune-ok or connection.open.',
  },
  {
    name: 'not-amqp',
    title: 'a port that does not speak AMQP 0-9-1',
    words:
      /is that an AMQP port|bad_header|bad_version|AMQP (?:protocol )?version (?:mismatch|not supported)|Expected AMQP protocol|A,?M,?Q,?P,?[03],?[10],?[09],?[0-9]+|Malformed frame received|handshake_timeout|PROTOCOL_HEADER/i,
    cause:
      'The first octets were not what the other side expects. A broker answers a header that it does not speak with its own (AMQP 0-0-9-1, or AMQP 3-1-0-0 on 4.x) and hangs up. Most likely plain AMQP went to the port for TLS (5671), to the management pages (15672) or to clustering (25672); or TLS or HTTP to 5672; or the client speaks AMQP 1.0.',
    remedy:
      'amqp:// goes to 5672, amqps:// to 5671. Health checks of load balancers that open a port and hang up leave the same words in the log, and do no harm.',
    look: 'The first octets of each side.',
  },
  {
    name: 'tls-alert',
    title: 'TLS that did not come to be',
    words:
      /tls_alert|wrong version number|ERR_SSL|ERR_TLS|EPROTO|certificate|CERT_|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET)|handshake failure|unknown ca/i,
    cause:
      'The TLS handshake failed: TLS went to a port without it (wrong version number), the certificate has expired, is for another name, or is signed by nobody that is trusted; or the broker wants a certificate of the client.',
    remedy:
      'Try openssl s_client -connect host:5671; give ca, and cert and key where the broker verifies peers; connect by the name that the certificate is for.',
  },
  {
    name: 'connection-refused',
    title: 'nothing listens there',
    words: /ECONNREFUSED|connection refused|actively refused/i,
    cause:
      'The machine answers, and no program listens on that port: the broker is not running or still starting, listens on another port or address, or the port of a container is not published.',
    remedy: 'Look with rabbitmq-diagnostics listeners; within containers localhost is the container itself.',
  },
  {
    name: 'host-not-found',
    title: 'a host that nobody knows',
    words: /ENOTFOUND|EAI_AGAIN|getaddrinfo|nxdomain|No such host/i,
    cause:
      'The name of the host cannot be looked up: a slip, a password with @ or / in the URL that is not percent-encoded, or a name that only another network knows.',
    remedy:
      'Look it up with getent hosts NAME on the machine of the client; percent-encode what is special in the URL.',
  },
  {
    name: 'no-answer',
    title: 'no answer from the host',
    words:
      /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|no answer within|connect timeout|connection timed? ?out|None of the specified endpoints were reachable|BrokerUnreachable/i,
    cause:
      'Nothing came back: a firewall drops it, the address is wrong, or the network is down. BrokerUnreachableException of .NET stands for any reason: its inner exception has it.',
    remedy: 'Try nc -vz HOST 5672 from the machine of the client.',
  },
  {
    name: 'reset',
    title: 'a connection that was cut',
    words:
      /ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_DESTROYED|connection reset|broken pipe|forcibly closed|connection_closed_abruptly|closed unexpectedly|client unexpectedly closed TCP connection|Unexpected close|inet_error|einval|Connection closed unexpectedly|CONNECTION_LOST/i,
    cause:
      'One side, or something between them, ended the connection without the closing words of AMQP: a process was killed or left without closing, the broker gave up a client that broke the protocol, a load balancer or firewall dropped an idle connection, or the wrong password met a client without the capability authentication_failure_close.',
    remedy:
      "Look at the broker's log from the same second; agree on heartbeats below the limit of the load balancer; close connections before a program ends.",
    look: 'The last frame before the end, and who sent it.',
  },
]
