import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyOperation, MeetingView, Output, RawInput } from '@knutpunkt/contracts';
import { gatewayMigrations, startGateway } from '@knutpunkt/gateway';
import { freePort } from '@knutpunkt/infra';
import { startIdentityProvider } from '@knutpunkt/infra/identity-provider';
import { meetingsTaking } from '@knutpunkt/meetings';
import { notifications } from '@knutpunkt/notifications';
import { startService, type ServiceDefinition } from '@knutpunkt/service-kit';
import { TestHub, World, type TestOrganisation } from '@knutpunkt/testing';
import { Browser } from '../../../services/gateway/test/browser.js';

const answers = { address: 'svar@hub.example', key: randomBytes(32).toString('base64') };

/** Who takes part: Eva calls, the others are asked. Rut and Sten are of one unit. */
export const names = ['eva', 'karl', 'rut', 'sten'] as const;
export type Name = (typeof names)[number];

export interface Person { readonly id: string; readonly address: string }

/** The hub with its HTTP door and real logins, which sends its mail to an SMTP server and takes answers at `mailPort`. */
export interface Hub {
  readonly mailPort: number;
  readonly url: string;
  readonly groupId: string;
  readonly people: Readonly<Record<Name, Person>>;
  ask<Op extends AnyOperation>(op: Op, as: Name, input: RawInput<Op>, asking?: { ifMatch?: string }): Promise<Output<Op>>;
  /** What somebody's browser hears from now on, as it is on the wire. */
  listen(as: Name): Promise<{ text(): string; close(): void }>;
  stop(): Promise<void>;
}

const accountOf = (username: Name, alias: string) => ({ username, name: username, email: `${username}@home.example`, acr: 'loa2' as const, organisation: { alias, id: randomUUID(), name: alias } });

async function settle(world: World): Promise<{ groupId: string; people: Record<Name, Person> }> {
  const [koping, polisen] = [await world.organisation('Köping', { identityProvider: 'koping', code: 'KOPING' }), await world.organisation('Polisen', { identityProvider: 'polisen', code: 'POLISEN' })];
  const person = (name: Name, at: TestOrganisation) => world.person(at, name, { homeId: name });
  const [eva, karl, rut, sten] = [await person('eva', koping), await person('karl', polisen), await person('rut', koping), await person('sten', koping)];
  const group = await world.group(koping, [eva, karl, rut, sten], { name: 'Unggruppen Köping' });
  const at = ({ id }: { id: string }): Person => ({ id, address: `${id}@example.test` });
  return { groupId: group.id, people: { eva: at(eva), karl: at(karl), rut: at(rut), sten: at(sten) } };
}

async function listening(url: string, username: string): Promise<{ text(): string; close(): void }> {
  const browser = await Browser.loggedIn(url, username);
  const abort = new AbortController();
  const response = await browser.ask('/api/stream', { signal: abort.signal, headers: { 'sec-fetch-site': 'same-origin', accept: 'text/event-stream' } });
  if (response.status !== 200) throw new Error(`the stream answers ${response.status}`);
  let heard = '';
  let broken: unknown;
  const decoder = new TextDecoder();
  const reading = async () => { for await (const part of response.body!) heard += decoder.decode(part as Uint8Array, { stream: true }); };
  void reading().catch((error: unknown) => { if (!abort.signal.aborted) broken = error; });
  const text = (): string => {
    if (broken) throw broken;
    return heard;
  };
  return { text, close: () => abort.abort() };
}

export async function startHub(mailPort: number, smtpPort: number): Promise<Hub> {
  const dir = mkdtempSync(join(tmpdir(), 'knutpunkt-independent-'));
  const port = await freePort();
  const accounts = names.map((name) => accountOf(name, name === 'karl' ? 'polisen' : 'koping'));
  const provider = await startIdentityProvider({ dir: join(dir, 'provider'), accounts, webOrigins: [`http://localhost:${port}`] });
  const hub = await TestHub.start([]);
  const { id: clientId, secret: clientSecret } = provider.clients.introspection;
  const believing = <N extends ServiceDefinition['name']>(name: N) => ({ ...hub.configOf(name), issuer: provider.issuer, introspection: { clientId, clientSecret } });
  for (const service of [meetingsTaking({ ...answers, port: mailPort, trust: 'none' }), notifications({ smtpUrl: `smtp://127.0.0.1:${smtpPort}`, publicUrl: `http://localhost:${port}`, mailFrom: 'no-reply@hub.example', answers, digestMs: 1_000 })]) {
    await hub.prepare(service);
    hub.running.set(service.name, await startService(service, believing(service.name)));
  }
  await hub.prepare({ name: 'gateway', migrations: gatewayMigrations });
  const gateway = await startGateway({ ...believing('gateway'), clientSecret: provider.clients.web.secret, sessionKey: randomBytes(32).toString('base64'), port, webRoot: dir });
  const settled = await settle(new World(hub, ['meetings', 'notifications']));
  return {
    mailPort, url: gateway.url, ...settled,
    ask: async (op, as, input, asking = {}) => hub.ask(op, {} as never, input, { ...asking, idempotencyKey: randomUUID(), token: await provider.tokenFor(as) }),
    listen: (as) => listening(`http://localhost:${port}`, as),
    stop: async () => {
      await gateway.close();
      await hub.stop();
      await provider.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** What a meeting's page tells of somebody's answer. */
export const answerOf = (meeting: MeetingView, { id }: Person) => meeting.content?.participants.find((one) => one.person?.id === id)?.reply ?? null;
