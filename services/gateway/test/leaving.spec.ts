import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LoginEnded, NoAccess, Problem } from '@knutpunkt/contracts';
import { Browser } from './browser.js';
import { neighbour, type Neighbour } from './neighbour.js';
import { startPlatform, type Platform } from './platform.js';

const me = '0199c0de-0000-7000-8000-0000000000e0';
let platform: Platform;
let directory: Neighbour;
let notifications: Neighbour;
let standing: string;
let access: boolean;

const refused = { problem: new Problem(NoAccess).body };

beforeAll(async () => {
  platform = await startPlatform();
  directory = await neighbour(platform, 'directory');
  notifications = await neighbour(platform, 'notifications');
}, 60_000);
afterAll(async () => {
  await directory?.stop();
  await notifications?.stop();
  await platform?.stop();
}, 30_000);
beforeEach(() => {
  [standing, access] = ['active', true];
  directory.answer = ({ subject }) => (subject.endsWith('announce-login') ? { status: 200, body: { standing } } : access ? { status: 200, body: {} } : refused);
  notifications.answer = () => (access ? { status: 200, body: { personId: me, latest: '2-1', resync: false, events: [] } } : refused);
});

const browser = (): Promise<Browser> => Browser.loggedIn(`http://localhost:${platform.config.port}`);

describe('the session of one who has left', () => {
  it('ends with the first question that is refused', async () => {
    const eva = await browser();
    [standing, access] = ['ended', false];

    expect((await eva.get('/api/me')).status).toBe(403);
    expect((await eva.get('/api/session')).status).toBe(401);
  });

  it('ends with its open stream', async () => {
    const eva = await browser();
    const stream = await eva.get('/api/stream', { accept: 'text/event-stream' });
    [standing, access] = ['ended', false];
    notifications.nats.publish(`live.${me}`);

    await stream.text();
    expect((await eva.get('/api/session')).status).toBe(401);
  });

  it('is not begun', async () => {
    standing = 'ended';
    const eva = new Browser(`http://localhost:${platform.config.port}`);

    expect((await eva.logIn('brasam.kop')).headers.get('location')).toBe('/?login=refused');
    expect(eva.cookie).toBeUndefined();
  });
});

it('a session whose login has ended at the provider, as a service has learnt there, ends here too', async () => {
  const eva = await browser();
  directory.answer = () => ({ problem: new Problem(LoginEnded).body });

  const refusal = await eva.get('/api/me');
  expect([refusal.status, await refusal.json()]).toEqual([401, { type: 'urn:knutpunkt:problem:login-ended', title: 'The login has ended at the identity provider', status: 401 }]);
  expect((await eva.get('/api/session')).status).toBe(401);
});

describe('a session goes on', () => {
  it.each(['invited', 'unknown', 'active'])('for one who is %s and is refused', async (how) => {
    const eva = await browser();
    [standing, access] = [how, false];

    expect((await eva.get('/api/me')).status).toBe(403);
    expect((await eva.get('/api/session')).status).toBe(200);
  });
});

it('a login tells the directory the name that the home organisation gave, in the person\'s own name', async () => {
  directory.asked.length = 0;
  await browser();

  const announced = directory.asked.filter(({ subject }) => subject === 'op.directory.announce-login');
  expect(announced.map(({ request }) => request.input)).toEqual([{ name: 'Eva Brask' }]);
  expect(JSON.parse(Buffer.from(announced[0]!.token!.split('.')[1]!, 'base64url').toString())).toMatchObject({ home_id: 'brasam.kop' });
});
