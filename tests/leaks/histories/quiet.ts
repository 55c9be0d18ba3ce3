import { consumers } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import type { TestHub } from '@knutpunkt/testing';
import { services } from '../snapshot.js';

const since = "created_at > now() - interval '1 minute'";
const listeners = consumers.flatMap(({ service, name, of, events }) => events.map(({ subject }) => `('${service}', '${name}', '${of}', '${subject}')`)).join(', ');
const told = services.map((service) => `select '${service}' as of, id, subject, published_at from ${service}.outbox where ${since}`).join(' union all ');
const heard = services.map((service) => `select '${service}' as service, consumer, event_id from ${service}.inbox where state = 'done' and received_at > now() - interval '2 minutes'`).join(' union all ');
const planned = services.map((service) => `select from ${service}.due d where state = 'pending' and at <= now() and not exists (select from ${service}.due n where n.kind = d.kind and n.subject_id = d.subject_id and n.seq > d.seq)`).join(' union all ');
const waiting = services.map((service) => `select from ${service}.inbox where state = 'waiting'`).join(' union all ');
const underWay = `
  with told as (${told}), heard as (${heard}), listeners (service, name, of, subject) as (values ${listeners})
  select (select count(*) from told where published_at is null) + (select count(*) from (${planned}) p) + (select count(*) from (${waiting}) w)
       + (select count(*) from told t join listeners l on l.of = t.of and l.subject = t.subject where not exists (select from heard h where h.service = l.service and h.consumer = l.name and h.event_id = t.id::text)) as open`;

/** Resolves when every event has been handled by everybody who listens, and every timer that is due has run. */
export const quiet = (hub: TestHub): Promise<void> => eventually(async () => {
  const [{ open }] = await hub.asAdmin<{ open: string }>('meetings', underWay) as [{ open: string }];
  if (Number(open) > 0) throw new Error(`${open} things are still under way`);
}, 30_000);
