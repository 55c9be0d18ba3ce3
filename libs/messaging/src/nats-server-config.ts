import { permissionsOf, type NatsUser } from './permissions.js';

export interface NatsServerSettings {
  /** The public nkey (`U…`) of each user. */
  readonly users: Readonly<Record<NatsUser, string>>;
  /** Left out where the command line says it (`-sd`): the server refuses to be told twice. */
  readonly storeDir?: string;
  readonly host?: string;
  /** Left out where the command line says it (`-p`). */
  readonly port?: number;
  /** Loopback only. */
  readonly monitorPort?: number;
  /** A cluster's route port and addresses, for three nodes. */
  readonly cluster?: { readonly serverName: string; readonly name: string; readonly port: number; readonly routes: readonly string[] };
}

const text = (value: string): string => JSON.stringify(value);
const list = (subjects: readonly string[]): string => `[${subjects.map(text).join(', ')}]`;

/** The configuration file of a nats-server: JetStream that is on disk before it confirms, one nkey user per service, nothing allowed that is not named. */
export function natsServerConfig(settings: NatsServerSettings): string {
  const { users, storeDir, host = '127.0.0.1', port, monitorPort } = settings;
  const store = storeDir === undefined ? '' : ` store_dir: ${text(storeDir)},`;
  return [
    ...(port === undefined ? [] : [`listen: ${text(`${host}:${port}`)}`]),
    ...(monitorPort === undefined ? [] : [`http: ${text(`127.0.0.1:${monitorPort}`)}`]),
    ...clusterLines(settings.cluster),
    'max_payload: 2MB',
    // A client whose line is gone without a word is let go after nine seconds, as it lets go itself: until then its share of the questions would be sent to nobody.
    'ping_interval: "3s"',
    'ping_max: 2',
    `jetstream {${store} sync_interval: always }`,
    'authorization {',
    '  users = [',
    ...Object.entries(users).map(([user, key]) => userLine(user as NatsUser, key)),
    '  ]',
    '}',
    '',
  ].join('\n');
}

function userLine(user: NatsUser, key: string): string {
  const { publish, subscribe, responds } = permissionsOf(user);
  const answering = responds ? ', allow_responses: { max: 5, expires: "2m" }' : '';
  return `    { nkey: ${key}, permissions: { publish: { allow: ${list(publish)} }, subscribe: { allow: ${list(subscribe)} }${answering} } }`;
}

const clusterLines = (cluster: NatsServerSettings['cluster']): string[] =>
  cluster ? [`server_name: ${text(cluster.serverName)}`, `cluster { name: ${text(cluster.name)}, port: ${cluster.port}, routes: ${list(cluster.routes)} }`] : [];
