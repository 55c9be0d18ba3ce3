import type { Operation } from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { LeakHub } from '../leaks/leak-hub.js';
import { agreementOf, drafted, meetingIn, nominationIn, personId, reviewOf, structureOf } from '../leaks/scene.js';
import type { KnownIds } from './inputs.js';
import { Report } from './report.js';
import { faultsOf } from './verdict.js';
import { send, told, type Came, type Sent } from './wire.js';
import { Ledger, summed } from './written.js';

/** What was asked, what came, and what is wrong with it. */
export interface Judged { readonly sent: Sent; readonly came: Came; readonly faults: readonly string[] }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A membership that may be ended without anybody else's losing a right. */
async function ending(leaks: LeakHub, { groupId, personId: person }: { groupId: string; personId: string }): Promise<string> {
  const [still] = await leaks.hub.asAdmin<{ id: string }>('directory', 'select id from memberships where group_id = $1 and person_id = $2 and (valid_to is null or valid_to > now()) limit 1', [groupId, person]);
  return still?.id ?? (await leaks.does<{ id: string }>('admin.kop', ['POST', `/groups/${groupId}/members`, { personId: person }])).id;
}

/** A request at one of whose sides the coordinator stands: a draft, or one that has come. */
async function requestTo(leaks: LeakHub, side: 'sender' | 'receiver'): Promise<string> {
  if (side === 'sender') return (await drafted(leaks, 'eva.kop', { to: 'VB-POL' })).id;
  const { id } = await drafted(leaks, 'ulla.pol', { to: 'BRASAM-KOP' });
  await leaks.does('ulla.pol', ['POST', `/referrals/${id}/send`, {}]);
  await eventually(() => leaks.does('eva.kop', ['GET', `/referrals/${id}`]));
  return id;
}

/** A room of the coordinator's own organisation. */
async function roomOf(leaks: LeakHub): Promise<string> {
  const { items: [room] } = await leaks.does<{ items: { id: string }[] }>('admin.kop', ['GET', '/rooms']);
  return (room ?? (await leaks.does<{ id: string }>('admin.kop', ['POST', '/rooms', { name: 'Rummet', address: 'Gatan 1' }]))).id;
}

/** A fresh meeting with an agenda, and a fresh request: every id that an operation can be asked about. */
export async function sceneOf(leaks: LeakHub, side: 'sender' | 'receiver' = 'sender'): Promise<KnownIds> {
  const { version: _, ...ids } = await meetingIn(leaks, ['eva.kop', 'PROV-UNG']);
  const one = async (table: string, code: string): Promise<string> => (await leaks.hub.asAdmin<{ id: string }>('directory', `select id from ${table} where code = $1`, [code]))[0]!.id;
  const person = await personId(leaks, 'rut.kop');
  const referralId = await requestTo(leaks, side);
  const membershipId = await ending(leaks, { groupId: ids.groupId, personId: await personId(leaks, 'olle.kop') });
  return { ...ids, membershipId, ...(await reviewOf(leaks, 'KOP', membershipId)), nominationId: await nominationIn(leaks, ids.groupId, 'sven.pol'), agreementId: await agreementOf(leaks, ['KOP', 'POL']), roomId: await roomOf(leaks), ...(await structureOf(leaks, 'KOP')), parties: await one('organisations', 'POL'), referralId, personId: person, presenterId: person, substituteForId: person, functionId: await one('functions', 'VB-POL'), authorityId: await one('authorities', 'KOP-KS'), functions: await one('functions', 'VB-POL'), authorities: await one('authorities', 'POL-MYND') };
}

/** The whole hub with every table watched; one question at a time, so that what is written can be told from whose asking. */
export class FuzzedHub {
  readonly report = new Report();

  private constructor(readonly leaks: LeakHub, readonly ledger: Ledger) {}

  /** Starts the hub; its log is `silent` where what it says is what is asked for. */
  static async start(logLevel: 'error' | 'silent' = 'error'): Promise<FuzzedHub> {
    const leaks = await LeakHub.start({ logLevel });
    return new FuzzedHub(leaks, await Ledger.over(leaks.hub));
  }

  /** Asks, and judges the answer and what it wrote. `url` is where the hub is asked. */
  async ask(op: Operation, sent: Sent, { url = this.leaks.url, name = op.name }: { url?: string; name?: string } = {}): Promise<Judged> {
    await this.ledger.byOperations();
    const came = await send(url, sent);
    this.report.note(name, came.status);
    const wrote = came.status >= 300 ? await this.ledger.byOperations() : [];
    const strayed = sent.target.split('?')[0]!.split('/').slice(2).length !== op.path.split('/').length - 1 || lost(op, sent);
    return { sent, came, faults: [...faultsOf(op, came, strayed), ...(wrote.length > 0 ? [`was refused, and wrote ${summed(wrote)}`] : [])] };
  }

  async stop(): Promise<void> {
    await this.ledger.close();
    await this.leaks.stop();
  }
}

/** True where what stands for an id in the path is none: such a path may lead elsewhere, or nowhere. */
const lost = (op: Operation, { target }: Sent): boolean => {
  const given = target.split('?')[0]!.split('/').slice(2);
  return op.path.split('/').slice(1).some((part, i) => part.startsWith('{') && !uuid.test(given[i] ?? ''));
};

/** Throws, with all that is wrong, what was sent and what came, unless the answer is as declared. */
export function requireFaultless({ sent, came, faults }: Judged): void {
  if (faults.length > 0) throw new Error(`${faults.join('\n')}\nwas asked: ${told(sent)}\nanswered: ${came.status} ${came.body.slice(0, 400)}`);
}
