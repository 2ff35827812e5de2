/** A field table that was encoded beforehand, by `encodedTable`: for one that is written over and over. */
export class EncodedTable {
  /** It stands where a table does, but there is nothing to look up in it. */
  readonly [name: string]: undefined
  readonly #bytes: Uint8Array

  /** @param bytes length included */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** The table as it travels, length included. */
  static bytesOf(table: EncodedTable): Uint8Array {
    return table.#bytes
  }
}
