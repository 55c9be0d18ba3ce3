import { describe, expect, it } from '@jest/globals';
import * as contracts from '@knutpunkt/contracts';
import { isTest, sources, type Source } from './sources.js';

/** Each operation and event by the name that programs use, with the service whose it is. */
const owners = new Map<string, contracts.ServiceName>(Object.entries(contracts).flatMap(([name, value]) => {
  const declared = [...contracts.operations, ...contracts.eventTypes].find((one) => (one as unknown) === value);
  return declared ? [[name, declared.service] as const] : [];
}));

const serviceOf = (path: string): string => path.split('/')[1]!;
const heard = (service: string): Set<string> => new Set(contracts.consumers.filter((consumer) => consumer.service === service).map(({ of }) => of));

/** The live stream is the gateway's to hold, and notifications' to fill; who logs in and SCIM are met by the gateway, and known by the directory; a feed and a guest's link are met past any login, and known by meetings. */
const asked = new Set(['LiveEvents', 'FetchFeed', 'GuestInvitation', 'AnswerAsGuest', 'PollByLink', 'VoteAsGuest', 'AnnounceLogin', 'ProvisionedPeople', 'ProvisionedPerson', 'ProvisionPerson', 'ReplacePerson', 'DeprovisionPerson', 'ProvisionedFunctions', 'ProvisionedFunction', 'ProvisionFunction', 'ReplaceFunction', 'DeprovisionFunction'].map((name) => `gateway ${name}`));

/** Operations and events that a service's program names without being their owner or a listener to their owner. */
function strangersIn({ path, text }: Source): string[] {
  const [service, known] = [serviceOf(path), heard(serviceOf(path))];
  const named = (text.match(/import[^;]*from '@knutpunkt\/contracts'/g) ?? []).flatMap((line) => line.match(/\b[A-Z]\w+/g) ?? []);
  return named.filter((name) => owners.has(name) && owners.get(name) !== service && !known.has(owners.get(name)!) && !asked.has(`${service} ${name}`)).map((name) => `${path} names ${name}`);
}

const programs = sources.filter(({ path }) => path.startsWith('services/') && !path.startsWith('services/web/') && !isTest(path));

describe('a service knows only those whom it listens to', () => {
  it('and so one that is added changes none that was there', () => {
    expect(programs.flatMap(strangersIn)).toEqual([]);
  });

  it.each([
    ['names an operation of another', 'services/meetings/src/x.ts', "import { ProposeItem } from '@knutpunkt/contracts';"],
    ['names an event that it does not listen to', 'services/directory/src/x.ts', "import {\n  Problem, ReferralSent,\n} from '@knutpunkt/contracts';"],
  ])('bites where one %s', (_, path, text) => {
    expect(strangersIn({ path, text })).toHaveLength(1);
  });

  it('finds the names of every service', () => {
    expect([...new Set(owners.values())].sort()).toEqual(['agendas', 'directory', 'meetings', 'notifications', 'referrals']);
  });
});
