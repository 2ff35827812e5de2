import type { Field, Model } from './model.ts'

/** The model as JSON in the standard's own names, for comparison with other readings of the specification. */
export function modelJson(model: Model): string {
  const fields = (list: readonly Field[]): object[] => list.map(({ name, type }) => ({ name, type }))
  return JSON.stringify(
    {
      version: model.version,
      constants: Object.fromEntries(model.constants.map(({ name, value }) => [name, value])),
      classes: model.classes.map((c) => ({
        name: c.name,
        index: c.index,
        properties: fields(c.properties),
        methods: c.methods.map(({ name, index, synchronous, content, responses, from, fields: list }) => ({
          name,
          index,
          synchronous,
          content,
          responses,
          from,
          fields: fields(list),
        })),
      })),
    },
    null,
    2,
  )
}
