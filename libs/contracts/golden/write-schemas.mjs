import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { eventTypes } from '@knutpunkt/contracts';
import { schemaOf } from './schema-of.mjs';

/** Adds the schema to golden files that have none yet. It never changes one: a released version stays as it is, a new shape is a new version. */
for (const type of eventTypes) {
  const file = new URL(`${type.type}.json`, import.meta.url);
  const golden = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  if (!golden) console.error(`${type.type}: write ${type.type}.json with an example envelope first`);
  else if (!golden.schema) writeFileSync(file, `${JSON.stringify({ ...golden, schema: schemaOf(type) }, null, 2)}\n`);
}
