import * as z from 'zod';

/** The shape of an event's data as JSON Schema: what must not change within a version. Patterns that a named format implies are zod's own matter. */
export const schemaOf = (type) => z.toJSONSchema(type.data, {
  io: 'input',
  override: ({ jsonSchema }) => {
    if (jsonSchema.format) delete jsonSchema.pattern;
  },
});
