import { v7 } from 'uuid';
import type * as z from 'zod';
import type { ActorFact, Envelope, EventType } from '@knutpunkt/contracts';

/** What a service says happened. `aggregateVersion` is taken under the aggregate's row lock: 1 for the first, then one more for each event. */
export interface Fact<D extends z.ZodObject> {
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly actor: ActorFact;
  readonly data: z.infer<D>;
  readonly now: Date;
  readonly traceparent?: string;
}

/** A relayed message must pass the stream's limit, so a larger one is refused while the operation can still fail. */
export const largestMessage = 256 * 1024;

/** The CloudEvents message of a fact. Unknown properties of the data are left out; throws ZodError for data that is not of the type, RangeError for too much of it. */
export function envelopeFor<D extends z.ZodObject>(type: EventType<D>, fact: Fact<D>): Envelope {
  const { kind, id, organisation } = fact.actor;
  const envelope: Envelope = {
    specversion: '1.0', id: v7({ msecs: fact.now.getTime() }), source: `/${type.service}`, type: type.type, subject: fact.aggregateId,
    time: fact.now.toISOString(), datacontenttype: 'application/json', aggregateversion: fact.aggregateVersion,
    actorkind: kind, actorid: id, ...(organisation === undefined ? {} : { actororganisation: organisation }),
    ...(fact.traceparent === undefined ? {} : { traceparent: fact.traceparent }),
    data: type.data.parse(fact.data),
  };
  if (Buffer.byteLength(JSON.stringify(envelope)) > largestMessage) throw new RangeError(`${type.type} ${envelope.id} is larger than ${largestMessage} bytes`);
  return envelope;
}
