import { connectNats, Messaging, OutboxRelay } from '@knutpunkt/messaging';
import { consumers } from '@knutpunkt/contracts';
import { Db } from '@knutpunkt/persistence';

/** A service of its own process, which ends where KNUTPUNKT_CRASH_AT says. Told by the environment who it is. */
const { service, urls, servers, seed } = JSON.parse(process.env.CRASHING_SERVICE);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const db = new Db(urls);
await db.connect();
const nats = await connectNats({ servers, seed, name: service });

const handle = async (event, tx) => {
  await tx.query('insert into effects (what, about, version) values ($1, $2, $3)', ['crashing', event.subject, event.aggregateversion]);
};
const events = consumers.filter((c) => c.service === service).flatMap((c) => c.events.map((type) => ({ consumer: c.name, type, handle, place: 'crashing' })));

if (service === 'meetings') new OutboxRelay({ service, db, nats, log: quiet }).start();
else new Messaging({ service, db, nats, log: quiet }, { events, dues: [] }).start();
