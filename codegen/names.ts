import type { ProtocolMethod } from './model.ts'

/** `auto-delete` → `autoDelete` */
export function camel(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}

/** `auto-delete` → `AutoDelete` */
export function pascal(name: string): string {
  const camelled = camel(name)
  return camelled.charAt(0).toUpperCase() + camelled.slice(1)
}

/** `frame-min-size` → `FRAME_MIN_SIZE` */
export function screaming(name: string): string {
  return name.replace(/[-.]/g, '_').toUpperCase()
}

/** The name as people say it: `queue.declare-ok`. */
export function dotted(method: ProtocolMethod): string {
  return `${method.className}.${method.name}`
}

/** The name in the API: `queueDeclareOk`. */
export function apiName(method: ProtocolMethod): string {
  return camel(method.className) + pascal(method.name)
}

/** The name of the type of a method's fields: `QueueDeclareOk`. */
export function typeName(method: ProtocolMethod): string {
  return pascal(method.className) + pascal(method.name)
}

/** The name of the constant with a method's id: `QUEUE_DECLARE_OK`. */
export function idName(method: ProtocolMethod): string {
  return screaming(dotted(method))
}

/** A method's id: the class in the upper 16 bits, the method in the lower. */
export function idOf(method: ProtocolMethod): number {
  return method.classIndex * 0x10000 + method.index
}

/** `0x0032000a` */
export function hex32(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`
}
