export { obtainNatsServer, type ObtainOptions } from './nats-server/obtain.js';
export { startNatsServer, type NatsServer, type NatsServerOptions } from './nats-server/server.js';
