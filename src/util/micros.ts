/** The time in whole microseconds since 1970 (UTC), by a clock that goes forward only. */
export function microsSince1970(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000)
}
