import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Injectable, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { UnitChanged, consumers, type EventOf, type EventType } from '@knutpunkt/contracts';
import type { Db, Tx } from '@knutpunkt/persistence';
import { eventually } from '@knutpunkt/testing';
import { MessagingLifecycle, MessagingModule, OnDue, OnEvent, Outbox, OutboxRelay, remindAt, type Due } from '../src/index.js';
import { aLog, effectsOn, noteEffect } from './listening.js';
import { Platform } from './platform.js';

const from = { consumer: 'directory' };

@Injectable()
class Directory {
  async keep(event: EventOf<EventType>, tx: Tx): Promise<void> {
    await noteEffect(tx, ['kept', event.subject, event.aggregateversion]);
  }

  @OnEvent(UnitChanged, from)
  async keepUnit(event: EventOf<typeof UnitChanged>, tx: Tx): Promise<void> {
    await remindAt(tx, { kind: 'review', subjectId: event.data.id, at: new Date() });
  }

  @OnDue('review')
  async review(due: Due, tx: Tx): Promise<void> {
    await noteEffect(tx, ['reviewed', due.subjectId, 1]);
  }
}

/** Everything else that the contract has this service listen to. */
for (const consumer of consumers.filter(({ service }) => service === 'meetings')) {
  for (const type of consumer.events) {
    if (consumer.name === from.consumer && type.type === UnitChanged.type) continue;
    OnEvent(type, { consumer: consumer.name })(Directory.prototype, 'keep', Object.getOwnPropertyDescriptor(Directory.prototype, 'keep')!);
  }
}

@Injectable()
class Incomplete {
  @OnEvent(UnitChanged, from)
  async keepUnit(): Promise<void> {}

  @OnEvent(UnitChanged, from)
  async keepUnitAgain(): Promise<void> {}

  @OnEvent(UnitChanged, { consumer: 'nobody' })
  async stray(): Promise<void> {}
}

let platform: Platform;
let db: Db;
let directoryDb: Db;
let outbox: Outbox;
let relay: OutboxRelay;

const start = async (provider: typeof Directory | typeof Incomplete): Promise<INestApplicationContext> => {
  @Module({ imports: [MessagingModule.forRoot({ service: 'meetings', db, nats: await platform.nats('meetings'), log: aLog() })], providers: [provider] })
  class Service {}
  return NestFactory.createApplicationContext(Service, { logger: false, abortOnError: false });
};

const unitChanged = (id: string): Promise<void> => directoryDb.work('test', async (tx) => {
  const data = { at: 1, id, authorityId: randomUUID(), name: 'Trygghetsenheten' };
  await outbox.publish(tx, UnitChanged, { aggregateId: id, aggregateVersion: 1, actor: { kind: 'worker', id: 'test' }, now: new Date(), data });
});

beforeAll(async () => {
  platform = await Platform.start(['directory', 'meetings']);
  [db, directoryDb] = [await platform.db('meetings'), await platform.db('directory')];
  const nats = await platform.nats('directory');
  outbox = new Outbox('directory', nats);
  relay = new OutboxRelay({ service: 'directory', db: directoryDb, nats, log: aLog() });
  relay.start();
}, 120_000);

afterAll(async () => {
  await relay?.stop();
  await platform?.stop();
});

describe('a Nest service', () => {
  it('has its marked methods called, gives its providers an outbox, and stops cleanly', async () => {
    const id = randomUUID();
    const service = await start(Directory);

    await unitChanged(id);

    await eventually(async () => expect(await effectsOn(db, id)).toEqual([1]));
    expect(service.get(Outbox)).toBeInstanceOf(Outbox);
    expect(await service.get(MessagingLifecycle).stats()).toEqual({ outbox: { unpublished: 0, oldest: 0 }, inbox: {}, due: { late: 0, dead: 0 } });
    await service.close();
    const later = randomUUID();
    await unitChanged(later);
    await eventually(async () => expect(await platform.asAdmin('directory', 'select 1 from outbox where published_at is null')).toEqual([]));
    expect(await effectsOn(db, later)).toEqual([]);
  });

  it('does not start when its handlers are not those of the contract, and says each fault', async () => {
    const failure = await start(Incomplete).then(() => undefined, (error: Error) => error);

    expect(failure?.message).toContain("'directory' has several handlers of se.knutpunkt.directory.unit.changed.v1: Incomplete.keepUnit, Incomplete.keepUnitAgain");
    expect(failure?.message).toContain("Incomplete.stray takes se.knutpunkt.directory.unit.changed.v1 as 'nobody', which the contract does not say");
    expect(failure?.message).toContain("'directory' has no handler of se.knutpunkt.directory.person.changed.v1");
  });
});
