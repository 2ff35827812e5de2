/** What a record holds by this name itself; what every object inherits, such as `constructor`, is not in it. */
export function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
