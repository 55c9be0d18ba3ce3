import type { Type } from '@nestjs/common';
import { operations, type ServiceName } from '@knutpunkt/contracts';
import { agendas } from '@knutpunkt/agendas';
import { directory } from '@knutpunkt/directory';
import { gatewayMigrations } from '@knutpunkt/gateway';
import { meetings } from '@knutpunkt/meetings';
import { notifications } from '@knutpunkt/notifications';
import { referrals } from '@knutpunkt/referrals';
import { migrationsOf, type ServiceDefinition } from '@knutpunkt/service-kit';
import type { Migration } from '@knutpunkt/persistence';

/** A mail server that nobody asks. */
const nowhere = { smtpUrl: 'smtp://localhost', publicUrl: 'http://localhost', mailFrom: 'nobody@knutpunkt.example' };

/** The services that answer operations. */
export const answering: readonly ServiceDefinition[] = [directory, meetings, agendas, referrals, notifications(nowhere)];

/** What each service's schema is made of. */
export const schemas: readonly { readonly name: ServiceName; readonly migrations: readonly Migration[] }[] = [
  ...answering.map((service) => ({ name: service.name, migrations: migrationsOf(service) })),
  { name: 'gateway', migrations: migrationsOf({ migrations: gatewayMigrations }) },
];

export const serviceNames: readonly ServiceName[] = schemas.map(({ name }) => name);

/** The controllers that a service's module is made of. */
export const controllersOf = ({ module }: Pick<ServiceDefinition, 'module'>): Type[] => Reflect.getMetadata('controllers', module) as Type[];

/** Every ordered pair of different services. */
export const pairs: readonly (readonly [ServiceName, ServiceName])[] = serviceNames.flatMap((one) => serviceNames.filter((other) => other !== one).map((other) => [one, other] as const));

/** Operations that a route leads to. */
export const routed = operations.filter((op) => op.routed);
