import { it } from '@jest/globals';
import { chromium } from '@playwright/test';
import { startPlatform } from './platform.js';
import { neighbour } from './neighbour.js';
it('browses', async () => {
  const p = await startPlatform({ webRoot: '/work/main/services/web/dist' });
  const origin = `http://localhost:${p.config.port}`;
  const d = await neighbour(p, 'directory'); const m = await neighbour(p, 'meetings'); const n = await neighbour(p, 'notifications');
  const org = { id: '0199c0de-0000-7000-8000-000000000001', code: 'K', name: 'Köping' };
  const person = { id: '0199c0de-0000-7000-8000-000000000002', name: 'Eva', title: 'Brå', organisation: org };
  d.answer = (a) => a.subject.endsWith('.me') ? { status: 200, body: { person, authority: { id: org.id, name: 'KS', organisation: org }, assuranceLevel: 3, administers: false, functions: [], may: [] } } : { status: 200, body: { items: [] } };
  m.answer = () => ({ status: 200, body: { items: [], next: null } });
  n.answer = (a) => a.subject.endsWith('live-events') ? { status: 200, body: { personId: person.id, latest: 0, resync: false, events: [] } } : { status: 200, body: { items: [], next: null, unread: 0 } };
  const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  const out: string[] = [];
  try {
    const page = await b.newPage();
    page.on('console', (c) => out.push(`${c.type()}: ${c.text().slice(0, 300)}`));
    page.on('pageerror', (e) => out.push(`pageerror: ${e.message.slice(0, 300)}`));
    page.on('requestfailed', (r) => out.push(`failed: ${r.url()} ${r.failure()?.errorText}`));
    await page.goto(origin + '/'); await page.waitForTimeout(1500);
    out.push('title ' + await page.title() + ' url ' + page.url() + ' text ' + (await page.textContent('body'))?.slice(0, 200));
    await page.goto(origin + '/auth/login?returnTo=/moten'); await page.waitForTimeout(500);
    out.push('picker ' + page.url());
    await page.click('button[value="brasam.kop"]'); await page.waitForTimeout(2500);
    out.push('after ' + page.url() + ' ' + JSON.stringify((await page.context().cookies(origin)).map((c) => [c.name, c.secure, c.httpOnly, c.sameSite])));
    out.push((await page.textContent('body'))?.slice(0, 300) ?? '');
    for (const path of ['/', '/moten', '/moten/nytt', '/grupper', '/aviseringar', '/api/docs']) { out.push('--- ' + path); await page.goto(origin + path); await page.waitForTimeout(1500); }
    await page.screenshot({ path: '/tmp/gateway-docs.png' });
  } catch (e) { out.push(String(e)); } finally { await b.close(); }
  console.error(out.join('\n'));
  await d.stop(); await m.stop(); await n.stop(); await p.stop();
}, 90000);
