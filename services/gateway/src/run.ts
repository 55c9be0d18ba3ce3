import { gatewayConfigFromEnv } from './config.js';
import { startGateway } from './start.js';

/** Runs the gateway as its own process until it is told to stop. */
export async function runGateway(): Promise<void> {
  const running = await startGateway(gatewayConfigFromEnv());
  const stop = (): void => void running.close().then(() => process.exit(0), () => process.exit(1));
  process.once('SIGTERM', stop).once('SIGINT', stop);
}
