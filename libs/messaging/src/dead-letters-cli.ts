import { Db } from '@knutpunkt/persistence';
import { dropDeadLetter, listDeadLetters, retryDeadLetter } from './dead-letters.js';

const usage = 'WORKER_DATABASE_URL=postgres://<service>_worker:…@…/… node dead-letters-cli.js list | retry <source> <id> | drop <source> <id>';

async function run(db: Db, [verb, source, id]: readonly string[]): Promise<string> {
  if (verb === 'list') return (await listDeadLetters(db)).map((l) => JSON.stringify(l)).join('\n');
  if ((verb !== 'retry' && verb !== 'drop') || !source || !id) throw new Error(usage);
  const done = await (verb === 'retry' ? retryDeadLetter : dropDeadLetter)(db, { source, id });
  if (!done) throw new Error(`there is no waiting or dead letter ${id} of ${source}`);
  return `${verb}: ${source} ${id}`;
}

async function main(args: readonly string[]): Promise<void> {
  const url = process.env['WORKER_DATABASE_URL'];
  if (!url) throw new Error(usage);
  const db = new Db({ apiUrl: url, workerUrl: url, relayUrl: url, poolSize: 1 });
  await db.connect();
  try {
    process.stdout.write(`${await run(db, args)}\n`);
  } finally {
    await db.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
