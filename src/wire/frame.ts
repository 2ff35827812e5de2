/**
 * The frame, the unit that travels. (AMQP 0-9-1, 4.2.3 "General Frame Format".)
 *
 *      0      1         3             7                  7+size   8+size
 *     ┌──────┬─────────┬─────────────┬──────────────────┬────────┐
 *     │ type │ channel │ size        │ payload          │ 0xCE   │
 *     └──────┴─────────┴─────────────┴──────────────────┴────────┘
 *       1      2         4             size octets        1
 *
 * The frame-max that both sides agree on counts all of it, so a payload has at most frame-max - 8 octets. What the
 * payload holds depends on the type:
 *
 *     1 method     class id (2) │ method id (2) │ arguments
 *     2 header     class id (2) │ weight 0 (2)  │ body size (8) │ property flags (2 …) │ properties
 *     3 body       a piece of the content, split anywhere
 *     8 heartbeat  nothing, on channel 0
 *
 * A stream begins with one exception, the protocol header that a client says hello with: "AMQP" 0 0 9 1.
 */
export const FRAME_METHOD = 1
export const FRAME_HEADER = 2
export const FRAME_BODY = 3
export const FRAME_HEARTBEAT = 8
export const FRAME_END = 0xce

/** Octets before the payload. */
export const FRAME_PREFIX_BYTES = 7
/** Octets around the payload: the prefix and the end. */
export const FRAME_OVERHEAD_BYTES = 8

/** The smallest frame-max that two peers may agree on; each frame before they have must fit it. */
export const FRAME_MIN_BYTES = 4096

/** "AMQP" 0 0 9 1 */
export const PROTOCOL_HEADER: Uint8Array = Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1)
