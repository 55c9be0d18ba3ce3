import { migrationsOf, startService, type RunningService, type ServiceConfig, type ServiceDefinition } from '@knutpunkt/service-kit';
import { DirectoryModule } from './directory.module.js';
import { ownMigrations } from './migrations/index.js';

/** The directory as a service: it is the truth that others copy, so it keeps no copy itself. */
export const directory: ServiceDefinition = { name: 'directory', module: DirectoryModule, migrations: ownMigrations, keepsDirectory: false };

/** Everything that the directory's schema is made of, in order. */
export const directoryMigrations = migrationsOf(directory);

/** Starts the directory; its migrations have been run before. */
export const startDirectory = (config: ServiceConfig): Promise<RunningService> => startService(directory, config);
