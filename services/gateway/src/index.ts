export { startGateway, type RunningGateway } from './start.js';
export { gatewayConfigFromEnv, type GatewayConfig } from './config.js';
export { gatewayMigrations } from './migrations/index.js';
export { runGateway } from './run.js';
