import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.js';
import type { Platform } from './platform.js';
import type { TcpProxy } from './tcp-proxy.js';

type Server = 'NATS' | 'PostgreSQL';
type LineFault = Pick<Fault, 'name' | 'why' | 'lasts' | 'settles'> & { readonly do: (line: TcpProxy, ...more: Parameters<Fault['do']>) => ReturnType<Fault['do']> };

const resets = 12;
const lostWithoutAWord = { within: 40, since: 'nothing was heard for nine seconds from NATS, twelve from PostgreSQL, and what was under way is then done anew' };

const kinds = (server: Server): readonly LineFault[] => [
  { name: `the line to ${server} is slow`, why: 'Each piece takes 50 to 500 ms, each way.', lasts: [4_000, 8_000], do: (line, _, chance) => line.be({ delay: chance.between(50, 500) }) },
  { name: `the line to ${server} gives a byte a second`, why: 'A line that is all but dead, and does not say so.', lasts: [4_000, 8_000], do: (line) => line.be({ trickle: true }) },
  { name: `the line to ${server} is cut`, why: 'Nothing comes through, nor on new connections, and nobody is told.', lasts: [5_000, 12_000], do: (line) => line.be({ cut: 'both ways' }) },
  { name: `${server} is heard but does not answer`, why: 'The line is cut one way: what is asked is done, and nobody hears of it.', lasts: [5_000, 12_000], do: (line) => line.be({ cut: 'back' }) },
  { name: `connections to ${server} are reset`, why: 'A firewall or a fail-over cuts what is open, all of it, and then a fifth of it again and again.',
    do: async (line, _, chance) => {
      line.reset();
      for (let n = 0; n < resets; n += 1) {
        await pause(chance.between(100, 600));
        line.reset(() => chance.next() < 0.2);
      }
    } },
  { name: `connections to ${server} are half open`, why: 'The other end is gone and nobody says so; new connections work.', settles: lostWithoutAWord, do: (line) => line.lose() },
];

const lineOf = ({ lines }: Platform, server: Server): TcpProxy => lines[server];

const between = (server: Server): readonly Fault[] => kinds(server).map((kind) => ({
  ...kind, hits: server, do: (platform, chance) => kind.do(lineOf(platform, server), platform, chance), undo: (platform) => lineOf(platform, server).beClear(),
}));

/** What happens to the lines between the services and their servers. */
export const lineFaults: readonly Fault[] = [
  ...between('PostgreSQL'), ...between('NATS'),
  ...(['meetings', 'agendas', 'notifications'] as const).map((service): Fault => ({
    name: `${service} loses its sessions`, why: 'An administrator of the database ends them, also in the middle of a transaction.', hits: service,
    do: async ({ see }) => { await see("select pg_terminate_backend(pid) from pg_stat_activity where usename like $1 || '\\_%'", [service]); },
  })),
];
