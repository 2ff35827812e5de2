// Generated from spec/*.xml by `npm run generate`. Edit the XML, not this file.

/** The words of the specification about one element. */
export interface DocsInfo {
  /** A few words. */
  readonly label: string
  /** What it is for. */
  readonly purpose: string
  /** What the peer answers; of methods only. */
  readonly reply?: string
  /** What goes wrong; of methods only. */
  readonly errors?: string
  /** The legal sequence of methods; of classes only. */
  readonly grammar?: string
  /** What RabbitMQ does otherwise. */
  readonly rabbitmq?: string
}

/** The elementary types that every field comes down to. (AMQP 0-9-1, 4.2.5 "Data Types".) */
export type WireType = 'bit' | 'octet' | 'short' | 'long' | 'longlong' | 'shortstr' | 'longstr' | 'timestamp' | 'table'

/** A field of a method, or a property of a message. */
export interface FieldInfo {
  /** The name in the API, such as `autoDelete`. */
  readonly name: string
  /** The name in the standard, such as `auto-delete`. */
  readonly wireName: string
  /** How it is written on the wire. */
  readonly type: WireType
  /** The name that the standard gives to this use of the type, such as `queue-name`; the type's own where it has none. */
  readonly domain: string
  /** Reserved fields travel as zero or empty, and no user sees them. */
  readonly reserved: boolean
  /** Whether a caller has to give it. */
  readonly required: boolean
  /** What the specification says of it. */
  readonly docs: DocsInfo
}

/** A method of the standard or of RabbitMQ's extensions to it. */
export interface MethodInfo {
  /** The class id in the upper 16 bits, the method id in the lower. */
  readonly id: number
  /** The number of its class, such as 50 for `queue`. */
  readonly classId: number
  /** Its number within the class, such as 10 for `queue.declare`. */
  readonly methodId: number
  /** The name of its class, such as `queue`. */
  readonly className: string
  /** The name in the standard, such as `queue.declare-ok`. */
  readonly name: string
  /** The name in the API, such as `queueDeclareOk`. */
  readonly apiName: string
  /** Whether it asks for an answer or is one; the others are sent without waiting for anything. */
  readonly synchronous: boolean
  /** Whether a content header and a body follow. */
  readonly content: boolean
  /** Who may send it. */
  readonly from: readonly ('client' | 'server')[]
  /** The ids of the methods that answer it. */
  readonly replies: readonly number[]
  /** In the order of the wire, reserved ones included. */
  readonly fields: readonly FieldInfo[]
  /** What the specification says of it. */
  readonly docs: DocsInfo
}

/** A class of the standard: the methods about one thing, such as queues. */
export interface ClassInfo {
  /** Its number on the wire, such as 50. */
  readonly id: number
  /** Its name, such as `queue`. */
  readonly name: string
  /** Where its methods travel: on channel 0, which is the connection's, or on the others. */
  readonly handler: 'connection' | 'channel'
  /** What the specification says of it. */
  readonly docs: DocsInfo
}

/** A number that the standard gives a name to: a type of frame, a limit, a reply code. */
export interface ConstantInfo {
  /** The name in the standard, such as `not-found`. */
  readonly name: string
  /** The number itself, such as 404. */
  readonly value: number
  /** What a reply code ends: the channel (soft) or the connection (hard). There is none where it reports no error. */
  readonly severity?: 'soft-error' | 'hard-error'
  /** What the specification says of it. */
  readonly docs: DocsInfo
}

/** Every class with what it is for. */
export const classInfos: readonly ClassInfo[] = [
  {
    "id": 10,
    "name": "connection",
    "handler": "connection",
    "docs": {
      "label": "one connection to a server",
      "purpose": "Opens, tunes and closes a connection. After the protocol header the server speaks first: it presents itself with `start`, the client logs in with `start-ok`, and `secure` may ask for more. The server then proposes limits with `tune`, the client settles them with `tune-ok` and enters a virtual host with `open`. From then on channels do the work. Either side ends it with `close`, and the other answers `close-ok`. All of it happens on channel 0.",
      "grammar": "connection = handshake *traffic goodbye\nhandshake  = C:protocol-header\n             S:start C:start-ok\n             *( S:secure C:secure-ok )\n             S:tune C:tune-ok\n             C:open S:open-ok\ntraffic    = frames of channels / C:heartbeat / S:heartbeat\ngoodbye    = C:close S:close-ok\n           / S:close C:close-ok",
      "rabbitmq": "Adds `blocked` and `unblocked`, by which the server tells publishers that it takes no messages for now, and `update-secret`, by which a client renews credentials that expire."
    }
  },
  {
    "id": 20,
    "name": "channel",
    "handler": "channel",
    "docs": {
      "label": "one conversation within a connection",
      "purpose": "Opens, throttles and closes channels. A channel is one of many conversations that share a connection: it has a number, an order of its own and its own delivery tags, consumers and transactions. Nearly all methods run on a channel, and most errors end only the channel they happened on. A channel is cheap, but opening one takes a round trip: keep it for many operations. The number may be used again once the channel is closed on both sides.",
      "grammar": "channel   = C:open S:open-ok *use goodbye\nuse       = C:flow S:flow-ok\n          / S:flow C:flow-ok\n          / methods of the other classes\ngoodbye   = C:close S:close-ok\n          / S:close C:close-ok"
    }
  },
  {
    "id": 40,
    "name": "exchange",
    "handler": "channel",
    "docs": {
      "label": "where messages are published to",
      "purpose": "Creates and deletes exchanges. Publishers never write into a queue: they hand a message to an exchange, and the exchange passes it on to the queues whose bindings match. The type decides what matching means: `direct` compares the routing key, `topic` compares it as a pattern of words, `fanout` takes everything, `headers` looks at the headers. An exchange stores nothing; what matches no binding is dropped or, where the publisher asked for it, returned. The default exchange, whose name is empty, always exists and needs no bindings.",
      "grammar": "exchange = C:declare S:declare-ok\n         / C:delete S:delete-ok",
      "rabbitmq": "Adds `bind` and `unbind`, which let one exchange feed another. `CC` and `BCC` headers name further routing keys. The exchange argument `alternate-exchange` names a second exchange for what finds no queue."
    }
  },
  {
    "id": 50,
    "name": "queue",
    "handler": "channel",
    "docs": {
      "label": "where messages wait",
      "purpose": "Creates, binds, empties and deletes queues. A queue keeps messages in order until a consumer takes them. It receives messages through bindings, each of which ties it to an exchange by a routing key or by arguments. Every queue is also bound to the default exchange by its own name. The usual order is: declare, bind, then consume from it with the methods of `basic`.",
      "grammar": "queue = C:declare S:declare-ok\n      / C:bind S:bind-ok\n      / C:unbind S:unbind-ok\n      / C:purge S:purge-ok\n      / C:delete S:delete-ok",
      "rabbitmq": "Offers several kinds of queue, chosen by the argument `x-queue-type`: classic, quorum and stream. Messages that are rejected, expire or exceed a limit can go to a dead letter exchange."
    }
  },
  {
    "id": 60,
    "name": "basic",
    "handler": "channel",
    "docs": {
      "label": "publishing and consuming",
      "purpose": "Moves messages: publishes them, delivers them, and settles what was delivered. A message is a method followed by its content, that is one header frame with properties and as many body frames as it takes. The client publishes with `publish`; it receives with `consume`, after which the server pushes `deliver` until `cancel`, or message by message with `get`. Each delivery has a tag, and `ack` or `reject` settles it by that tag unless it was asked for with `no-ack`. `qos` limits how many deliveries may be outstanding. What was never settled is delivered again, so a consumer may see a message twice.",
      "grammar": "basic   = C:qos S:qos-ok\n        / C:consume S:consume-ok *( S:deliver content )\n        / C:cancel S:cancel-ok\n        / C:publish content\n        / S:return content\n        / C:get ( S:get-ok content / S:get-empty )\n        / C:ack\n        / C:reject\n        / C:recover-async\n        / C:recover S:recover-ok\ncontent = header *body",
      "rabbitmq": "Adds `nack`, which is `reject` for many at once. The server sends `ack` and `nack` too, to settle what was published in confirm mode, and `cancel`, when a consumer loses its queue. Consuming from `amq.rabbitmq.reply-to` gives answers without a queue."
    }
  },
  {
    "id": 90,
    "name": "tx",
    "handler": "channel",
    "docs": {
      "label": "transactions on a channel",
      "purpose": "Groups what a channel publishes and acknowledges into transactions. `select` switches the channel over, once and for good; from then on a transaction is always under way. `commit` makes its publishes and acknowledgements take effect and begins the next one, `rollback` discards them and does the same. Nothing else is transactional: declaring and binding take effect at once. Each commit costs a round trip.",
      "grammar": "tx   = C:select S:select-ok *work\nwork = *( C:publish content / C:ack / C:reject ) ( C:commit S:commit-ok / C:rollback S:rollback-ok )",
      "rabbitmq": "A channel cannot have both transactions and confirms: 406 either way. Do not count on atomicity: none is guaranteed, not even over a single queue. Confirms are usually the better choice."
    }
  },
  {
    "id": 85,
    "name": "confirm",
    "handler": "channel",
    "docs": {
      "label": "confirms for published messages",
      "purpose": "Lets the server confirm what a channel publishes. `select` switches the channel over, once and for good. From then on every publish counts: the first one is number 1. The server settles each number with `basic.ack` when it has taken charge of the message, or with `basic.nack` when it could not. This is the way to publish without losing messages; keep many outstanding, and treat those that are unsettled when a connection breaks as unknown.",
      "grammar": "confirm = C:select S:select-ok *( C:publish content / confirms )\nconfirms = S:return content / S:ack / S:nack"
    }
  },
  {
    "id": 30,
    "name": "access",
    "handler": "channel",
    "docs": {
      "label": "access tickets of older clients",
      "purpose": "Handed out access tickets in earlier versions of AMQP. A client asked for a ticket with `request` and showed it in later methods, in the place that is `reserved-1` today. AMQP 0-9-1 has no such class. RabbitMQ still answers, so that old clients keep working; new ones have no use for it.",
      "grammar": "access = C:request S:request-ok"
    }
  }
]

/** Every method with its fields and answers, class by class. */
export const methodInfos: readonly MethodInfo[] = [
  {
    "id": 655370,
    "classId": 10,
    "methodId": 10,
    "className": "connection",
    "name": "connection.start",
    "apiName": "connectionStart",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [
      655371
    ],
    "fields": [
      {
        "name": "versionMajor",
        "wireName": "version-major",
        "type": "octet",
        "domain": "octet",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "first part of the version",
          "purpose": "Names the protocol's major version as the server counts it: 0 for AMQP 0-9-1."
        }
      },
      {
        "name": "versionMinor",
        "wireName": "version-minor",
        "type": "octet",
        "domain": "octet",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "second part of the version",
          "purpose": "Names the protocol's minor version: 9 for AMQP 0-9-1. The revision is not sent here; it stands in the protocol header alone."
        }
      },
      {
        "name": "serverProperties",
        "wireName": "server-properties",
        "type": "table",
        "domain": "peer-properties",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "what the server tells of itself",
          "purpose": "Describes the server: product, version, platform and more. Useful in logs and for finding out which extensions the server has. May be empty.",
          "rabbitmq": "Holds among others `product`, `version`, `cluster_name` and `capabilities`, a table of booleans such as `publisher_confirms` and `basic.nack`."
        }
      },
      {
        "name": "mechanisms",
        "wireName": "mechanisms",
        "type": "longstr",
        "domain": "longstr",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "ways to log in",
          "purpose": "Lists the SASL mechanisms that the server accepts, such as `PLAIN EXTERNAL`, separated by single spaces."
        }
      },
      {
        "name": "locales",
        "wireName": "locales",
        "type": "longstr",
        "domain": "longstr",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "languages of error texts",
          "purpose": "Lists the locales in which the server can write reply texts, separated by single spaces. `en_US` is always among them."
        }
      }
    ],
    "docs": {
      "label": "server presents itself",
      "purpose": "Begins the handshake: the server names its protocol version and says how one can log in. It is the answer to the 8-octet protocol header with which the client opens the talk.",
      "reply": "`connection.start-ok` with the chosen mechanism and the credentials.",
      "errors": "A server that does not speak the version asked for sends a protocol header of its own and closes the socket, so the first octets may not be a frame at all. A client that finds no mechanism it can use closes the socket. Check the size of this frame against a fixed limit: nothing has been agreed yet.",
      "rabbitmq": "To a protocol header that it does not like, 3.10 answers with that of AMQP 0-9-1 (`AMQP` 0 0 9 1) and 4.3 with that of AMQP 1.0 (`AMQP` 3 1 0 0); then the socket is closed."
    }
  },
  {
    "id": 655371,
    "classId": 10,
    "methodId": 11,
    "className": "connection",
    "name": "connection.start-ok",
    "apiName": "connectionStartOk",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [],
    "fields": [
      {
        "name": "clientProperties",
        "wireName": "client-properties",
        "type": "table",
        "domain": "peer-properties",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "what the client tells of itself",
          "purpose": "Describes the client: product, version, platform and more. Operators see it in the server's lists of connections, so a telling name helps. May be empty.",
          "rabbitmq": "`connection_name` is shown in lists of connections. `capabilities` tells what the client knows: `connection.blocked` for `blocked` and `unblocked`, `consumer_cancel_notify` for `basic.cancel` from the server, `authentication_failure_close` for a reason when the login fails."
        }
      },
      {
        "name": "mechanism",
        "wireName": "mechanism",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "chosen way to log in",
          "purpose": "Names the SASL mechanism that the client has chosen, one of those in `mechanisms`. `PLAIN` is a user name and a password; `EXTERNAL` relies on something outside, such as a TLS certificate.",
          "rabbitmq": "`PLAIN` and `AMQPLAIN` are offered unless configured otherwise; `EXTERNAL` comes with a plugin."
        }
      },
      {
        "name": "response",
        "wireName": "response",
        "type": "longstr",
        "domain": "longstr",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "credentials for the mechanism",
          "purpose": "Carries what the mechanism wants to see first. For `PLAIN`: a zero octet, the user name, a zero octet, the password. It travels as it is, so use TLS on any network you do not trust."
        }
      },
      {
        "name": "locale",
        "wireName": "locale",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "chosen language of error texts",
          "purpose": "Names the locale for reply texts, one of those in `locales`. `en_US` is a safe choice."
        }
      }
    ],
    "docs": {
      "label": "client presents itself and logs in",
      "purpose": "Answers `start`: the client picks a mechanism, gives its credentials and tells about itself. Send it once, with a mechanism and a locale from the lists in `start`.",
      "reply": "`connection.secure` where the mechanism needs another round, else `connection.tune`.",
      "errors": "Wrong credentials: the server closes the socket, without a reason in the plain standard, so that nobody can probe for passwords. 501 or 502 where the arguments cannot be read.",
      "rabbitmq": "Wrong credentials bring `connection.close` with 403 where the client offered the capability `authentication_failure_close`. Otherwise, and for an unknown mechanism, the socket is closed after about 3 seconds."
    }
  },
  {
    "id": 655380,
    "classId": 10,
    "methodId": 20,
    "className": "connection",
    "name": "connection.secure",
    "apiName": "connectionSecure",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [
      655381
    ],
    "fields": [
      {
        "name": "challenge",
        "wireName": "challenge",
        "type": "longstr",
        "domain": "longstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "question of the mechanism",
          "purpose": "Carries the mechanism's question as bytes. Only the mechanism knows what they mean."
        }
      }
    ],
    "docs": {
      "label": "server asks for more proof",
      "purpose": "Asks for another round of the login: mechanisms of the challenge and response kind need it. It may come several times before `tune`.",
      "reply": "`connection.secure-ok` with the answer to the challenge.",
      "errors": "With `PLAIN` and `EXTERNAL` it does not come. A client whose mechanism knows no second round should close the connection rather than guess an answer."
    }
  },
  {
    "id": 655381,
    "classId": 10,
    "methodId": 21,
    "className": "connection",
    "name": "connection.secure-ok",
    "apiName": "connectionSecureOk",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [],
    "fields": [
      {
        "name": "response",
        "wireName": "response",
        "type": "longstr",
        "domain": "longstr",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "answer to the challenge",
          "purpose": "Carries the answer as bytes, made by the mechanism from the challenge and the client's secret."
        }
      }
    ],
    "docs": {
      "label": "client answers the challenge",
      "purpose": "Answers `secure` with what the mechanism computes from the challenge. It goes out only in answer to `secure`, once for each.",
      "reply": "Another `connection.secure`, or `connection.tune` when the login is done.",
      "errors": "Wrong answer: the server ends the connection as it does for a wrong password. So does an answer to a `secure` that never came."
    }
  },
  {
    "id": 655390,
    "classId": 10,
    "methodId": 30,
    "className": "connection",
    "name": "connection.tune",
    "apiName": "connectionTune",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [
      655391
    ],
    "fields": [
      {
        "name": "channelMax",
        "wireName": "channel-max",
        "type": "short",
        "domain": "short",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "proposed limit on channels",
          "purpose": "Proposes how many channels may be open on the connection. 0 sets no limit beyond that of the 16-bit channel number, which is 65535.",
          "rabbitmq": "2047 unless configured. It limits how many channels are open, not their numbers."
        }
      },
      {
        "name": "frameMax",
        "wireName": "frame-max",
        "type": "long",
        "domain": "long",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "proposed largest frame",
          "purpose": "Proposes the largest frame in bytes, header and end octet included, so a body frame carries 8 bytes less. 0 sets no limit; any other value must be at least 4096.",
          "rabbitmq": "131072 unless configured."
        }
      },
      {
        "name": "heartbeat",
        "wireName": "heartbeat",
        "type": "short",
        "domain": "short",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "proposed heartbeat interval",
          "purpose": "Proposes the heartbeat interval in seconds. 0 proposes to have no heartbeats.",
          "rabbitmq": "60 seconds unless configured."
        }
      }
    ],
    "docs": {
      "label": "server proposes limits",
      "purpose": "Proposes the limits of the connection: how many channels, how large a frame, how often a heartbeat. The client may lower them, and where the server sets no limit it may set one.",
      "reply": "`connection.tune-ok` with the values that hold from then on.",
      "errors": "Beware of 0, which means no limit here and not zero: where one side says 0 the other's value holds, and otherwise the smaller of the two. Keep a limit of your own for sizes even where both sides say 0."
    }
  },
  {
    "id": 655391,
    "classId": 10,
    "methodId": 31,
    "className": "connection",
    "name": "connection.tune-ok",
    "apiName": "connectionTuneOk",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [],
    "fields": [
      {
        "name": "channelMax",
        "wireName": "channel-max",
        "type": "short",
        "domain": "short",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "agreed limit on channels",
          "purpose": "Sets how many channels may be open at once. It must not exceed the server's proposal, unless that was 0; 0 means no limit and is right only where the server proposed 0 too."
        }
      },
      {
        "name": "frameMax",
        "wireName": "frame-max",
        "type": "long",
        "domain": "long",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "agreed largest frame",
          "purpose": "Sets the largest frame in bytes, for both directions, header and end octet included. At least 4096 and no more than proposed; 0 means no limit and is right only where the server proposed 0 too.",
          "rabbitmq": "4.1 and later refuse less than 8192. It lets body frames be 8 bytes larger than the limit allows; do not rely on that."
        }
      },
      {
        "name": "heartbeat",
        "wireName": "heartbeat",
        "type": "short",
        "domain": "short",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "agreed heartbeat interval",
          "purpose": "Sets the heartbeat interval in seconds. Each side sends something, if need be a heartbeat, well within each interval, and takes a peer for dead that is silent for two. 0 means no heartbeats."
        }
      }
    ],
    "docs": {
      "label": "client settles the limits",
      "purpose": "Settles the limits of the connection for both sides. Give the smaller of what the server proposed and what you want; where one of the two is 0, and so sets no limit, give the other. The limits hold from this method on.",
      "reply": "Nothing of its own. Send `connection.open` at once.",
      "errors": "A limit above the server's proposal, 0 where the server does set a limit, or a frame-max under 4096 ends the connection, possibly with nothing said.",
      "rabbitmq": "A limit above the proposal, 0 where a limit was proposed, or a frame-max below the minimum closes the socket after about 3 seconds, with nothing said."
    }
  },
  {
    "id": 655400,
    "classId": 10,
    "methodId": 40,
    "className": "connection",
    "name": "connection.open",
    "apiName": "connectionOpen",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      655401
    ],
    "fields": [
      {
        "name": "virtualHost",
        "wireName": "virtual-host",
        "type": "shortstr",
        "domain": "path",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "virtual host to enter",
          "purpose": "Names the virtual host. The usual default is a single slash. In an AMQP URL it is the part after the first slash, percent-encoded: `%2F` for the slash itself."
        }
      },
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      },
      {
        "name": "reserved2",
        "wireName": "reserved-2",
        "type": "bit",
        "domain": "bit",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      }
    ],
    "docs": {
      "label": "enter a virtual host",
      "purpose": "Enters a virtual host, which ends the handshake. A connection lives in one virtual host from here to its end; for a second one open a second connection.",
      "reply": "`connection.open-ok`.",
      "errors": "402 where there is no such virtual host; 403 or 530 where the user may not enter it. Each ends the connection.",
      "rabbitmq": "530 for an unknown virtual host, and for one that the user may not enter."
    }
  },
  {
    "id": 655401,
    "classId": 10,
    "methodId": 41,
    "className": "connection",
    "name": "connection.open-ok",
    "apiName": "connectionOpenOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      }
    ],
    "docs": {
      "label": "connection is ready",
      "purpose": "Says that the client is in the virtual host and may open channels. The handshake ends with it.",
      "reply": "Nothing. The client goes on with `channel.open`.",
      "errors": "A client may send `channel.open` without waiting for this, but then it must be ready to see the connection close instead."
    }
  },
  {
    "id": 655410,
    "classId": 10,
    "methodId": 50,
    "className": "connection",
    "name": "connection.close",
    "apiName": "connectionClose",
    "synchronous": true,
    "content": false,
    "from": [
      "client",
      "server"
    ],
    "replies": [
      655411
    ],
    "fields": [
      {
        "name": "replyCode",
        "wireName": "reply-code",
        "type": "short",
        "domain": "reply-code",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "reason as a number",
          "purpose": "Tells why as a number: 200 for a plain goodbye, else one of the error codes."
        }
      },
      {
        "name": "replyText",
        "wireName": "reply-text",
        "type": "shortstr",
        "domain": "reply-text",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "reason in words",
          "purpose": "Tells why in words, for logs. The default is empty."
        }
      },
      {
        "name": "classId",
        "wireName": "class-id",
        "type": "short",
        "domain": "class-id",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "class of the failed method",
          "purpose": "Names the class of the method that caused the error. 0 where no method did."
        }
      },
      {
        "name": "methodId",
        "wireName": "method-id",
        "type": "short",
        "domain": "method-id",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "number of the failed method",
          "purpose": "Names, together with `class-id`, the method that caused the error. 0 where no method did."
        }
      }
    ],
    "docs": {
      "label": "end the connection",
      "purpose": "Ends the connection in an orderly way, from either side, for good or because of an error. All its channels end with it. The sender says why, and which method was to blame if one was. After sending it, read on but act on nothing except `close` and `close-ok`.",
      "reply": "`connection.close-ok`; then the socket is closed.",
      "errors": "Both sides may send it at the same moment: answer the other's `close` even while you wait for your own `close-ok`. What was published shortly before, and all that was sent after the peer's `close`, may be lost. A socket that closes without this method means a crash, a network failure or a peer that gave up."
    }
  },
  {
    "id": 655411,
    "classId": 10,
    "methodId": 51,
    "className": "connection",
    "name": "connection.close-ok",
    "apiName": "connectionCloseOk",
    "synchronous": true,
    "content": false,
    "from": [
      "client",
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "end of connection agreed",
      "purpose": "Agrees to `close`. It is the last frame on the connection; whoever receives it closes the socket.",
      "reply": "Nothing.",
      "errors": "It may never come, when the peer dies first: wait for it with a time limit. Send nothing after it."
    }
  },
  {
    "id": 655420,
    "classId": 10,
    "methodId": 60,
    "className": "connection",
    "name": "connection.blocked",
    "apiName": "connectionBlocked",
    "synchronous": false,
    "content": false,
    "from": [
      "client",
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "reason",
        "wireName": "reason",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "reason in words",
          "purpose": "Tells which resource is short, in words, such as `low on memory`. It is for logs."
        }
      }
    ],
    "docs": {
      "label": "server takes no messages",
      "purpose": "Tells that the server is short of memory or disk space and takes no more messages from this connection for now. It comes to connections that publish, and only where the client offered the capability `connection.blocked`. Stop publishing until `unblocked`, and tell the people who wait.",
      "reply": "Nothing.",
      "errors": "The server stops reading this connection altogether, so whatever is sent piles up in buffers: acknowledgements must still go out, but they, like any call, wait until `unblocked`. Keep consumers on a connection of their own, which is not held up. A publisher without the capability is held up just the same, without a word."
    }
  },
  {
    "id": 655421,
    "classId": 10,
    "methodId": 61,
    "className": "connection",
    "name": "connection.unblocked",
    "apiName": "connectionUnblocked",
    "synchronous": false,
    "content": false,
    "from": [
      "client",
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "server takes messages again",
      "purpose": "Tells that the shortage is over and the server reads messages from this connection again. It follows a `blocked`.",
      "reply": "Nothing.",
      "errors": "Do not send all that has piled up at once, without a limit: the next `blocked` would follow soon."
    }
  },
  {
    "id": 655430,
    "classId": 10,
    "methodId": 70,
    "className": "connection",
    "name": "connection.update-secret",
    "apiName": "connectionUpdateSecret",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      655431
    ],
    "fields": [
      {
        "name": "newSecret",
        "wireName": "new-secret",
        "type": "longstr",
        "domain": "longstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "secret from now on",
          "purpose": "Carries the new secret as bytes: for OAuth 2 the token."
        }
      },
      {
        "name": "reason",
        "wireName": "reason",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "reason in words",
          "purpose": "Tells why the secret is renewed, for the server's log. The default is empty."
        }
      }
    ],
    "docs": {
      "label": "renew the credentials",
      "purpose": "Gives the server a new secret before the old one expires, such as a fresh OAuth 2 token, so that the connection need not be made anew. It runs on channel 0 at any time after the login.",
      "reply": "`connection.update-secret-ok`.",
      "errors": "530 where the server does not accept the secret, which ends the connection. Without a renewal in time the server refuses further work once the old secret has expired."
    }
  },
  {
    "id": 655431,
    "classId": 10,
    "methodId": 71,
    "className": "connection",
    "name": "connection.update-secret-ok",
    "apiName": "connectionUpdateSecretOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "credentials are renewed",
      "purpose": "Says that the new secret holds from now on. Work on the channels goes on as before.",
      "reply": "Nothing.",
      "errors": "Plan the next renewal: the new secret expires as well."
    }
  },
  {
    "id": 1310730,
    "classId": 20,
    "methodId": 10,
    "className": "channel",
    "name": "channel.open",
    "apiName": "channelOpen",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      1310731
    ],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      }
    ],
    "docs": {
      "label": "open a channel",
      "purpose": "Opens the channel whose number stands in the frame's header. Choose a number from 1 up to the agreed channel-max that is not in use.",
      "reply": "`channel.open-ok`.",
      "errors": "504 where the channel is open already, and an error that ends the connection where more channels are open than agreed.",
      "rabbitmq": "Opening twice is 504. More channels than agreed is 530. Numbers may go up to 65535, whatever the limit on how many are open."
    }
  },
  {
    "id": 1310731,
    "classId": 20,
    "methodId": 11,
    "className": "channel",
    "name": "channel.open-ok",
    "apiName": "channelOpenOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "longstr",
        "domain": "longstr",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      }
    ],
    "docs": {
      "label": "channel is ready",
      "purpose": "Says that the channel is open and takes methods. From here on the other methods may use the channel's number.",
      "reply": "Nothing.",
      "errors": "Beware of an answer that comes late: one that arrives after its caller gave up must not be taken for the next channel's."
    }
  },
  {
    "id": 1310740,
    "classId": 20,
    "methodId": 20,
    "className": "channel",
    "name": "channel.flow",
    "apiName": "channelFlow",
    "synchronous": true,
    "content": false,
    "from": [
      "client",
      "server"
    ],
    "replies": [
      1310741
    ],
    "fields": [
      {
        "name": "active",
        "wireName": "active",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "true to resume",
          "purpose": "Asks for messages to flow (true) or to be held back (false). A new channel is active.",
          "rabbitmq": "False from the client is answered with 540."
        }
      }
    ],
    "docs": {
      "label": "pause or resume content",
      "purpose": "Asks the other side to stop or to resume sending messages on this channel, so that a receiver can catch up. It holds back content only: other methods, acknowledgements among them, go on. For steady throttling of deliveries a prefetch limit, set by `basic.qos`, is the better means.",
      "reply": "`channel.flow-ok` with the state that now holds.",
      "errors": "A client that gets it with `active` false must stop publishing on this channel and answer; whoever goes on publishing may be cut off. Messages that were on their way still arrive.",
      "rabbitmq": "From the client, `active` false is 540 and `active` true changes nothing. Towards publishers the broker mostly holds back by reading more slowly from the socket, or tells them with `connection.blocked`."
    }
  },
  {
    "id": 1310741,
    "classId": 20,
    "methodId": 21,
    "className": "channel",
    "name": "channel.flow-ok",
    "apiName": "channelFlowOk",
    "synchronous": false,
    "content": false,
    "from": [
      "client",
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "active",
        "wireName": "active",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "state that now holds",
          "purpose": "Repeats the state that now holds: true where messages flow, false where they are held back."
        }
      }
    ],
    "docs": {
      "label": "flow request carried out",
      "purpose": "Confirms `flow`: the sender has taken note and acts accordingly. Send it as soon as publishing has stopped or may go on.",
      "reply": "Nothing.",
      "errors": "A message whose method was sent before this answer may still be incomplete: its header and body follow as usual."
    }
  },
  {
    "id": 1310760,
    "classId": 20,
    "methodId": 40,
    "className": "channel",
    "name": "channel.close",
    "apiName": "channelClose",
    "synchronous": true,
    "content": false,
    "from": [
      "client",
      "server"
    ],
    "replies": [
      1310761
    ],
    "fields": [
      {
        "name": "replyCode",
        "wireName": "reply-code",
        "type": "short",
        "domain": "reply-code",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "reason as a number",
          "purpose": "Tells why as a number: 200 for a plain goodbye, else one of the error codes."
        }
      },
      {
        "name": "replyText",
        "wireName": "reply-text",
        "type": "shortstr",
        "domain": "reply-text",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "reason in words",
          "purpose": "Tells why in words, for logs. The default is empty."
        }
      },
      {
        "name": "classId",
        "wireName": "class-id",
        "type": "short",
        "domain": "class-id",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "class of the failed method",
          "purpose": "Names the class of the method that caused the error. 0 where no method did."
        }
      },
      {
        "name": "methodId",
        "wireName": "method-id",
        "type": "short",
        "domain": "method-id",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "number of the failed method",
          "purpose": "Names, together with `class-id`, the method that caused the error. 0 where no method did."
        }
      }
    ],
    "docs": {
      "label": "end the channel",
      "purpose": "Ends one channel in an orderly way, from either side; the connection and its other channels go on. The server uses it to report every error that concerns one channel alone. Messages that were delivered on the channel and not acknowledged return to their queues, and its consumers end.",
      "reply": "`channel.close-ok`.",
      "errors": "After sending it, drop everything that comes on the channel except `close` and `close-ok`, and still answer a `close` of the peer. The number is free again only after `close-ok`. Whatever you sent after the failed method was ignored. Calls that still wait for an answer will get none.",
      "rabbitmq": "Unacknowledged messages return to their queues in order and come again with `redelivered` set."
    }
  },
  {
    "id": 1310761,
    "classId": 20,
    "methodId": 41,
    "className": "channel",
    "name": "channel.close-ok",
    "apiName": "channelCloseOk",
    "synchronous": true,
    "content": false,
    "from": [
      "client",
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "end of channel agreed",
      "purpose": "Agrees to `close`. From here on the channel's number may be opened anew.",
      "reply": "Nothing.",
      "errors": "Until it comes, older frames of the channel may still arrive and must be dropped."
    }
  },
  {
    "id": 2621450,
    "classId": 40,
    "methodId": 10,
    "className": "exchange",
    "name": "exchange.declare",
    "apiName": "exchangeDeclare",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      2621451
    ],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "short",
        "domain": "short",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      },
      {
        "name": "exchange",
        "wireName": "exchange",
        "type": "shortstr",
        "domain": "exchange-name",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "exchange to declare",
          "purpose": "Names the exchange to create or to check. Names beginning with `amq.` are the server's own."
        }
      },
      {
        "name": "type",
        "wireName": "type",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "kind of exchange",
          "purpose": "Chooses how the exchange routes: `direct`, `fanout`, `topic`, `headers`, or a type that the server adds. The type of an exchange never changes. With `passive` it does not matter."
        }
      },
      {
        "name": "passive",
        "wireName": "passive",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "only check, do not create",
          "purpose": "Asks only whether the exchange exists: true creates nothing and fails with 404 where it is missing. Apart from the name and `no-wait`, the other fields then do not matter."
        }
      },
      {
        "name": "durable",
        "wireName": "durable",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "survives a restart",
          "purpose": "Keeps the exchange over a restart of the server. False makes it go with the server. It says nothing about messages, which an exchange does not hold."
        }
      },
      {
        "name": "autoDelete",
        "wireName": "auto-delete",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "goes after its last binding",
          "purpose": "Deletes the exchange once the last binding that starts from it is gone. An exchange that was never bound stays. False keeps it until it is deleted."
        }
      },
      {
        "name": "internal",
        "wireName": "internal",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "fed by exchanges only",
          "purpose": "Closes the exchange to publishers: it takes messages only from other exchanges bound to it. Publishing to it is 403. False lets anyone publish."
        }
      },
      {
        "name": "noWait",
        "wireName": "no-wait",
        "type": "bit",
        "domain": "no-wait",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "send no answer",
          "purpose": "Asks for no `declare-ok`. A failure still closes the channel."
        }
      },
      {
        "name": "arguments",
        "wireName": "arguments",
        "type": "table",
        "domain": "table",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "further settings",
          "purpose": "Carries settings of the server's own or of the exchange's type. The default is an empty table.",
          "rabbitmq": "`alternate-exchange` (text) names an exchange that gets what this one cannot route; what is routed that way is not returned to a `mandatory` publisher."
        }
      }
    ],
    "docs": {
      "label": "make sure an exchange exists",
      "purpose": "Makes sure that an exchange exists: creates it, or checks that the existing one is of the same kind. Programs commonly declare what they use when they start; doing so again changes nothing. With `passive` it only asks whether the exchange is there.",
      "reply": "`exchange.declare-ok`. Nothing with `no-wait`.",
      "errors": "403 where the name begins with `amq.` and is not there already, or where the permission is missing; 404 where `passive` is set and there is no such exchange; 406 or 530 where it exists with another type or other properties; 503 where the type is unknown.",
      "rabbitmq": "An exchange that exists with other properties is 406. An unknown type ends the connection with 503 on 3.10 and the channel with 406 on 4.3. Declaring the default exchange is 403."
    }
  },
  {
    "id": 2621451,
    "classId": 40,
    "methodId": 11,
    "className": "exchange",
    "name": "exchange.declare-ok",
    "apiName": "exchangeDeclareOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "exchange is there",
      "purpose": "Says that the exchange exists as declared. It is also how `passive` says yes.",
      "reply": "Nothing.",
      "errors": "It does not say whether the exchange was created just now or existed before."
    }
  },
  {
    "id": 2621460,
    "classId": 40,
    "methodId": 20,
    "className": "exchange",
    "name": "exchange.delete",
    "apiName": "exchangeDelete",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      2621461
    ],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "short",
        "domain": "short",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      },
      {
        "name": "exchange",
        "wireName": "exchange",
        "type": "shortstr",
        "domain": "exchange-name",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "exchange to delete",
          "purpose": "Names the exchange to delete."
        }
      },
      {
        "name": "ifUnused",
        "wireName": "if-unused",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "only while it has no bindings",
          "purpose": "Deletes only where nothing is bound to the exchange; else it fails with 406. False deletes in any case."
        }
      },
      {
        "name": "noWait",
        "wireName": "no-wait",
        "type": "bit",
        "domain": "no-wait",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "send no answer",
          "purpose": "Asks for no `delete-ok`. A failure still closes the channel."
        }
      }
    ],
    "docs": {
      "label": "remove an exchange",
      "purpose": "Deletes an exchange together with its bindings. The queues that were bound to it stay.",
      "reply": "`exchange.delete-ok`. Nothing with `no-wait`.",
      "errors": "403 for the default exchange and for the server's own; 404 where there is no such exchange; 406 where `if-unused` is set and it is in use.",
      "rabbitmq": "Deleting an exchange that does not exist succeeds."
    }
  },
  {
    "id": 2621461,
    "classId": 40,
    "methodId": 21,
    "className": "exchange",
    "name": "exchange.delete-ok",
    "apiName": "exchangeDeleteOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "exchange is gone",
      "purpose": "Says that the exchange exists no more. Its bindings went with it.",
      "reply": "Nothing.",
      "errors": "Whoever still publishes to it loses the channel with 404."
    }
  },
  {
    "id": 2621470,
    "classId": 40,
    "methodId": 30,
    "className": "exchange",
    "name": "exchange.bind",
    "apiName": "exchangeBind",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      2621471
    ],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "short",
        "domain": "short",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      },
      {
        "name": "destination",
        "wireName": "destination",
        "type": "shortstr",
        "domain": "exchange-name",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "exchange that receives",
          "purpose": "Names the exchange that shall get the messages."
        }
      },
      {
        "name": "source",
        "wireName": "source",
        "type": "shortstr",
        "domain": "exchange-name",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "exchange that passes on",
          "purpose": "Names the exchange that messages shall come from. Its type decides what matches."
        }
      },
      {
        "name": "routingKey",
        "wireName": "routing-key",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "key or pattern to match",
          "purpose": "Sets what the source compares with the routing key of each message, as in `queue.bind`. Empty is a legal key."
        }
      },
      {
        "name": "noWait",
        "wireName": "no-wait",
        "type": "bit",
        "domain": "no-wait",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "send no answer",
          "purpose": "Asks for no `bind-ok`. A failure still closes the channel."
        }
      },
      {
        "name": "arguments",
        "wireName": "arguments",
        "type": "table",
        "domain": "table",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "arguments of the binding",
          "purpose": "Carries what the source's type needs to know: for `headers`, the headers to compare. They are part of the binding's identity. The default is an empty table."
        }
      }
    ],
    "docs": {
      "label": "bind an exchange to an exchange",
      "purpose": "Binds one exchange to another, so that what matches at the source also passes through the destination. It lets you build routing in layers. Circles do no harm: a message reaches each queue once. Binding again with the same key and arguments changes nothing.",
      "reply": "`exchange.bind-ok`. Nothing with `no-wait`.",
      "errors": "404 where one of the exchanges does not exist; 403 where one is the default exchange or the permission is missing."
    }
  },
  {
    "id": 2621471,
    "classId": 40,
    "methodId": 31,
    "className": "exchange",
    "name": "exchange.bind-ok",
    "apiName": "exchangeBindOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "exchange is bound",
      "purpose": "Says that the binding between the exchanges exists. Matching messages that are published from now on pass through it.",
      "reply": "Nothing.",
      "errors": "Messages that were published before the binding existed do not pass after all."
    }
  },
  {
    "id": 2621480,
    "classId": 40,
    "methodId": 40,
    "className": "exchange",
    "name": "exchange.unbind",
    "apiName": "exchangeUnbind",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      2621491
    ],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "short",
        "domain": "short",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      },
      {
        "name": "destination",
        "wireName": "destination",
        "type": "shortstr",
        "domain": "exchange-name",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "exchange that received",
          "purpose": "Names the exchange that got the messages."
        }
      },
      {
        "name": "source",
        "wireName": "source",
        "type": "shortstr",
        "domain": "exchange-name",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "exchange that passed on",
          "purpose": "Names the exchange that the messages came from."
        }
      },
      {
        "name": "routingKey",
        "wireName": "routing-key",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "key of the binding",
          "purpose": "Repeats the routing key with which the binding was made."
        }
      },
      {
        "name": "noWait",
        "wireName": "no-wait",
        "type": "bit",
        "domain": "no-wait",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "send no answer",
          "purpose": "Asks for no `unbind-ok`. A failure still closes the channel."
        }
      },
      {
        "name": "arguments",
        "wireName": "arguments",
        "type": "table",
        "domain": "table",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "arguments of the binding",
          "purpose": "Repeats the arguments with which the binding was made. The default is an empty table."
        }
      }
    ],
    "docs": {
      "label": "remove an exchange's binding",
      "purpose": "Removes one binding between two exchanges. Name it as it was made: the same key and the same arguments.",
      "reply": "`exchange.unbind-ok`, also where there was no such binding. Nothing with `no-wait`.",
      "errors": "403 where one is the default exchange or the permission is missing. A source with `auto-delete` goes with its last binding."
    }
  },
  {
    "id": 2621491,
    "classId": 40,
    "methodId": 51,
    "className": "exchange",
    "name": "exchange.unbind-ok",
    "apiName": "exchangeUnbindOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "binding of exchanges is gone",
      "purpose": "Says that the binding between the exchanges exists no more. Its index is 51, not 41.",
      "reply": "Nothing.",
      "errors": "Messages that were routed before are in their queues and stay there."
    }
  },
  {
    "id": 3276810,
    "classId": 50,
    "methodId": 10,
    "className": "queue",
    "name": "queue.declare",
    "apiName": "queueDeclare",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      3276811
    ],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "short",
        "domain": "short",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      },
      {
        "name": "queue",
        "wireName": "queue",
        "type": "shortstr",
        "domain": "queue-name",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "queue to declare",
          "purpose": "Names the queue. Empty asks the server for a new name of its own making, which `declare-ok` tells; with `passive` the name must be given.",
          "rabbitmq": "A name made up by the server begins with `amq.gen-`. Length and characters are not checked against the standard's assertions; line breaks are stripped."
        }
      },
      {
        "name": "passive",
        "wireName": "passive",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "only check, do not create",
          "purpose": "Asks only whether the queue exists: true creates nothing and fails with 404 where it is missing. Apart from the name and `no-wait`, the other fields then do not matter."
        }
      },
      {
        "name": "durable",
        "wireName": "durable",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "survives a restart",
          "purpose": "Keeps the queue over a restart of the server. Its messages survive only where they were also published as persistent. False makes the queue go with the server."
        }
      },
      {
        "name": "exclusive",
        "wireName": "exclusive",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "for this connection alone",
          "purpose": "Keeps the queue for this connection: no other may use it, and it is deleted when the connection ends. False shares it."
        }
      },
      {
        "name": "autoDelete",
        "wireName": "auto-delete",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "goes after its last consumer",
          "purpose": "Deletes the queue once its last consumer is gone. A queue that never had a consumer stays. False keeps it until it is deleted.",
          "rabbitmq": "Goes only after it had a consumer; to drop a queue that nobody ever used, set `x-expires`."
        }
      },
      {
        "name": "noWait",
        "wireName": "no-wait",
        "type": "bit",
        "domain": "no-wait",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "send no answer",
          "purpose": "Asks for no `declare-ok`. A name made up by the server would then stay unknown. A failure still closes the channel."
        }
      },
      {
        "name": "arguments",
        "wireName": "arguments",
        "type": "table",
        "domain": "table",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "further settings",
          "purpose": "Carries settings of the server's own, such as limits on length and age. The default is an empty table.",
          "rabbitmq": "Kind of queue: `x-queue-type`; life in milliseconds: `x-message-ttl`, `x-expires`; size: `x-max-length`, `x-max-length-bytes`, `x-overflow`; dead letters: `x-dead-letter-exchange`, `x-dead-letter-routing-key`. Also `x-max-priority`, `x-single-active-consumer` and, for quorum queues, `x-delivery-limit`."
        }
      }
    ],
    "docs": {
      "label": "make sure a queue exists",
      "purpose": "Makes sure that a queue exists: creates it, or checks that the existing one has the same properties. Publishers and consumers may both declare it; whoever comes first creates it. With an empty name the server makes one up, which suits private queues for replies. With `passive` it only asks whether the queue is there, and how full it is.",
      "reply": "`queue.declare-ok` with the queue's name and its counts. Nothing with `no-wait`.",
      "errors": "403 where a new name begins with `amq.` or the permission is missing; 404 where `passive` is set and there is no such queue; 405 where the queue is exclusive to another connection; 406 where it exists with other properties.",
      "rabbitmq": "Other `durable`, `auto-delete` or known `x-` arguments than the queue has are 406; unknown ones are ignored. An exclusive queue of another connection is 405, also with `passive`. Asking for `exclusive` where the queue is not is 405 as well."
    }
  },
  {
    "id": 3276811,
    "classId": 50,
    "methodId": 11,
    "className": "queue",
    "name": "queue.declare-ok",
    "apiName": "queueDeclareOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "queue",
        "wireName": "queue",
        "type": "shortstr",
        "domain": "queue-name",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "name of the queue",
          "purpose": "Repeats the queue's name, or tells the one that the server made up."
        }
      },
      {
        "name": "messageCount",
        "wireName": "message-count",
        "type": "long",
        "domain": "message-count",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "messages that wait",
          "purpose": "Counts the messages that wait in the queue, without those that are delivered and not yet acknowledged."
        }
      },
      {
        "name": "consumerCount",
        "wireName": "consumer-count",
        "type": "long",
        "domain": "long",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "consumers of the queue",
          "purpose": "Counts the consumers of the queue, on all connections."
        }
      }
    ],
    "docs": {
      "label": "queue is there",
      "purpose": "Says that the queue exists, under which name, and how much is in it. It is the place to learn a name that the server made up.",
      "reply": "Nothing.",
      "errors": "The counts are those of one moment; do not build logic on them. Where you left the name empty, keep the one given here: it is different each time."
    }
  },
  {
    "id": 3276820,
    "classId": 50,
    "methodId": 20,
    "className": "queue",
    "name": "queue.bind",
    "apiName": "queueBind",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      3276821
    ],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "short",
        "domain": "short",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      },
      {
        "name": "queue",
        "wireName": "queue",
        "type": "shortstr",
        "domain": "queue-name",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "queue to bind",
          "purpose": "Names the queue. Empty means the queue that was last declared on this channel."
        }
      },
      {
        "name": "exchange",
        "wireName": "exchange",
        "type": "shortstr",
        "domain": "exchange-name",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "exchange to bind to",
          "purpose": "Names the exchange that messages shall come from."
        }
      },
      {
        "name": "routingKey",
        "wireName": "routing-key",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "key or pattern to match",
          "purpose": "Sets what the exchange compares with the routing key of each message: the same text for `direct`, a pattern for `topic`, where `*` stands for one word and `#` for any number; `fanout` and `headers` ignore it. Where the queue is left empty, an empty key stands for the name of the last declared queue.",
          "rabbitmq": "Topic patterns split words at dots. `a.#` also matches `a`; an empty key has no words and matches `#` but not `*`; a `#` inside a word is an ordinary character. On 4.3 more than two `#` in a pattern is 406."
        }
      },
      {
        "name": "noWait",
        "wireName": "no-wait",
        "type": "bit",
        "domain": "no-wait",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "send no answer",
          "purpose": "Asks for no `bind-ok`. A failure still closes the channel."
        }
      },
      {
        "name": "arguments",
        "wireName": "arguments",
        "type": "table",
        "domain": "table",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "arguments of the binding",
          "purpose": "Carries what the exchange's type needs to know: for `headers`, the headers to compare. They are part of the binding's identity. The default is an empty table.",
          "rabbitmq": "For a headers exchange `x-match` says how to compare: `all` (the default), `any`, `all-with-x` or `any-with-x`; the first two skip names that begin with `x-`. An entry without a value asks only that the header is there."
        }
      }
    ],
    "docs": {
      "label": "bind a queue to an exchange",
      "purpose": "Ties a queue to an exchange, so that matching messages reach the queue from then on. A queue may have many bindings, to one exchange or to several; a message reaches it once, however many of them match. Binding again with the same key and arguments changes nothing.",
      "reply": "`queue.bind-ok`. Nothing with `no-wait`.",
      "errors": "404 where the queue or the exchange does not exist; 405 where the queue is exclusive to another connection; 403 where the permission is missing.",
      "rabbitmq": "Binding to the default exchange is 403."
    }
  },
  {
    "id": 3276821,
    "classId": 50,
    "methodId": 21,
    "className": "queue",
    "name": "queue.bind-ok",
    "apiName": "queueBindOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "queue is bound",
      "purpose": "Says that the binding exists. Matching messages that are published from now on reach the queue.",
      "reply": "Nothing.",
      "errors": "Messages that were published before the binding existed do not come after all."
    }
  },
  {
    "id": 3276850,
    "classId": 50,
    "methodId": 50,
    "className": "queue",
    "name": "queue.unbind",
    "apiName": "queueUnbind",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      3276851
    ],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "short",
        "domain": "short",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      },
      {
        "name": "queue",
        "wireName": "queue",
        "type": "shortstr",
        "domain": "queue-name",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "queue to unbind",
          "purpose": "Names the queue. Empty means the queue that was last declared on this channel."
        }
      },
      {
        "name": "exchange",
        "wireName": "exchange",
        "type": "shortstr",
        "domain": "exchange-name",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "exchange to unbind from",
          "purpose": "Names the exchange at the other end of the binding."
        }
      },
      {
        "name": "routingKey",
        "wireName": "routing-key",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "key of the binding",
          "purpose": "Repeats the routing key with which the binding was made."
        }
      },
      {
        "name": "arguments",
        "wireName": "arguments",
        "type": "table",
        "domain": "table",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "arguments of the binding",
          "purpose": "Repeats the arguments with which the binding was made. A binding with other arguments is another binding. The default is an empty table."
        }
      }
    ],
    "docs": {
      "label": "remove a queue's binding",
      "purpose": "Removes one binding between a queue and an exchange. Name it as it was made: the same key and the same arguments. Messages that are in the queue stay there. It has no `no-wait`.",
      "reply": "`queue.unbind-ok`.",
      "errors": "404 where the queue or the exchange does not exist; 405 where the queue is exclusive to another connection.",
      "rabbitmq": "Succeeds also where the binding, the queue or the exchange does not exist."
    }
  },
  {
    "id": 3276851,
    "classId": 50,
    "methodId": 51,
    "className": "queue",
    "name": "queue.unbind-ok",
    "apiName": "queueUnbindOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "binding is gone",
      "purpose": "Says that the binding exists no more. Messages that are published from now on no longer come this way.",
      "reply": "Nothing.",
      "errors": "Messages that were routed before are still in the queue and will be delivered."
    }
  },
  {
    "id": 3276830,
    "classId": 50,
    "methodId": 30,
    "className": "queue",
    "name": "queue.purge",
    "apiName": "queuePurge",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      3276831
    ],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "short",
        "domain": "short",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      },
      {
        "name": "queue",
        "wireName": "queue",
        "type": "shortstr",
        "domain": "queue-name",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "queue to empty",
          "purpose": "Names the queue. Empty means the queue that was last declared on this channel."
        }
      },
      {
        "name": "noWait",
        "wireName": "no-wait",
        "type": "bit",
        "domain": "no-wait",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "send no answer",
          "purpose": "Asks for no `purge-ok`. A failure still closes the channel."
        }
      }
    ],
    "docs": {
      "label": "empty a queue",
      "purpose": "Throws away all messages that wait in a queue. Those that are delivered and not yet acknowledged are not touched. It cannot be undone; it is meant for tests and for cleaning up.",
      "reply": "`queue.purge-ok` with the number of messages removed. Nothing with `no-wait`.",
      "errors": "404 where there is no such queue; 405 where it is exclusive to another connection; 403 where the permission is missing.",
      "rabbitmq": "A queue that does not exist is 404."
    }
  },
  {
    "id": 3276831,
    "classId": 50,
    "methodId": 31,
    "className": "queue",
    "name": "queue.purge-ok",
    "apiName": "queuePurgeOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "messageCount",
        "wireName": "message-count",
        "type": "long",
        "domain": "message-count",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "messages removed",
          "purpose": "Counts the messages that were removed."
        }
      }
    ],
    "docs": {
      "label": "queue is emptied",
      "purpose": "Says that the queue was emptied, and of how many messages. The queue itself and its bindings are as before.",
      "reply": "Nothing.",
      "errors": "New messages may have come in since, and unacknowledged ones may come back."
    }
  },
  {
    "id": 3276840,
    "classId": 50,
    "methodId": 40,
    "className": "queue",
    "name": "queue.delete",
    "apiName": "queueDelete",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      3276841
    ],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "short",
        "domain": "short",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      },
      {
        "name": "queue",
        "wireName": "queue",
        "type": "shortstr",
        "domain": "queue-name",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "queue to delete",
          "purpose": "Names the queue. Empty means the queue that was last declared on this channel."
        }
      },
      {
        "name": "ifUnused",
        "wireName": "if-unused",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "only without consumers",
          "purpose": "Deletes only where the queue has no consumers; else it fails with 406. False deletes in any case."
        }
      },
      {
        "name": "ifEmpty",
        "wireName": "if-empty",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "only without messages",
          "purpose": "Deletes only where no messages wait in the queue; else it fails with 406. False deletes in any case."
        }
      },
      {
        "name": "noWait",
        "wireName": "no-wait",
        "type": "bit",
        "domain": "no-wait",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "send no answer",
          "purpose": "Asks for no `delete-ok`. A failure still closes the channel."
        }
      }
    ],
    "docs": {
      "label": "remove a queue and its messages",
      "purpose": "Deletes a queue with its bindings and its messages, and ends its consumers. The two conditions guard against deleting what somebody still needs.",
      "reply": "`queue.delete-ok` with the number of messages that went with it. Nothing with `no-wait`.",
      "errors": "404 where there is no such queue; 405 where it is exclusive to another connection; 406 where `if-unused` is set and it has consumers, or `if-empty` is set and messages wait in it.",
      "rabbitmq": "Deleting a queue that does not exist succeeds with a count of 0. Consumers are told with `basic.cancel` where their client offered the capability `consumer_cancel_notify`."
    }
  },
  {
    "id": 3276841,
    "classId": 50,
    "methodId": 41,
    "className": "queue",
    "name": "queue.delete-ok",
    "apiName": "queueDeleteOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "messageCount",
        "wireName": "message-count",
        "type": "long",
        "domain": "message-count",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "messages deleted",
          "purpose": "Counts the messages that waited in the queue and are deleted with it, without those that were delivered and not yet acknowledged."
        }
      }
    ],
    "docs": {
      "label": "queue is gone",
      "purpose": "Says that the queue exists no more, and how many messages went with it. The name may be declared anew, with other properties if need be.",
      "reply": "Nothing.",
      "errors": "The consumers of other clients end as well, and the plain standard does not tell them."
    }
  },
  {
    "id": 3932170,
    "classId": 60,
    "methodId": 10,
    "className": "basic",
    "name": "basic.qos",
    "apiName": "basicQos",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      3932171
    ],
    "fields": [
      {
        "name": "prefetchSize",
        "wireName": "prefetch-size",
        "type": "long",
        "domain": "long",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "limit in bytes",
          "purpose": "Limits the outstanding content in bytes. 0 sets no limit.",
          "rabbitmq": "Anything but 0 is 540."
        }
      },
      {
        "name": "prefetchCount",
        "wireName": "prefetch-count",
        "type": "short",
        "domain": "short",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "limit in messages",
          "purpose": "Limits the number of outstanding messages, from 1 to 65535. 0 sets no limit."
        }
      },
      {
        "name": "global",
        "wireName": "global",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "how far the limit reaches",
          "purpose": "Chooses how far the limit reaches: in the standard, this channel (false) or the whole connection (true).",
          "rabbitmq": "False: a limit for each consumer that is started afterwards. True: one limit for the whole channel on 3.10; 4.3 answers `qos-ok` and then applies it to each consumer. It never concerns the whole connection."
        }
      }
    ],
    "docs": {
      "label": "limit outstanding deliveries",
      "purpose": "Limits how much the server may send ahead before acknowledgements come back. A small limit spreads work evenly over consumers; a large one keeps a fast consumer busy. It does not concern `get`, nor consumers that acknowledge nothing. Call it before `consume`.",
      "reply": "`basic.qos-ok`.",
      "errors": "540 where the server does not offer the kind of limit asked for.",
      "rabbitmq": "The limit counts for each consumer on its own, for those started after this call. `basic.get` and consumers with `no-ack` ignore it. Without a limit the first consumer takes the whole backlog."
    }
  },
  {
    "id": 3932171,
    "classId": 60,
    "methodId": 11,
    "className": "basic",
    "name": "basic.qos-ok",
    "apiName": "basicQosOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "limits are set",
      "purpose": "Says that the limits hold from now on. It is the moment to start consumers.",
      "reply": "Nothing.",
      "errors": "More than the limit may be outstanding where deliveries were under way before."
    }
  },
  {
    "id": 3932180,
    "classId": 60,
    "methodId": 20,
    "className": "basic",
    "name": "basic.consume",
    "apiName": "basicConsume",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      3932181
    ],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "short",
        "domain": "short",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      },
      {
        "name": "queue",
        "wireName": "queue",
        "type": "shortstr",
        "domain": "queue-name",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "queue to consume from",
          "purpose": "Names the queue. Empty means the queue that was last declared on this channel."
        }
      },
      {
        "name": "consumerTag",
        "wireName": "consumer-tag",
        "type": "shortstr",
        "domain": "consumer-tag",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "name of the new consumer",
          "purpose": "Names the consumer; the tag must be new on this channel. Empty lets the server make one up, which `consume-ok` tells.",
          "rabbitmq": "A tag made up by the server begins with `amq.ctag-`."
        }
      },
      {
        "name": "noLocal",
        "wireName": "no-local",
        "type": "bit",
        "domain": "no-local",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "nothing of one's own",
          "purpose": "Asks not to get what this same connection publishes. The default is false.",
          "rabbitmq": "Ignored."
        }
      },
      {
        "name": "noAck",
        "wireName": "no-ack",
        "type": "bit",
        "domain": "no-ack",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "no acknowledgements",
          "purpose": "Makes each message count as settled when it is sent. Quick, but what the client cannot process is lost, and no prefetch limit holds the server back. False asks for an acknowledgement of each message."
        }
      },
      {
        "name": "exclusive",
        "wireName": "exclusive",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "be the only consumer",
          "purpose": "Asks to be the queue's only consumer; fails with 403 where another is there. False shares the queue with others."
        }
      },
      {
        "name": "noWait",
        "wireName": "no-wait",
        "type": "bit",
        "domain": "no-wait",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "send no answer",
          "purpose": "Asks for no `consume-ok`. Choose the consumer tag yourself then, or you will not know it. A failure still closes the channel or the connection."
        }
      },
      {
        "name": "arguments",
        "wireName": "arguments",
        "type": "table",
        "domain": "table",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "further settings",
          "purpose": "Carries settings of the server's own. The default is an empty table.",
          "rabbitmq": "`x-priority` (a whole number) ranks consumers: those with a higher one are served first, as long as they have room."
        }
      }
    ],
    "docs": {
      "label": "start a consumer",
      "purpose": "Starts a consumer: from now on the server pushes messages of the queue over this channel, as they come. It is the normal way to receive. A channel may have many consumers, each with its tag, and a consumer lasts until it is cancelled or its channel or queue ends.",
      "reply": "`basic.consume-ok` with the consumer's tag; nothing with `no-wait`. Then `basic.deliver` for each message.",
      "errors": "404 where there is no such queue; 403 where the queue has an exclusive consumer, where exclusive access cannot be had, or where the permission is missing; 405 where the queue is exclusive to another connection; 530 where the tag is in use on the channel.",
      "rabbitmq": "A tag that is in use on the channel is 530 and ends the connection. Direct replies: consume from `amq.rabbitmq.reply-to` with `no-ack`, which is 406 without it. A delivery that stays unacknowledged beyond the broker's time limit can end the channel with 406."
    }
  },
  {
    "id": 3932181,
    "classId": 60,
    "methodId": 21,
    "className": "basic",
    "name": "basic.consume-ok",
    "apiName": "basicConsumeOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "consumerTag",
        "wireName": "consumer-tag",
        "type": "shortstr",
        "domain": "consumer-tag",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "tag of the consumer",
          "purpose": "Repeats the consumer's tag, or tells the one that the server made up."
        }
      }
    ],
    "docs": {
      "label": "consumer is running",
      "purpose": "Says that the consumer runs, and under which tag. The tag stands in each delivery to it and is what `cancel` wants.",
      "reply": "Nothing. Deliveries follow.",
      "errors": "The first delivery can be in the same read as this method: the consumer must be known before the next frame is handled."
    }
  },
  {
    "id": 3932190,
    "classId": 60,
    "methodId": 30,
    "className": "basic",
    "name": "basic.cancel",
    "apiName": "basicCancel",
    "synchronous": true,
    "content": false,
    "from": [
      "client",
      "server"
    ],
    "replies": [
      3932191
    ],
    "fields": [
      {
        "name": "consumerTag",
        "wireName": "consumer-tag",
        "type": "shortstr",
        "domain": "consumer-tag",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "consumer to stop",
          "purpose": "Names the consumer by its tag on this channel."
        }
      },
      {
        "name": "noWait",
        "wireName": "no-wait",
        "type": "bit",
        "domain": "no-wait",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "send no answer",
          "purpose": "Asks for no `cancel-ok`. The client cannot then tell which delivery is the last."
        }
      }
    ],
    "docs": {
      "label": "stop a consumer",
      "purpose": "Stops a consumer. Messages that it has received and not acknowledged stay outstanding: they can still be acknowledged, and return to the queue when the channel closes.",
      "reply": "`basic.cancel-ok`, also for a tag that is not known. Nothing with `no-wait`.",
      "errors": "None of its own. Deliveries may keep coming until `cancel-ok`: settle them or leave them to return to the queue.",
      "rabbitmq": "The server sends it too, to say that a consumer has ended because its queue was deleted or lost its node. It does so only where the client offered the capability `consumer_cancel_notify`, and wants no answer: it sets `no-wait`. Deliveries that are unacknowledged at a client's own cancel stay outstanding."
    }
  },
  {
    "id": 3932191,
    "classId": 60,
    "methodId": 31,
    "className": "basic",
    "name": "basic.cancel-ok",
    "apiName": "basicCancelOk",
    "synchronous": true,
    "content": false,
    "from": [
      "client",
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "consumerTag",
        "wireName": "consumer-tag",
        "type": "shortstr",
        "domain": "consumer-tag",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "consumer that has stopped",
          "purpose": "Repeats the tag of the consumer that was stopped."
        }
      }
    ],
    "docs": {
      "label": "consumer has stopped",
      "purpose": "Says that the consumer has stopped and that no more deliveries carry its tag. It marks the end of the row of deliveries, so a client may now clean up after the consumer.",
      "reply": "Nothing.",
      "errors": "Unacknowledged deliveries are still the client's to settle.",
      "rabbitmq": "A client need not send it: the server's own `basic.cancel` has `no-wait` set, and 3.10 answers an unasked `cancel-ok` with 503."
    }
  },
  {
    "id": 3932200,
    "classId": 60,
    "methodId": 40,
    "className": "basic",
    "name": "basic.publish",
    "apiName": "basicPublish",
    "synchronous": false,
    "content": true,
    "from": [
      "client"
    ],
    "replies": [],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "short",
        "domain": "short",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      },
      {
        "name": "exchange",
        "wireName": "exchange",
        "type": "shortstr",
        "domain": "exchange-name",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "exchange to publish to",
          "purpose": "Names the exchange. Empty means the default exchange, which passes the message to the queue named by the routing key."
        }
      },
      {
        "name": "routingKey",
        "wireName": "routing-key",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "what routing looks at",
          "purpose": "Tells the exchange where the message belongs, such as `orders.eu.new`. At most 255 bytes; what it means depends on the exchange's type. Empty is a legal key."
        }
      },
      {
        "name": "mandatory",
        "wireName": "mandatory",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "return it if unroutable",
          "purpose": "Asks to get the message back, with `basic.return`, where it reaches no queue. False lets it be dropped without a word.",
          "rabbitmq": "What an alternate exchange routes does not come back. In a transaction the return comes at commit, before `tx.commit-ok`."
        }
      },
      {
        "name": "immediate",
        "wireName": "immediate",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "return it unless taken at once",
          "purpose": "Asks to get the message back where no consumer can take it at once. False lets it wait in the queue.",
          "rabbitmq": "True is 540, which ends the connection."
        }
      }
    ],
    "docs": {
      "label": "hand a message to an exchange",
      "purpose": "Hands a message to an exchange, which passes it to the queues that match. The content follows at once: a header frame, then the body frames. There is no answer, so success is known only through a transaction or an extension such as confirms. A message that matches no queue is dropped, unless `mandatory` is set.",
      "reply": "Nothing. With `mandatory` or `immediate`: `basic.return`, where the message could not be passed on.",
      "errors": "404 where there is no such exchange; 403 where the permission to write to it is missing; 311 where the message is too large. They come at some later moment, as a `channel.close`, and what was published on the channel in between is lost.",
      "rabbitmq": "Checked in this order: size (406), exchange (404), internal exchange (403), `expiration` (406), `user-id` (406); then routing, `basic.return` and the confirm. In confirm mode `basic.ack` or `basic.nack` follows; an unroutable message is acknowledged, after its return."
    }
  },
  {
    "id": 3932210,
    "classId": 60,
    "methodId": 50,
    "className": "basic",
    "name": "basic.return",
    "apiName": "basicReturn",
    "synchronous": false,
    "content": true,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "replyCode",
        "wireName": "reply-code",
        "type": "short",
        "domain": "reply-code",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "reason as a number",
          "purpose": "Tells why the message comes back: 312 where no queue matched, 313 where no consumer could take it at once."
        }
      },
      {
        "name": "replyText",
        "wireName": "reply-text",
        "type": "shortstr",
        "domain": "reply-text",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "reason in words",
          "purpose": "Tells in words why the message comes back, for logs."
        }
      },
      {
        "name": "exchange",
        "wireName": "exchange",
        "type": "shortstr",
        "domain": "exchange-name",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "exchange it was published to",
          "purpose": "Repeats the exchange to which the message was published. Empty means the default exchange."
        }
      },
      {
        "name": "routingKey",
        "wireName": "routing-key",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "key it was published with",
          "purpose": "Repeats the routing key with which the message was published."
        }
      }
    ],
    "docs": {
      "label": "message comes back",
      "purpose": "Brings back a message that was published with `mandatory` or `immediate` and could not be passed on, with the reason. The content follows, properties and all.",
      "reply": "Nothing.",
      "errors": "It carries no number that says which publish it belongs to: put something into the message, such as a `message-id`, that tells. A client that handles no returns loses these messages without noticing.",
      "rabbitmq": "Comes before the confirm of the same message. The code is always 312."
    }
  },
  {
    "id": 3932220,
    "classId": 60,
    "methodId": 60,
    "className": "basic",
    "name": "basic.deliver",
    "apiName": "basicDeliver",
    "synchronous": false,
    "content": true,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "consumerTag",
        "wireName": "consumer-tag",
        "type": "shortstr",
        "domain": "consumer-tag",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "consumer it is for",
          "purpose": "Names the consumer to which the message goes."
        }
      },
      {
        "name": "deliveryTag",
        "wireName": "delivery-tag",
        "type": "longlong",
        "domain": "delivery-tag",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "number to settle it by",
          "purpose": "Numbers the delivery on this channel, from 1 on. Use it in `ack` or `reject`."
        }
      },
      {
        "name": "redelivered",
        "wireName": "redelivered",
        "type": "bit",
        "domain": "redelivered",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "may have come before",
          "purpose": "Warns that the message may have been delivered before. False means that this is the first attempt, as far as the server knows."
        }
      },
      {
        "name": "exchange",
        "wireName": "exchange",
        "type": "shortstr",
        "domain": "exchange-name",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "exchange it was published to",
          "purpose": "Tells to which exchange the message was published. Empty means the default exchange."
        }
      },
      {
        "name": "routingKey",
        "wireName": "routing-key",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "key it was published with",
          "purpose": "Tells with which routing key the message was published."
        }
      }
    ],
    "docs": {
      "label": "message for a consumer",
      "purpose": "Brings a message to a consumer, unasked, as soon as one is there and the prefetch limit allows it. The content follows. Unless the consumer was started with `no-ack`, the message stays the client's until it is settled.",
      "reply": "`basic.ack` when the message is processed, or `basic.reject`. Nothing for a consumer with `no-ack`.",
      "errors": "A message may come twice, so processing it again must do no harm. Settle it on the channel that brought it and exactly once: a second time, or on another channel, is 406. It comes without regard to what the client awaits at the moment.",
      "rabbitmq": "`basic.nack` settles it as well. A message that is put back into a classic queue returns to its old place, so the order seen by a consumer may be 2, 3, then 1 again."
    }
  },
  {
    "id": 3932230,
    "classId": 60,
    "methodId": 70,
    "className": "basic",
    "name": "basic.get",
    "apiName": "basicGet",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      3932231,
      3932232
    ],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "short",
        "domain": "short",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      },
      {
        "name": "queue",
        "wireName": "queue",
        "type": "shortstr",
        "domain": "queue-name",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "queue to fetch from",
          "purpose": "Names the queue. Empty means the queue that was last declared on this channel."
        }
      },
      {
        "name": "noAck",
        "wireName": "no-ack",
        "type": "bit",
        "domain": "no-ack",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "no acknowledgement",
          "purpose": "Makes the message count as settled when it is sent. False asks for an acknowledgement."
        }
      }
    ],
    "docs": {
      "label": "fetch one message",
      "purpose": "Fetches one message from a queue, or learns that there is none. It takes a round trip for each message, which makes it slow; use it for occasional looks and tests, and `consume` for steady work.",
      "reply": "`basic.get-ok` with a message, or `basic.get-empty`.",
      "errors": "404 where there is no such queue; 405 where it is exclusive to another connection; 403 where the permission is missing.",
      "rabbitmq": "Prefetch limits do not apply to it. It also works beside an exclusive consumer (seen on 3.10)."
    }
  },
  {
    "id": 3932231,
    "classId": 60,
    "methodId": 71,
    "className": "basic",
    "name": "basic.get-ok",
    "apiName": "basicGetOk",
    "synchronous": true,
    "content": true,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "deliveryTag",
        "wireName": "delivery-tag",
        "type": "longlong",
        "domain": "delivery-tag",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "number to settle it by",
          "purpose": "Numbers the delivery on this channel, in one row with the deliveries to consumers."
        }
      },
      {
        "name": "redelivered",
        "wireName": "redelivered",
        "type": "bit",
        "domain": "redelivered",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "may have come before",
          "purpose": "Warns that the message may have been delivered before. False means that this is the first attempt, as far as the server knows."
        }
      },
      {
        "name": "exchange",
        "wireName": "exchange",
        "type": "shortstr",
        "domain": "exchange-name",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "exchange it was published to",
          "purpose": "Tells to which exchange the message was published. Empty means the default exchange."
        }
      },
      {
        "name": "routingKey",
        "wireName": "routing-key",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "key it was published with",
          "purpose": "Tells with which routing key the message was published."
        }
      },
      {
        "name": "messageCount",
        "wireName": "message-count",
        "type": "long",
        "domain": "message-count",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "messages still waiting",
          "purpose": "Counts the messages that still wait in the queue, without this one."
        }
      }
    ],
    "docs": {
      "label": "message that was fetched",
      "purpose": "Brings the message that `get` asked for. The content follows. Unless `no-ack` was set, it must be settled like any delivery.",
      "reply": "`basic.ack` or `basic.reject`. Nothing where `no-ack` was set.",
      "errors": "The answer is complete only with the last body frame. Its tag counts in the same row as those of the consumers on this channel.",
      "rabbitmq": "`basic.nack` settles it as well."
    }
  },
  {
    "id": 3932232,
    "classId": 60,
    "methodId": 72,
    "className": "basic",
    "name": "basic.get-empty",
    "apiName": "basicGetEmpty",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "reserved1",
        "wireName": "reserved-1",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": true,
        "required": false,
        "docs": {
          "label": "reserved",
          "purpose": "Reserved: always zero or empty."
        }
      }
    ],
    "docs": {
      "label": "no message waiting",
      "purpose": "Says that there was no message to fetch. The queue is there, and at this moment nothing in it waits.",
      "reply": "Nothing.",
      "errors": "Asking again at once only burdens the server: wait, or better start a consumer."
    }
  },
  {
    "id": 3932240,
    "classId": 60,
    "methodId": 80,
    "className": "basic",
    "name": "basic.ack",
    "apiName": "basicAck",
    "synchronous": false,
    "content": false,
    "from": [
      "client",
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "deliveryTag",
        "wireName": "delivery-tag",
        "type": "longlong",
        "domain": "delivery-tag",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "delivery to settle",
          "purpose": "Names the delivery by its tag. 0 together with `multiple` means all that are outstanding on the channel."
        }
      },
      {
        "name": "multiple",
        "wireName": "multiple",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "all up to this one",
          "purpose": "Settles all outstanding deliveries up to and including this tag. False settles this one alone."
        }
      }
    ],
    "docs": {
      "label": "message is dealt with",
      "purpose": "Settles deliveries as done: the server may forget the messages. Send it when the work is finished, not before, or a crash loses the message. With `multiple` one method settles many.",
      "reply": "Nothing.",
      "errors": "406 where the tag is unknown on this channel, settled already, or beyond the last delivery. Tags of an earlier connection or of another channel are unknown, or worse, mean another message.",
      "rabbitmq": "From the server, on a channel in confirm mode, it says that the broker has taken charge of a published message, or that it could be routed nowhere. Tags come out of order and in bulk, and a bulk may cover tags that were settled before. From the client, 0 with `multiple` and nothing outstanding is fine, 0 alone is 406, and `multiple` beyond the last delivery is 406."
    }
  },
  {
    "id": 3932250,
    "classId": 60,
    "methodId": 90,
    "className": "basic",
    "name": "basic.reject",
    "apiName": "basicReject",
    "synchronous": false,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [],
    "fields": [
      {
        "name": "deliveryTag",
        "wireName": "delivery-tag",
        "type": "longlong",
        "domain": "delivery-tag",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "delivery to reject",
          "purpose": "Names the delivery by its tag on this channel."
        }
      },
      {
        "name": "requeue",
        "wireName": "requeue",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "put it back",
          "purpose": "Puts the message back into its queue for another attempt. False drops it.",
          "rabbitmq": "Classic queues put the message back into its old place, not at the end."
        }
      }
    ],
    "docs": {
      "label": "message is not taken",
      "purpose": "Settles one delivery as not processed: the message goes back to its queue or is dropped. Use it when the message cannot be handled here and now, or not at all.",
      "reply": "Nothing. With `requeue` the message may be delivered again, to this consumer as well.",
      "errors": "406 where the tag is unknown on this channel or settled already. A message that is always put back comes again at once, for ever: count the attempts.",
      "rabbitmq": "With `requeue` false the message goes to the queue's dead letter exchange if it has one. On quorum queues of 4.3 a reject raises `x-delivery-count` and a nack does not. `basic.nack` settles many at once."
    }
  },
  {
    "id": 3932260,
    "classId": 60,
    "methodId": 100,
    "className": "basic",
    "name": "basic.recover-async",
    "apiName": "basicRecoverAsync",
    "synchronous": false,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [],
    "fields": [
      {
        "name": "requeue",
        "wireName": "requeue",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "back to the queue first",
          "purpose": "Puts the messages back into their queues, so that any consumer may get them. False asks for delivery to the same consumers."
        }
      }
    ],
    "docs": {
      "label": "redeliver without an answer",
      "purpose": "Asks for all unacknowledged messages of this channel to be delivered again. It is the older form of `recover`, without an answer, and should not be used any more.",
      "reply": "Nothing.",
      "errors": "540 where the server does not offer it. Without an answer the client cannot tell old deliveries from new ones.",
      "rabbitmq": "Works with `requeue` true and gives no answer; false is 540."
    }
  },
  {
    "id": 3932270,
    "classId": 60,
    "methodId": 110,
    "className": "basic",
    "name": "basic.recover",
    "apiName": "basicRecover",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      3932271
    ],
    "fields": [
      {
        "name": "requeue",
        "wireName": "requeue",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "back to the queue first",
          "purpose": "Puts the messages back into their queues, so that any consumer may get them. False asks for delivery to the same consumers.",
          "rabbitmq": "Must be true; false is 540."
        }
      }
    ],
    "docs": {
      "label": "redeliver what is unacknowledged",
      "purpose": "Asks for all unacknowledged messages of this channel to be delivered again. It is a way to start over after a failure inside the client without closing the channel.",
      "reply": "`basic.recover-ok`, then the messages again, with new delivery tags.",
      "errors": "540 where the server does not offer it in this form. The old tags are no longer valid.",
      "rabbitmq": "With `requeue` true it sends `recover-ok`, then the messages with new tags. False is 540, which ends the connection."
    }
  },
  {
    "id": 3932271,
    "classId": 60,
    "methodId": 111,
    "className": "basic",
    "name": "basic.recover-ok",
    "apiName": "basicRecoverOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "redelivery begins",
      "purpose": "Says that the server has taken back what was unacknowledged and delivers it again. It parts the old deliveries from the new ones.",
      "reply": "Nothing.",
      "errors": "What came before this method has an old tag that must not be acknowledged any more: that would be 406."
    }
  },
  {
    "id": 3932280,
    "classId": 60,
    "methodId": 120,
    "className": "basic",
    "name": "basic.nack",
    "apiName": "basicNack",
    "synchronous": false,
    "content": false,
    "from": [
      "client",
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "deliveryTag",
        "wireName": "delivery-tag",
        "type": "longlong",
        "domain": "delivery-tag",
        "reserved": false,
        "required": true,
        "docs": {
          "label": "delivery or publish to settle",
          "purpose": "Names the delivery by its tag; from the server, the published message by its number since `confirm.select`. 0 together with `multiple` means all that are outstanding."
        }
      },
      {
        "name": "multiple",
        "wireName": "multiple",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "all up to this one",
          "purpose": "Settles all outstanding ones up to and including this tag. False settles this one alone."
        }
      },
      {
        "name": "requeue",
        "wireName": "requeue",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "put them back",
          "purpose": "Puts the messages back into their queue for another attempt. False drops them or sends them to the dead letter exchange. From the server it means nothing."
        }
      }
    ],
    "docs": {
      "label": "messages are not taken",
      "purpose": "Settles deliveries as not processed: `reject` for one message or for many. With `requeue` they go back to their queue, else to the dead letter exchange or away. From the server, on a channel in confirm mode, it says that the broker did not take charge of published messages, because a queue refused them or failed.",
      "reply": "Nothing. With `requeue` the messages may be delivered again.",
      "errors": "406 where the tag is unknown on this channel, settled already or beyond the last delivery. A publisher that gets it must take the message for lost or publish it again; another queue may have taken it nonetheless.",
      "rabbitmq": "The server sends it for queues that are full and have `x-overflow` set to `reject-publish`, and after internal errors; not for messages that match no queue. On quorum queues of 4.3 a client's nack does not raise `x-delivery-count`, while a reject does."
    }
  },
  {
    "id": 5898250,
    "classId": 90,
    "methodId": 10,
    "className": "tx",
    "name": "tx.select",
    "apiName": "txSelect",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      5898251
    ],
    "fields": [],
    "docs": {
      "label": "switch to transactions",
      "purpose": "Makes the channel transactional, for the rest of its life. Call it once, before the first publish or acknowledgement that shall be part of a transaction; calling it again changes nothing.",
      "reply": "`tx.select-ok`.",
      "errors": "540 where the server has no transactions.",
      "rabbitmq": "406 on a channel in confirm mode."
    }
  },
  {
    "id": 5898251,
    "classId": 90,
    "methodId": 11,
    "className": "tx",
    "name": "tx.select-ok",
    "apiName": "txSelectOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "channel is transactional",
      "purpose": "Says that the channel is transactional and the first transaction has begun. There is no way back: a channel that is to publish without transactions must be another one.",
      "reply": "Nothing.",
      "errors": "From here on nothing that is published becomes visible until `commit`."
    }
  },
  {
    "id": 5898260,
    "classId": 90,
    "methodId": 20,
    "className": "tx",
    "name": "tx.commit",
    "apiName": "txCommit",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      5898261
    ],
    "fields": [],
    "docs": {
      "label": "make the transaction take effect",
      "purpose": "Makes all that was published and acknowledged since the last commit or rollback take effect, and begins a new transaction. Until then no consumer sees the messages. Call it after each group of work that belongs together, not after each message.",
      "reply": "`tx.commit-ok`.",
      "errors": "406 where the channel is not transactional. Where the connection breaks before the answer, it is unknown whether the transaction took effect.",
      "rabbitmq": "Messages published with `mandatory` that match no queue come back now, before `commit-ok`. A missing exchange does not wait for the commit: it closes the channel when the message is published."
    }
  },
  {
    "id": 5898261,
    "classId": 90,
    "methodId": 21,
    "className": "tx",
    "name": "tx.commit-ok",
    "apiName": "txCommitOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "transaction took effect",
      "purpose": "Says that the transaction took effect and a new one has begun. What found a queue waits there now, and what was acknowledged is gone.",
      "reply": "Nothing.",
      "errors": "It does not say that every message reached a queue: those that could be routed nowhere are dropped or returned."
    }
  },
  {
    "id": 5898270,
    "classId": 90,
    "methodId": 30,
    "className": "tx",
    "name": "tx.rollback",
    "apiName": "txRollback",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      5898271
    ],
    "fields": [],
    "docs": {
      "label": "discard the transaction",
      "purpose": "Discards all that was published and acknowledged since the last commit or rollback, and begins a new transaction. Use it when a group of work failed half-way.",
      "reply": "`tx.rollback-ok`.",
      "errors": "406 where the channel is not transactional. Deliveries whose acknowledgement was discarded are outstanding again and are not sent anew; use `basic.recover` for that.",
      "rabbitmq": "Does not put deliveries back into their queue."
    }
  },
  {
    "id": 5898271,
    "classId": 90,
    "methodId": 31,
    "className": "tx",
    "name": "tx.rollback-ok",
    "apiName": "txRollbackOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "transaction is discarded",
      "purpose": "Says that the transaction was discarded and a new one has begun. Nothing of what was published since the last commit will be seen by anyone.",
      "reply": "Nothing.",
      "errors": "The deliveries of the discarded transaction must be settled again."
    }
  },
  {
    "id": 5570570,
    "classId": 85,
    "methodId": 10,
    "className": "confirm",
    "name": "confirm.select",
    "apiName": "confirmSelect",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      5570571
    ],
    "fields": [
      {
        "name": "noWait",
        "wireName": "no-wait",
        "type": "bit",
        "domain": "no-wait",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "send no answer",
          "purpose": "Asks for no `select-ok`. A failure still closes the channel."
        }
      }
    ],
    "docs": {
      "label": "switch to confirms",
      "purpose": "Puts the channel into confirm mode, for the rest of its life. Call it before publishing: numbers count from here. Calling it again changes nothing.",
      "reply": "`confirm.select-ok`; nothing with `no-wait`. Then `basic.ack` or `basic.nack` for what is published.",
      "errors": "406 on a transactional channel."
    }
  },
  {
    "id": 5570571,
    "classId": 85,
    "methodId": 11,
    "className": "confirm",
    "name": "confirm.select-ok",
    "apiName": "confirmSelectOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [],
    "docs": {
      "label": "confirms are on",
      "purpose": "Says that the channel is in confirm mode. The next message published on it is number 1.",
      "reply": "Nothing. Confirms follow as messages are published.",
      "errors": "Confirms come out of order and in bulk, and settling a number twice must do no harm. An acknowledged message is not always a routed one: set `mandatory` to learn of those that match no queue."
    }
  },
  {
    "id": 1966090,
    "classId": 30,
    "methodId": 10,
    "className": "access",
    "name": "access.request",
    "apiName": "accessRequest",
    "synchronous": true,
    "content": false,
    "from": [
      "client"
    ],
    "replies": [
      1966091
    ],
    "fields": [
      {
        "name": "realm",
        "wireName": "realm",
        "type": "shortstr",
        "domain": "shortstr",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "realm to enter",
          "purpose": "Names a realm, which was a group of resources, such as `/data`. The default is empty."
        }
      },
      {
        "name": "exclusive",
        "wireName": "exclusive",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "nobody else meanwhile",
          "purpose": "Asked for the realm to be closed to others. The default is false."
        }
      },
      {
        "name": "passive",
        "wireName": "passive",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "right to check",
          "purpose": "Asked for the right to look up what exists. The default is false."
        }
      },
      {
        "name": "active",
        "wireName": "active",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "right to create and delete",
          "purpose": "Asked for the right to create and delete. The default is false."
        }
      },
      {
        "name": "write",
        "wireName": "write",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "right to publish",
          "purpose": "Asked for the right to publish. The default is false."
        }
      },
      {
        "name": "read",
        "wireName": "read",
        "type": "bit",
        "domain": "bit",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "right to consume",
          "purpose": "Asked for the right to consume. The default is false."
        }
      }
    ],
    "docs": {
      "label": "ask for an access ticket",
      "purpose": "Asks for a ticket with certain rights. It is of use only for understanding what an old client says. RabbitMQ looks at none of the fields.",
      "reply": "`access.request-ok` with a ticket.",
      "errors": "None. Permissions are checked at each method instead, by the user's own rights."
    }
  },
  {
    "id": 1966091,
    "classId": 30,
    "methodId": 11,
    "className": "access",
    "name": "access.request-ok",
    "apiName": "accessRequestOk",
    "synchronous": true,
    "content": false,
    "from": [
      "server"
    ],
    "replies": [],
    "fields": [
      {
        "name": "ticket",
        "wireName": "ticket",
        "type": "short",
        "domain": "short",
        "reserved": false,
        "required": false,
        "docs": {
          "label": "number of the ticket",
          "purpose": "Numbers the ticket. RabbitMQ always says 1."
        }
      }
    ],
    "docs": {
      "label": "access ticket granted",
      "purpose": "Grants a ticket. It only lets an old client go on with its next step.",
      "reply": "Nothing.",
      "errors": "The ticket opens nothing: methods of AMQP 0-9-1 have a reserved field in its place that nobody looks at."
    }
  }
]

/** The properties of a message, in the order of the wire: the first has bit 15 of the flags word, the next bit 14. */
export const propertyInfos: readonly FieldInfo[] = [
  {
    "name": "contentType",
    "wireName": "content-type",
    "type": "shortstr",
    "domain": "shortstr",
    "reserved": false,
    "required": false,
    "docs": {
      "label": "kind of the body",
      "purpose": "Tells what the body is, as a MIME type such as `application/json`. It is for the applications; brokers pass it on and do not look at it."
    }
  },
  {
    "name": "contentEncoding",
    "wireName": "content-encoding",
    "type": "shortstr",
    "domain": "shortstr",
    "reserved": false,
    "required": false,
    "docs": {
      "label": "encoding of the body",
      "purpose": "Tells how the body is packed, such as `gzip`. It is for the applications; nobody on the way packs or unpacks anything."
    }
  },
  {
    "name": "headers",
    "wireName": "headers",
    "type": "table",
    "domain": "table",
    "reserved": false,
    "required": false,
    "docs": {
      "label": "named values of the application",
      "purpose": "Carries named values of the application's choice. An exchange of type `headers` routes by them.",
      "rabbitmq": "`CC` and `BCC`, each an array of texts, name further routing keys; `BCC` is removed before delivery. The broker adds `x-death` and the like to dead letters and `x-delivery-count` on quorum queues."
    }
  },
  {
    "name": "deliveryMode",
    "wireName": "delivery-mode",
    "type": "octet",
    "domain": "octet",
    "reserved": false,
    "required": false,
    "docs": {
      "label": "persistent or not",
      "purpose": "Chooses whether the message shall survive a restart: 1 for transient, 2 for persistent. It survives only in a durable queue.",
      "rabbitmq": "2 is persistent; 1, and no value at all, is transient. 3.10 refuses any other value with 406."
    }
  },
  {
    "name": "priority",
    "wireName": "priority",
    "type": "octet",
    "domain": "octet",
    "reserved": false,
    "required": false,
    "docs": {
      "label": "priority of the message",
      "purpose": "Ranks the message against others in its queue, from 0 to 9, where 9 goes first. It matters only to queues that heed priorities.",
      "rabbitmq": "Classic queues heed it only where they have `x-max-priority`; higher values count as that maximum, and no priority counts as 0."
    }
  },
  {
    "name": "correlationId",
    "wireName": "correlation-id",
    "type": "shortstr",
    "domain": "shortstr",
    "reserved": false,
    "required": false,
    "docs": {
      "label": "which request this answers",
      "purpose": "Ties an answer to its request: the caller makes up a value and the answer repeats it. Brokers pass it on as it is."
    }
  },
  {
    "name": "replyTo",
    "wireName": "reply-to",
    "type": "shortstr",
    "domain": "shortstr",
    "reserved": false,
    "required": false,
    "docs": {
      "label": "where answers shall go",
      "purpose": "Tells the receiver where to send the answer: usually the name of a queue, to be used as routing key on the default exchange.",
      "rabbitmq": "`amq.rabbitmq.reply-to` asks for direct replies: the broker puts a name in its place that leads to the caller's channel. The caller must consume from `amq.rabbitmq.reply-to` with `no-ack` on that channel first, or the publish is 406."
    }
  },
  {
    "name": "expiration",
    "wireName": "expiration",
    "type": "shortstr",
    "domain": "shortstr",
    "reserved": false,
    "required": false,
    "docs": {
      "label": "life span of the message",
      "purpose": "Limits how long the message may wait in a queue. The standard leaves the form of this text to the server.",
      "rabbitmq": "Milliseconds as decimal text, such as `60000`; anything else is 406. The smaller of this and the queue's `x-message-ttl` holds. Expired messages go only when they reach the head of the queue; `0` reaches only a consumer that is ready. The property is removed from dead letters."
    }
  },
  {
    "name": "messageId",
    "wireName": "message-id",
    "type": "shortstr",
    "domain": "shortstr",
    "reserved": false,
    "required": false,
    "docs": {
      "label": "the application's own id",
      "purpose": "Identifies the message for the applications, for instance to notice one that comes twice. Brokers neither set nor check it."
    }
  },
  {
    "name": "timestamp",
    "wireName": "timestamp",
    "type": "timestamp",
    "domain": "timestamp",
    "reserved": false,
    "required": false,
    "docs": {
      "label": "when the message was made",
      "purpose": "Tells when the message was made, in whole seconds since 1970. The publisher sets it, so it is as right as the publisher's clock."
    }
  },
  {
    "name": "type",
    "wireName": "type",
    "type": "shortstr",
    "domain": "shortstr",
    "reserved": false,
    "required": false,
    "docs": {
      "label": "the application's message type",
      "purpose": "Names the kind of message as the application sees it, such as `order.created`. It has nothing to do with the exchange's type."
    }
  },
  {
    "name": "userId",
    "wireName": "user-id",
    "type": "shortstr",
    "domain": "shortstr",
    "reserved": false,
    "required": false,
    "docs": {
      "label": "user who published",
      "purpose": "Names the user who published the message. Leave it out unless receivers need it.",
      "rabbitmq": "Checked: it must be the user that the connection is logged in as, else 406."
    }
  },
  {
    "name": "appId",
    "wireName": "app-id",
    "type": "shortstr",
    "domain": "shortstr",
    "reserved": false,
    "required": false,
    "docs": {
      "label": "application that published",
      "purpose": "Names the application that published the message. Brokers pass it on and do not look at it."
    }
  },
  {
    "name": "reserved",
    "wireName": "reserved",
    "type": "shortstr",
    "domain": "shortstr",
    "reserved": true,
    "required": false,
    "docs": {
      "label": "reserved",
      "purpose": "Reserved: always zero or empty."
    }
  }
]

/** Every constant, reply codes included, with what it means. */
export const constantInfos: readonly ConstantInfo[] = [
  {
    "name": "frame-method",
    "value": 1,
    "docs": {
      "label": "frame type of a method",
      "purpose": "Marks a frame whose payload is one method: the class id, the method id and the arguments. A method always fits into one frame; it is never split."
    }
  },
  {
    "name": "frame-header",
    "value": 2,
    "docs": {
      "label": "frame type of a content header",
      "purpose": "Marks a frame that announces a message's content: the class id, the size of the body in bytes and the properties. It follows directly on a method that has content, such as `basic.publish`."
    }
  },
  {
    "name": "frame-body",
    "value": 3,
    "docs": {
      "label": "frame type of a body part",
      "purpose": "Marks a frame that carries a piece of a message's body. An empty body has no such frame and a long one has many. The pieces add up to exactly the size that the content header announced."
    }
  },
  {
    "name": "frame-heartbeat",
    "value": 8,
    "docs": {
      "label": "frame type of a heartbeat",
      "purpose": "Marks a frame that only says: I am still here. It goes out on channel 0 with an empty payload, 8 octets in all.",
      "rabbitmq": "A heartbeat on a channel other than 0 is answered with 505, one with a payload with 501."
    }
  },
  {
    "name": "frame-min-size",
    "value": 4096,
    "docs": {
      "label": "smallest frame size to agree on",
      "purpose": "The lowest value, in bytes, that the two peers may agree on for `frame-max`. Frames up to this size must be accepted even before `connection.tune`.",
      "rabbitmq": "RabbitMQ 4.1 and later refuse a negotiated frame-max under 8192: they close the socket after about 3 seconds and say nothing."
    }
  },
  {
    "name": "frame-end",
    "value": 206,
    "docs": {
      "label": "last octet of every frame",
      "purpose": "Closes every frame: the octet 0xCE. Anything else in its place means that the two sides no longer agree on where frames begin, so the connection cannot go on.",
      "rabbitmq": "A wrong end octet is answered with 501."
    }
  },
  {
    "name": "reply-success",
    "value": 200,
    "docs": {
      "label": "all went well",
      "purpose": "Says that there was no error. It is the code for a `close` that is nothing but a goodbye: the channel or connection ends because its owner is done with it."
    }
  },
  {
    "name": "content-too-large",
    "value": 311,
    "severity": "soft-error",
    "docs": {
      "label": "message larger than accepted",
      "purpose": "Says that a message is bigger than the peer takes, now or ever. Closes the channel. The usual cause is a large file sent as one message; store it elsewhere and send a reference.",
      "rabbitmq": "A message over the broker's size limit is answered with 406 instead."
    }
  },
  {
    "name": "no-consumers",
    "value": 313,
    "severity": "soft-error",
    "docs": {
      "label": "no consumer ready at once",
      "purpose": "Says that a message published with `immediate` reached no consumer that could take it at once. It comes in `basic.return`, with the message, and the channel stays open.",
      "rabbitmq": "Never sent: publishing with `immediate` is answered with 540."
    }
  },
  {
    "name": "connection-forced",
    "value": 320,
    "severity": "hard-error",
    "docs": {
      "label": "connection closed by an operator",
      "purpose": "Says that somebody closed the connection on purpose. Closes the connection. The usual cause is a server that shuts down or an operator who cuts a client off; connect again later."
    }
  },
  {
    "name": "invalid-path",
    "value": 402,
    "severity": "hard-error",
    "docs": {
      "label": "unknown virtual host",
      "purpose": "Says that the virtual host named in `connection.open` is unknown. Closes the connection. The usual cause is a misspelt name, or one with a slash too many or too few.",
      "rabbitmq": "Never sent: an unknown virtual host is answered with 530."
    }
  },
  {
    "name": "access-refused",
    "value": 403,
    "severity": "soft-error",
    "docs": {
      "label": "no permission for this",
      "purpose": "Says that the user may not do this. Closes the channel; at login it closes the connection. The usual causes are a missing permission, a name beginning with `amq.`, and a queue that another consumer holds for itself alone.",
      "rabbitmq": "Also sent for declaring, binding or deleting the default exchange and for publishing to an internal exchange. At login it comes only to clients that offered the capability `authentication_failure_close`; others just see the socket close."
    }
  },
  {
    "name": "not-found",
    "value": 404,
    "severity": "soft-error",
    "docs": {
      "label": "no such queue or exchange",
      "purpose": "Says that the queue or exchange named does not exist in this virtual host. Closes the channel. The usual cause is publishing or consuming before anybody has declared it.",
      "rabbitmq": "Deleting or unbinding what does not exist is not an error and succeeds; purging a queue that does not exist is 404."
    }
  },
  {
    "name": "resource-locked",
    "value": 405,
    "severity": "soft-error",
    "docs": {
      "label": "held by another connection",
      "purpose": "Says that another connection has this queue to itself. Closes the channel. The usual cause is an exclusive queue, often one of the client's own earlier connection that the server has not yet given up."
    }
  },
  {
    "name": "precondition-failed",
    "value": 406,
    "severity": "soft-error",
    "docs": {
      "label": "request contradicts the state",
      "purpose": "Says that the request does not fit with how things are. Closes the channel. The usual causes are declaring an existing queue or exchange with other properties, and acknowledging a delivery tag twice.",
      "rabbitmq": "Also sent for a wrong `expiration` or `user-id`, for a message over the size limit, for mixing confirms and transactions on one channel, and for misuse of direct reply-to. On 4.3 also for an unknown exchange type."
    }
  },
  {
    "name": "frame-error",
    "value": 501,
    "severity": "hard-error",
    "docs": {
      "label": "malformed frame",
      "purpose": "Says that a frame could not be read. Closes the connection. The usual causes are a wrong end octet, a frame longer than agreed and arguments that stop too early: a bug in the sender's codec.",
      "rabbitmq": "Also sent for an unknown frame type, for truncated or surplus arguments, for text that is not UTF-8 and, on 4.3, for a body longer than announced (3.10 says 505)."
    }
  },
  {
    "name": "syntax-error",
    "value": 502,
    "severity": "hard-error",
    "docs": {
      "label": "illegal value in a field",
      "purpose": "Says that a frame was whole, but a field in it held something that cannot be. Closes the connection. The usual cause is a bug in the sender's codec.",
      "rabbitmq": "Rarely sent: what cannot be read is mostly answered with 501. For an unknown class, method or table type the socket is closed and nothing is said."
    }
  },
  {
    "name": "command-invalid",
    "value": 503,
    "severity": "hard-error",
    "docs": {
      "label": "method not legal here",
      "purpose": "Says that a method came where none of its kind may come. Closes the connection. The usual causes are a method that only the other side may send and a connection method on a channel other than 0.",
      "rabbitmq": "On 3.10 also the answer to an unknown exchange type; 4.3 says 406 and closes only the channel."
    }
  },
  {
    "name": "channel-error",
    "value": 504,
    "severity": "hard-error",
    "docs": {
      "label": "channel not open or opened twice",
      "purpose": "Says that a channel number was misused. Closes the connection. The usual causes are a method on a channel that is not open and a second `channel.open` for one that is.",
      "rabbitmq": "Also sent for a channel method on channel 0."
    }
  },
  {
    "name": "unexpected-frame",
    "value": 505,
    "severity": "hard-error",
    "docs": {
      "label": "frame out of order",
      "purpose": "Says that a readable frame came at the wrong moment. Closes the connection. The usual cause is two tasks that publish on one channel without a lock, so that one's method lands between the other's header and body.",
      "rabbitmq": "Sent for a missing header, a header of another class, a weight other than 0, a body frame that nothing announced and a heartbeat on a channel other than 0."
    }
  },
  {
    "name": "resource-error",
    "value": 506,
    "severity": "hard-error",
    "docs": {
      "label": "server short of resources",
      "purpose": "Says that the server lacks something it needs for this, such as memory or disk space. Closes the connection. The usual cause is a server under heavy load or a client that makes too many objects."
    }
  },
  {
    "name": "not-allowed",
    "value": 530,
    "severity": "hard-error",
    "docs": {
      "label": "forbidden whatever the permissions",
      "purpose": "Says that the request is against the rules of the server, whatever the user's permissions. Closes the connection. The usual cause is a consumer tag that is in use already on the channel.",
      "rabbitmq": "Also sent for an unknown virtual host."
    }
  },
  {
    "name": "not-implemented",
    "value": 540,
    "severity": "hard-error",
    "docs": {
      "label": "server does not do this",
      "purpose": "Says that the server knows the method or option but does not offer it. Closes the connection. The usual cause is an option that the standard has and the broker leaves out.",
      "rabbitmq": "Sent for `immediate`, for a `prefetch-size` other than 0, for `channel.flow` with `active` false from the client and for `basic.recover` with `requeue` false."
    }
  },
  {
    "name": "internal-error",
    "value": 541,
    "severity": "hard-error",
    "docs": {
      "label": "failure inside the server",
      "purpose": "Says that the server failed in a way it did not foresee. Closes the connection. The cause is in the server's log; connecting again may help.",
      "rabbitmq": "Also sent for a property list that cannot be read."
    }
  },
  {
    "name": "no-route",
    "value": 312,
    "severity": "soft-error",
    "docs": {
      "label": "no queue matched",
      "purpose": "Says that a message published with `mandatory` matched no queue. It comes in `basic.return`, with the message, and the channel stays open. The usual cause is a binding that is missing or a misspelt routing key."
    }
  }
]
