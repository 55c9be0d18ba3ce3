import 'reflect-metadata';
import type * as z from 'zod';
import type { EventOf, EventType } from '@knutpunkt/contracts';
import type { Tx } from '@knutpunkt/persistence';
import type { Due } from './handlers.js';

export interface Listening {
  readonly type: EventType;
  readonly consumer: string;
}

const listensTo = Symbol('listens to');
const isDueFor = Symbol('is due for');

/**
 * Marks a method of a provider as the handler of an event type, for one of the consumers that the contract declares. It runs in one transaction with its
 * inbox row: once per event, in the order of the aggregate. What it throws puts the event in waiting, to be tried again. A method may take several types.
 */
export const OnEvent = <D extends z.ZodObject>(type: EventType<D>, { consumer }: { consumer: string }) =>
  <H extends (event: EventOf<EventType<D>>, tx: Tx) => Promise<void>>(_target: object, _method: string | symbol, { value }: TypedPropertyDescriptor<H>): void =>
    add(listensTo, { type, consumer }, value);

/** Marks a method of a provider as the handler of a kind of timer. One transaction; what it throws is tried again. */
export const OnDue = (kind: string) =>
  <H extends (due: Due, tx: Tx) => Promise<void>>(_target: object, _method: string | symbol, { value }: TypedPropertyDescriptor<H>): void =>
    add(isDueFor, kind, value);

function add(key: symbol, mark: unknown, method: object | undefined): void {
  if (!method) throw new TypeError('only a method can be a handler');
  Reflect.defineMetadata(key, [...marks(key, method), mark], method);
}

const marks = (key: symbol, method: object): unknown[] => Reflect.getMetadata(key, method) ?? [];

export const eventsOf = (method: object): Listening[] => marks(listensTo, method) as Listening[];
export const duesOf = (method: object): string[] => marks(isDueFor, method) as string[];
