import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { Malformed, Me, NotAuthenticated, Unexpected, operations, problemsOf, subjectOf, type Operation, type ProblemBody } from '@knutpunkt/contracts';
import { tokenHeader } from '@knutpunkt/service-kit';
import { inputOf, type IdName } from '../leaks/matrix.js';
import { personId } from '../leaks/scene.js';
import { FuzzedHub, requireFaultless, sceneOf } from './fuzzed-hub.js';
import type { KnownIds } from './inputs.js';
import { packets, type Packet } from './packets.js';
import { only, portion } from './setting.js';
import { requestFor } from './wire.js';
import { summed } from './written.js';

let hub: FuzzedHub;
let known: KnownIds;
let gateway: NatsConnection;
/** Somebody of the organisation's whom no other question is about. */
let provisioned: string;
/** One of its functions. */
let held: string;

beforeAll(async () => {
  hub = await FuzzedHub.start();
  known = await sceneOf(hub.leaks);
  gateway = await hub.leaks.hub.nats('gateway');
  provisioned = await personId(hub.leaks, 'kalle.kop');
  held = (await hub.leaks.hub.asAdmin<{ id: string }>('directory', "select id from functions where code = 'BRASAM-KOP'"))[0]!.id;
}, 120_000);
afterAll(async () => {
  if (hub) process.stdout.write(`\n${hub.report.text('Broken packets, by operation and answer')}`);
  await hub?.stop();
});

interface Answered { readonly response?: { readonly problem?: ProblemBody; readonly status?: number }; readonly err?: unknown }

/** The token of whom an operation is for: a person's, or that of the organisation's machine. Made anew each time, since there is much to ask in five minutes. */
const tokenFor = async ({ askedBy }: Pick<Operation, 'askedBy'>): Promise<string> => (askedBy === 'link' ? 'x'.repeat(43) : askedBy === 'client' ? hub.leaks.hub.issuer.machineToken({ organisationAlias: 'kop', organisationId: 'of-the-identity-provider' }) : hub.leaks.token('eva.kop'));

async function answerTo(op: Operation, { bytes, token: given }: Packet): Promise<Answered> {
  const head = headers();
  if (given !== null) head.set(tokenHeader, given ?? await tokenFor(op));
  const input = inputOf(op, Object.fromEntries(Object.entries({ ...known, ...(op.askedBy === 'client' ? { personId: provisioned, functionId: held } : {}) }).filter(([name]) => op.path.includes(`{${name}}`))) as Partial<Record<IdName, string>>);
  const message = await gateway.request(subjectOf(op), bytes({ pattern: subjectOf(op), input }), { timeout: 5_000, headers: head });
  return message.json<Answered>();
}

/** What is wrong with an answer to a packet that no gateway would send; empty where it is refused as declared, or answered and nothing wrong with that. */
function faultOf(op: Operation, packet: Packet, { response, err }: Answered): string {
  if (err !== undefined || !response) return `the framework answers ${JSON.stringify(err)}`;
  const type = response.problem?.type;
  if (packet.token !== undefined && type !== NotAuthenticated.type) return `is answered ${type ?? response.status} without a caller`;
  return type !== undefined && (type === Unexpected.type || !problemsOf(op).some((kind) => kind.type === type)) ? `answers ${type}` : '';
}

const asked = operations.filter((op) => only === undefined || op.name === only);

describe('a packet that no gateway sends', () => {
  it.each(asked.map((op, turn) => [op.name, op, turn] as const))('is refused by %s, which writes nothing', async (name, op, turn) => {
    const faults: string[] = [];
    for (const packet of portion(packets, turn)) {
      await hub.ledger.byOperations();
      const answered = await answerTo(op, packet).catch((error: unknown) => ({ err: `nothing: ${String(error)}` }) as Answered);
      const wrote = answered.response && !answered.response.problem ? [] : await hub.ledger.byOperations();
      hub.report.note(name, answered.response?.problem?.type.split(':').at(-1) ?? answered.response?.status ?? 'none');
      const fault = [faultOf(op, packet, answered), wrote.length > 0 ? `wrote ${summed(wrote)}` : ''].filter(Boolean).join(', and ');
      if (fault) faults.push(`${packet.name}: ${fault}`);
    }

    expect(faults).toEqual([]);
  }, 240_000);

  it.each(asked.filter((op) => op.askedBy === 'client').map((op) => [op.name, op] as const))('%s reads beyond the token of the machine that asks', async (_, op) => {
    const { response } = await answerTo(op, { name: 'no input', bytes: ({ pattern }) => Buffer.from(JSON.stringify({ pattern, id: '1', data: { input: { unknown: 1 }, deadline: Date.now() + 5_000, requestId: 'r' } })) });

    expect(response?.problem?.type).toBe(Malformed.type);
  });

  it('leaves every service answering', async () => {
    requireFaultless(await hub.ask(Me, requestFor(Me, {}, { token: await tokenFor(Me) })));
    for (const service of hub.leaks.hub.running.values()) expect((await service.ready()).ready).toBe(true);
  });
});
