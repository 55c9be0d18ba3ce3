import type { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { duesOf, eventsOf } from './on-event.js';
import type { DueHandler, EventHandler, FoundHandler } from './handlers.js';

type Method = (...args: unknown[]) => Promise<void>;
interface FoundMethod { readonly method: Method; readonly place: string; readonly bound: Method }

/** The methods of a Nest application's providers that are marked as handlers. */
export function discover(discovery: DiscoveryService, scanner: MetadataScanner): { events: FoundHandler[]; dues: { kind: string; handle: DueHandler; place: string }[] } {
  const methods = discovery.getProviders().flatMap(({ instance }) => methodsOf(instance, scanner));
  return {
    events: methods.flatMap(({ method, bound, place }) => eventsOf(method).map((mark) => ({ ...mark, place, handle: bound as EventHandler }))),
    dues: methods.flatMap(({ method, bound, place }) => duesOf(method).map((kind) => ({ kind, place, handle: bound as DueHandler }))),
  };
}

function methodsOf(instance: unknown, scanner: MetadataScanner): FoundMethod[] {
  if (typeof instance !== 'object' || instance === null) return [];
  const prototype = Object.getPrototypeOf(instance) as Record<string, Method> | null;
  if (!prototype) return [];
  return scanner.getAllMethodNames(prototype).map((name) => {
    const method = prototype[name]!;
    return { method, place: `${instance.constructor.name}.${name}`, bound: method.bind(instance) };
  });
}
