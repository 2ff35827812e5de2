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

export type WireType = 'bit' | 'octet' | 'short' | 'long' | 'longlong' | 'shortstr' | 'longstr' | 'timestamp' | 'table'

export interface FieldInfo {
  /** The name in the API, such as `autoDelete`. */
  readonly name: string
  /** The name in the standard, such as `auto-delete`. */
  readonly wireName: string
  readonly type: WireType
  readonly domain: string
  /** Reserved fields travel as zero or empty, and no user sees them. */
  readonly reserved: boolean
  /** Whether a caller has to give it. */
  readonly required: boolean
  readonly docs: DocsInfo
}

export interface MethodInfo {
  /** The class id in the upper 16 bits, the method id in the lower. */
  readonly id: number
  readonly classId: number
  readonly methodId: number
  readonly className: string
  /** The name in the standard, such as `queue.declare-ok`. */
  readonly name: string
  /** The name in the API, such as `queueDeclareOk`. */
  readonly apiName: string
  readonly synchronous: boolean
  /** Whether a content header and a body follow. */
  readonly content: boolean
  /** Who may send it. */
  readonly from: readonly ('client' | 'server')[]
  /** The ids of the methods that answer it. */
  readonly replies: readonly number[]
  /** In the order of the wire, reserved ones included. */
  readonly fields: readonly FieldInfo[]
  readonly docs: DocsInfo
}

export interface ClassInfo {
  readonly id: number
  readonly name: string
  readonly handler: 'connection' | 'channel'
  readonly docs: DocsInfo
}

export interface ConstantInfo {
  readonly name: string
  readonly value: number
  readonly severity?: 'soft-error' | 'hard-error'
  readonly docs: DocsInfo
}

export const classInfos: readonly ClassInfo[] = [
  {
    "id": 10,
    "name": "connection",
    "handler": "connection",
    "docs": {
      "label": "connection",
      "purpose": "Doc of connection"
    }
  },
  {
    "id": 20,
    "name": "channel",
    "handler": "channel",
    "docs": {
      "label": "channel",
      "purpose": "Doc of channel"
    }
  },
  {
    "id": 40,
    "name": "exchange",
    "handler": "channel",
    "docs": {
      "label": "exchange",
      "purpose": "Doc of exchange"
    }
  },
  {
    "id": 50,
    "name": "queue",
    "handler": "channel",
    "docs": {
      "label": "queue",
      "purpose": "Doc of queue"
    }
  },
  {
    "id": 60,
    "name": "basic",
    "handler": "channel",
    "docs": {
      "label": "basic",
      "purpose": "Doc of basic"
    }
  },
  {
    "id": 90,
    "name": "tx",
    "handler": "channel",
    "docs": {
      "label": "tx",
      "purpose": "Doc of tx"
    }
  },
  {
    "id": 85,
    "name": "confirm",
    "handler": "channel",
    "docs": {
      "label": "confirm",
      "purpose": "Doc of confirm"
    }
  },
  {
    "id": 30,
    "name": "access",
    "handler": "channel",
    "docs": {
      "label": "x",
      "purpose": "x"
    }
  }
]

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
          "label": "version-major",
          "purpose": "Doc of version-major"
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
          "label": "version-minor",
          "purpose": "Doc of version-minor"
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
          "label": "server-properties",
          "purpose": "Doc of server-properties"
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
          "label": "mechanisms",
          "purpose": "Doc of mechanisms"
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
          "label": "locales",
          "purpose": "Doc of locales"
        }
      }
    ],
    "docs": {
      "label": "start",
      "purpose": "Doc of start",
      "reply": "Doc of start",
      "errors": "Doc of start"
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
          "label": "client-properties",
          "purpose": "Doc of client-properties"
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
          "label": "mechanism",
          "purpose": "Doc of mechanism"
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
          "label": "response",
          "purpose": "Doc of response"
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
          "label": "locale",
          "purpose": "Doc of locale"
        }
      }
    ],
    "docs": {
      "label": "start-ok",
      "purpose": "Doc of start-ok",
      "reply": "Doc of start-ok",
      "errors": "Doc of start-ok"
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
          "label": "challenge",
          "purpose": "Doc of challenge"
        }
      }
    ],
    "docs": {
      "label": "secure",
      "purpose": "Doc of secure",
      "reply": "Doc of secure",
      "errors": "Doc of secure"
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
          "label": "response",
          "purpose": "Doc of response"
        }
      }
    ],
    "docs": {
      "label": "secure-ok",
      "purpose": "Doc of secure-ok",
      "reply": "Doc of secure-ok",
      "errors": "Doc of secure-ok"
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
          "label": "channel-max",
          "purpose": "Doc of channel-max"
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
          "label": "frame-max",
          "purpose": "Doc of frame-max"
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
          "label": "heartbeat",
          "purpose": "Doc of heartbeat"
        }
      }
    ],
    "docs": {
      "label": "tune",
      "purpose": "Doc of tune",
      "reply": "Doc of tune",
      "errors": "Doc of tune"
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
          "label": "channel-max",
          "purpose": "Doc of channel-max"
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
          "label": "frame-max",
          "purpose": "Doc of frame-max"
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
          "label": "heartbeat",
          "purpose": "Doc of heartbeat"
        }
      }
    ],
    "docs": {
      "label": "tune-ok",
      "purpose": "Doc of tune-ok",
      "reply": "Doc of tune-ok",
      "errors": "Doc of tune-ok"
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
          "label": "virtual-host",
          "purpose": "Doc of virtual-host"
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
      "label": "open",
      "purpose": "Doc of open",
      "reply": "Doc of open",
      "errors": "Doc of open"
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
      "label": "open-ok",
      "purpose": "Doc of open-ok",
      "reply": "Doc of open-ok",
      "errors": "Doc of open-ok"
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
          "label": "reply-code",
          "purpose": "Doc of reply-code"
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
          "label": "reply-text",
          "purpose": "Doc of reply-text"
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
          "label": "class-id",
          "purpose": "Doc of class-id"
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
          "label": "method-id",
          "purpose": "Doc of method-id"
        }
      }
    ],
    "docs": {
      "label": "close",
      "purpose": "Doc of close",
      "reply": "Doc of close",
      "errors": "Doc of close"
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
      "label": "close-ok",
      "purpose": "Doc of close-ok",
      "reply": "Doc of close-ok",
      "errors": "Doc of close-ok"
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
          "label": "reason",
          "purpose": "Doc of reason"
        }
      }
    ],
    "docs": {
      "label": "blocked",
      "purpose": "Doc of blocked",
      "reply": "Doc of blocked",
      "errors": "Doc of blocked"
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
      "label": "unblocked",
      "purpose": "Doc of unblocked",
      "reply": "Doc of unblocked",
      "errors": "Doc of unblocked"
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
          "label": "new-secret",
          "purpose": "Doc of new-secret"
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
          "label": "reason",
          "purpose": "Doc of reason"
        }
      }
    ],
    "docs": {
      "label": "update-secret",
      "purpose": "Doc of update-secret",
      "reply": "Doc of update-secret",
      "errors": "Doc of update-secret"
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
      "label": "update-secret-ok",
      "purpose": "Doc of update-secret-ok",
      "reply": "Doc of update-secret-ok",
      "errors": "Doc of update-secret-ok"
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
      "label": "open",
      "purpose": "Doc of open",
      "reply": "Doc of open",
      "errors": "Doc of open"
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
      "label": "open-ok",
      "purpose": "Doc of open-ok",
      "reply": "Doc of open-ok",
      "errors": "Doc of open-ok"
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
          "label": "active",
          "purpose": "Doc of active"
        }
      }
    ],
    "docs": {
      "label": "flow",
      "purpose": "Doc of flow",
      "reply": "Doc of flow",
      "errors": "Doc of flow"
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
          "label": "active",
          "purpose": "Doc of active"
        }
      }
    ],
    "docs": {
      "label": "flow-ok",
      "purpose": "Doc of flow-ok",
      "reply": "Doc of flow-ok",
      "errors": "Doc of flow-ok"
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
          "label": "reply-code",
          "purpose": "Doc of reply-code"
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
          "label": "reply-text",
          "purpose": "Doc of reply-text"
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
          "label": "class-id",
          "purpose": "Doc of class-id"
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
          "label": "method-id",
          "purpose": "Doc of method-id"
        }
      }
    ],
    "docs": {
      "label": "close",
      "purpose": "Doc of close",
      "reply": "Doc of close",
      "errors": "Doc of close"
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
      "label": "close-ok",
      "purpose": "Doc of close-ok",
      "reply": "Doc of close-ok",
      "errors": "Doc of close-ok"
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
          "label": "exchange",
          "purpose": "Doc of exchange"
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
          "label": "type",
          "purpose": "Doc of type"
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
          "label": "passive",
          "purpose": "Doc of passive"
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
          "label": "durable",
          "purpose": "Doc of durable"
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
          "label": "auto-delete",
          "purpose": "Doc of auto-delete"
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
          "label": "internal",
          "purpose": "Doc of internal"
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
          "label": "no-wait",
          "purpose": "Doc of no-wait"
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
          "label": "arguments",
          "purpose": "Doc of arguments"
        }
      }
    ],
    "docs": {
      "label": "declare",
      "purpose": "Doc of declare",
      "reply": "Doc of declare",
      "errors": "Doc of declare"
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
      "label": "declare-ok",
      "purpose": "Doc of declare-ok",
      "reply": "Doc of declare-ok",
      "errors": "Doc of declare-ok"
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
          "label": "exchange",
          "purpose": "Doc of exchange"
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
          "label": "if-unused",
          "purpose": "Doc of if-unused"
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
          "label": "no-wait",
          "purpose": "Doc of no-wait"
        }
      }
    ],
    "docs": {
      "label": "delete",
      "purpose": "Doc of delete",
      "reply": "Doc of delete",
      "errors": "Doc of delete"
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
      "label": "delete-ok",
      "purpose": "Doc of delete-ok",
      "reply": "Doc of delete-ok",
      "errors": "Doc of delete-ok"
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
          "label": "destination",
          "purpose": "Doc of destination"
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
          "label": "source",
          "purpose": "Doc of source"
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
          "label": "routing-key",
          "purpose": "Doc of routing-key"
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
          "label": "no-wait",
          "purpose": "Doc of no-wait"
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
          "label": "arguments",
          "purpose": "Doc of arguments"
        }
      }
    ],
    "docs": {
      "label": "bind",
      "purpose": "Doc of bind",
      "reply": "Doc of bind",
      "errors": "Doc of bind"
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
      "label": "bind-ok",
      "purpose": "Doc of bind-ok",
      "reply": "Doc of bind-ok",
      "errors": "Doc of bind-ok"
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
          "label": "destination",
          "purpose": "Doc of destination"
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
          "label": "source",
          "purpose": "Doc of source"
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
          "label": "routing-key",
          "purpose": "Doc of routing-key"
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
          "label": "no-wait",
          "purpose": "Doc of no-wait"
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
          "label": "arguments",
          "purpose": "Doc of arguments"
        }
      }
    ],
    "docs": {
      "label": "unbind",
      "purpose": "Doc of unbind",
      "reply": "Doc of unbind",
      "errors": "Doc of unbind"
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
      "label": "unbind-ok",
      "purpose": "Doc of unbind-ok",
      "reply": "Doc of unbind-ok",
      "errors": "Doc of unbind-ok"
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
          "label": "queue",
          "purpose": "Doc of queue"
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
          "label": "passive",
          "purpose": "Doc of passive"
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
          "label": "durable",
          "purpose": "Doc of durable"
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
          "label": "exclusive",
          "purpose": "Doc of exclusive"
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
          "label": "auto-delete",
          "purpose": "Doc of auto-delete"
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
          "label": "no-wait",
          "purpose": "Doc of no-wait"
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
          "label": "arguments",
          "purpose": "Doc of arguments"
        }
      }
    ],
    "docs": {
      "label": "declare",
      "purpose": "Doc of declare",
      "reply": "Doc of declare",
      "errors": "Doc of declare"
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
          "label": "queue",
          "purpose": "Doc of queue"
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
          "label": "message-count",
          "purpose": "Doc of message-count"
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
          "label": "consumer-count",
          "purpose": "Doc of consumer-count"
        }
      }
    ],
    "docs": {
      "label": "declare-ok",
      "purpose": "Doc of declare-ok",
      "reply": "Doc of declare-ok",
      "errors": "Doc of declare-ok"
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
          "label": "queue",
          "purpose": "Doc of queue"
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
          "label": "exchange",
          "purpose": "Doc of exchange"
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
          "label": "routing-key",
          "purpose": "Doc of routing-key"
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
          "label": "no-wait",
          "purpose": "Doc of no-wait"
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
          "label": "arguments",
          "purpose": "Doc of arguments"
        }
      }
    ],
    "docs": {
      "label": "bind",
      "purpose": "Doc of bind",
      "reply": "Doc of bind",
      "errors": "Doc of bind"
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
      "label": "bind-ok",
      "purpose": "Doc of bind-ok",
      "reply": "Doc of bind-ok",
      "errors": "Doc of bind-ok"
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
          "label": "queue",
          "purpose": "Doc of queue"
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
          "label": "exchange",
          "purpose": "Doc of exchange"
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
          "label": "routing-key",
          "purpose": "Doc of routing-key"
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
          "label": "arguments",
          "purpose": "Doc of arguments"
        }
      }
    ],
    "docs": {
      "label": "unbind",
      "purpose": "Doc of unbind",
      "reply": "Doc of unbind",
      "errors": "Doc of unbind"
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
      "label": "unbind-ok",
      "purpose": "Doc of unbind-ok",
      "reply": "Doc of unbind-ok",
      "errors": "Doc of unbind-ok"
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
          "label": "queue",
          "purpose": "Doc of queue"
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
          "label": "no-wait",
          "purpose": "Doc of no-wait"
        }
      }
    ],
    "docs": {
      "label": "purge",
      "purpose": "Doc of purge",
      "reply": "Doc of purge",
      "errors": "Doc of purge"
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
          "label": "message-count",
          "purpose": "Doc of message-count"
        }
      }
    ],
    "docs": {
      "label": "purge-ok",
      "purpose": "Doc of purge-ok",
      "reply": "Doc of purge-ok",
      "errors": "Doc of purge-ok"
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
          "label": "queue",
          "purpose": "Doc of queue"
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
          "label": "if-unused",
          "purpose": "Doc of if-unused"
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
          "label": "if-empty",
          "purpose": "Doc of if-empty"
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
          "label": "no-wait",
          "purpose": "Doc of no-wait"
        }
      }
    ],
    "docs": {
      "label": "delete",
      "purpose": "Doc of delete",
      "reply": "Doc of delete",
      "errors": "Doc of delete"
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
          "label": "message-count",
          "purpose": "Doc of message-count"
        }
      }
    ],
    "docs": {
      "label": "delete-ok",
      "purpose": "Doc of delete-ok",
      "reply": "Doc of delete-ok",
      "errors": "Doc of delete-ok"
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
          "label": "prefetch-size",
          "purpose": "Doc of prefetch-size"
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
          "label": "prefetch-count",
          "purpose": "Doc of prefetch-count"
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
          "label": "global",
          "purpose": "Doc of global"
        }
      }
    ],
    "docs": {
      "label": "qos",
      "purpose": "Doc of qos",
      "reply": "Doc of qos",
      "errors": "Doc of qos"
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
      "label": "qos-ok",
      "purpose": "Doc of qos-ok",
      "reply": "Doc of qos-ok",
      "errors": "Doc of qos-ok"
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
          "label": "queue",
          "purpose": "Doc of queue"
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
          "label": "consumer-tag",
          "purpose": "Doc of consumer-tag"
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
          "label": "no-local",
          "purpose": "Doc of no-local"
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
          "label": "no-ack",
          "purpose": "Doc of no-ack"
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
          "label": "exclusive",
          "purpose": "Doc of exclusive"
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
          "label": "no-wait",
          "purpose": "Doc of no-wait"
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
          "label": "arguments",
          "purpose": "Doc of arguments"
        }
      }
    ],
    "docs": {
      "label": "consume",
      "purpose": "Doc of consume",
      "reply": "Doc of consume",
      "errors": "Doc of consume"
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
          "label": "consumer-tag",
          "purpose": "Doc of consumer-tag"
        }
      }
    ],
    "docs": {
      "label": "consume-ok",
      "purpose": "Doc of consume-ok",
      "reply": "Doc of consume-ok",
      "errors": "Doc of consume-ok"
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
        "required": false,
        "docs": {
          "label": "consumer-tag",
          "purpose": "Doc of consumer-tag"
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
          "label": "no-wait",
          "purpose": "Doc of no-wait"
        }
      }
    ],
    "docs": {
      "label": "cancel",
      "purpose": "Doc of cancel",
      "reply": "Doc of cancel",
      "errors": "Doc of cancel"
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
          "label": "consumer-tag",
          "purpose": "Doc of consumer-tag"
        }
      }
    ],
    "docs": {
      "label": "cancel-ok",
      "purpose": "Doc of cancel-ok",
      "reply": "Doc of cancel-ok",
      "errors": "Doc of cancel-ok"
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
          "label": "exchange",
          "purpose": "Doc of exchange"
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
          "label": "routing-key",
          "purpose": "Doc of routing-key"
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
          "label": "mandatory",
          "purpose": "Doc of mandatory"
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
          "label": "immediate",
          "purpose": "Doc of immediate"
        }
      }
    ],
    "docs": {
      "label": "publish",
      "purpose": "Doc of publish",
      "reply": "Doc of publish",
      "errors": "Doc of publish"
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
          "label": "reply-code",
          "purpose": "Doc of reply-code"
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
          "label": "reply-text",
          "purpose": "Doc of reply-text"
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
          "label": "exchange",
          "purpose": "Doc of exchange"
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
          "label": "routing-key",
          "purpose": "Doc of routing-key"
        }
      }
    ],
    "docs": {
      "label": "return",
      "purpose": "Doc of return",
      "reply": "Doc of return",
      "errors": "Doc of return"
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
          "label": "consumer-tag",
          "purpose": "Doc of consumer-tag"
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
          "label": "delivery-tag",
          "purpose": "Doc of delivery-tag"
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
          "label": "redelivered",
          "purpose": "Doc of redelivered"
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
          "label": "exchange",
          "purpose": "Doc of exchange"
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
          "label": "routing-key",
          "purpose": "Doc of routing-key"
        }
      }
    ],
    "docs": {
      "label": "deliver",
      "purpose": "Doc of deliver",
      "reply": "Doc of deliver",
      "errors": "Doc of deliver"
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
          "label": "queue",
          "purpose": "Doc of queue"
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
          "label": "no-ack",
          "purpose": "Doc of no-ack"
        }
      }
    ],
    "docs": {
      "label": "get",
      "purpose": "Doc of get",
      "reply": "Doc of get",
      "errors": "Doc of get"
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
          "label": "delivery-tag",
          "purpose": "Doc of delivery-tag"
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
          "label": "redelivered",
          "purpose": "Doc of redelivered"
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
          "label": "exchange",
          "purpose": "Doc of exchange"
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
          "label": "routing-key",
          "purpose": "Doc of routing-key"
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
          "label": "message-count",
          "purpose": "Doc of message-count"
        }
      }
    ],
    "docs": {
      "label": "get-ok",
      "purpose": "Doc of get-ok",
      "reply": "Doc of get-ok",
      "errors": "Doc of get-ok"
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
      "label": "get-empty",
      "purpose": "Doc of get-empty",
      "reply": "Doc of get-empty",
      "errors": "Doc of get-empty"
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
          "label": "delivery-tag",
          "purpose": "Doc of delivery-tag"
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
          "label": "multiple",
          "purpose": "Doc of multiple"
        }
      }
    ],
    "docs": {
      "label": "ack",
      "purpose": "Doc of ack",
      "reply": "Doc of ack",
      "errors": "Doc of ack"
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
          "label": "delivery-tag",
          "purpose": "Doc of delivery-tag"
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
          "label": "requeue",
          "purpose": "Doc of requeue"
        }
      }
    ],
    "docs": {
      "label": "reject",
      "purpose": "Doc of reject",
      "reply": "Doc of reject",
      "errors": "Doc of reject"
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
          "label": "requeue",
          "purpose": "Doc of requeue"
        }
      }
    ],
    "docs": {
      "label": "recover-async",
      "purpose": "Doc of recover-async",
      "reply": "Doc of recover-async",
      "errors": "Doc of recover-async"
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
          "label": "requeue",
          "purpose": "Doc of requeue"
        }
      }
    ],
    "docs": {
      "label": "recover",
      "purpose": "Doc of recover",
      "reply": "Doc of recover",
      "errors": "Doc of recover"
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
      "label": "recover-ok",
      "purpose": "Doc of recover-ok",
      "reply": "Doc of recover-ok",
      "errors": "Doc of recover-ok"
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
          "label": "delivery-tag",
          "purpose": "Doc of delivery-tag"
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
          "label": "multiple",
          "purpose": "Doc of multiple"
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
          "label": "requeue",
          "purpose": "Doc of requeue"
        }
      }
    ],
    "docs": {
      "label": "nack",
      "purpose": "Doc of nack",
      "reply": "Doc of nack",
      "errors": "Doc of nack"
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
      "label": "select",
      "purpose": "Doc of select",
      "reply": "Doc of select",
      "errors": "Doc of select"
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
      "label": "select-ok",
      "purpose": "Doc of select-ok",
      "reply": "Doc of select-ok",
      "errors": "Doc of select-ok"
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
      "label": "commit",
      "purpose": "Doc of commit",
      "reply": "Doc of commit",
      "errors": "Doc of commit"
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
      "label": "commit-ok",
      "purpose": "Doc of commit-ok",
      "reply": "Doc of commit-ok",
      "errors": "Doc of commit-ok"
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
      "label": "rollback",
      "purpose": "Doc of rollback",
      "reply": "Doc of rollback",
      "errors": "Doc of rollback"
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
      "label": "rollback-ok",
      "purpose": "Doc of rollback-ok",
      "reply": "Doc of rollback-ok",
      "errors": "Doc of rollback-ok"
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
          "label": "no-wait",
          "purpose": "Doc of no-wait"
        }
      }
    ],
    "docs": {
      "label": "select",
      "purpose": "Doc of select",
      "reply": "Doc of select",
      "errors": "Doc of select"
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
      "label": "select-ok",
      "purpose": "Doc of select-ok",
      "reply": "Doc of select-ok",
      "errors": "Doc of select-ok"
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
          "label": "x",
          "purpose": "x"
        }
      }
    ],
    "docs": {
      "label": "x",
      "purpose": "x",
      "reply": "x",
      "errors": "x"
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
          "label": "x",
          "purpose": "x"
        }
      }
    ],
    "docs": {
      "label": "x",
      "purpose": "x",
      "reply": "x",
      "errors": "x"
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
      "label": "content-type",
      "purpose": "Doc of content-type"
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
      "label": "content-encoding",
      "purpose": "Doc of content-encoding"
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
      "label": "headers",
      "purpose": "Doc of headers"
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
      "label": "delivery-mode",
      "purpose": "Doc of delivery-mode"
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
      "label": "priority",
      "purpose": "Doc of priority"
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
      "label": "correlation-id",
      "purpose": "Doc of correlation-id"
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
      "label": "reply-to",
      "purpose": "Doc of reply-to"
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
      "label": "expiration",
      "purpose": "Doc of expiration"
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
      "label": "message-id",
      "purpose": "Doc of message-id"
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
      "label": "timestamp",
      "purpose": "Doc of timestamp"
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
      "label": "type",
      "purpose": "Doc of type"
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
      "label": "user-id",
      "purpose": "Doc of user-id"
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
      "label": "app-id",
      "purpose": "Doc of app-id"
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

export const constantInfos: readonly ConstantInfo[] = [
  {
    "name": "frame-method",
    "value": 1,
    "docs": {
      "label": "frame-method",
      "purpose": "Doc of frame-method"
    }
  },
  {
    "name": "frame-header",
    "value": 2,
    "docs": {
      "label": "frame-header",
      "purpose": "Doc of frame-header"
    }
  },
  {
    "name": "frame-body",
    "value": 3,
    "docs": {
      "label": "frame-body",
      "purpose": "Doc of frame-body"
    }
  },
  {
    "name": "frame-heartbeat",
    "value": 8,
    "docs": {
      "label": "frame-heartbeat",
      "purpose": "Doc of frame-heartbeat"
    }
  },
  {
    "name": "frame-min-size",
    "value": 4096,
    "docs": {
      "label": "frame-min-size",
      "purpose": "Doc of frame-min-size"
    }
  },
  {
    "name": "frame-end",
    "value": 206,
    "docs": {
      "label": "frame-end",
      "purpose": "Doc of frame-end"
    }
  },
  {
    "name": "reply-success",
    "value": 200,
    "docs": {
      "label": "reply-success",
      "purpose": "Doc of reply-success"
    }
  },
  {
    "name": "content-too-large",
    "value": 311,
    "severity": "soft-error",
    "docs": {
      "label": "content-too-large",
      "purpose": "Doc of content-too-large"
    }
  },
  {
    "name": "no-route",
    "value": 312,
    "severity": "soft-error",
    "docs": {
      "label": "no-route",
      "purpose": "Doc of no-route"
    }
  },
  {
    "name": "no-consumers",
    "value": 313,
    "severity": "soft-error",
    "docs": {
      "label": "no-consumers",
      "purpose": "Doc of no-consumers"
    }
  },
  {
    "name": "connection-forced",
    "value": 320,
    "severity": "hard-error",
    "docs": {
      "label": "connection-forced",
      "purpose": "Doc of connection-forced"
    }
  },
  {
    "name": "invalid-path",
    "value": 402,
    "severity": "hard-error",
    "docs": {
      "label": "invalid-path",
      "purpose": "Doc of invalid-path"
    }
  },
  {
    "name": "access-refused",
    "value": 403,
    "severity": "soft-error",
    "docs": {
      "label": "access-refused",
      "purpose": "Doc of access-refused"
    }
  },
  {
    "name": "not-found",
    "value": 404,
    "severity": "soft-error",
    "docs": {
      "label": "not-found",
      "purpose": "Doc of not-found"
    }
  },
  {
    "name": "resource-locked",
    "value": 405,
    "severity": "soft-error",
    "docs": {
      "label": "resource-locked",
      "purpose": "Doc of resource-locked"
    }
  },
  {
    "name": "precondition-failed",
    "value": 406,
    "severity": "soft-error",
    "docs": {
      "label": "precondition-failed",
      "purpose": "Doc of precondition-failed"
    }
  },
  {
    "name": "frame-error",
    "value": 501,
    "severity": "hard-error",
    "docs": {
      "label": "frame-error",
      "purpose": "Doc of frame-error"
    }
  },
  {
    "name": "syntax-error",
    "value": 502,
    "severity": "hard-error",
    "docs": {
      "label": "syntax-error",
      "purpose": "Doc of syntax-error"
    }
  },
  {
    "name": "command-invalid",
    "value": 503,
    "severity": "hard-error",
    "docs": {
      "label": "command-invalid",
      "purpose": "Doc of command-invalid"
    }
  },
  {
    "name": "channel-error",
    "value": 504,
    "severity": "hard-error",
    "docs": {
      "label": "channel-error",
      "purpose": "Doc of channel-error"
    }
  },
  {
    "name": "unexpected-frame",
    "value": 505,
    "severity": "hard-error",
    "docs": {
      "label": "unexpected-frame",
      "purpose": "Doc of unexpected-frame"
    }
  },
  {
    "name": "resource-error",
    "value": 506,
    "severity": "hard-error",
    "docs": {
      "label": "resource-error",
      "purpose": "Doc of resource-error"
    }
  },
  {
    "name": "not-allowed",
    "value": 530,
    "severity": "hard-error",
    "docs": {
      "label": "not-allowed",
      "purpose": "Doc of not-allowed"
    }
  },
  {
    "name": "not-implemented",
    "value": 540,
    "severity": "hard-error",
    "docs": {
      "label": "not-implemented",
      "purpose": "Doc of not-implemented"
    }
  },
  {
    "name": "internal-error",
    "value": 541,
    "severity": "hard-error",
    "docs": {
      "label": "internal-error",
      "purpose": "Doc of internal-error"
    }
  }
]
