import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { CancelMeeting, MakeFeed, MeetingDetails, RescheduleMeeting, ScheduleMeeting, type MeetingView } from '@knutpunkt/contracts';
import { freePort } from '@knutpunkt/infra';
import { eventually } from '@knutpunkt/testing';
// @ts-expect-error: plain JavaScript, as what installs Chromium
import { missingCalendarParts } from '../../infra/calendar-parts.mjs';
import { lying, OwnCalendar, press } from './independent/clients.js';
import { answerOf, startHub, type Hub, type Name } from './independent/hub.js';
import { startPostOffice, type PostOffice } from './independent/post-office.js';

const missing = (await missingCalendarParts()) as string | null;
if (missing) console.warn(`No calendar but ours was tried, because ${missing}: the round trip ran with our own mailbox and ical.js alone (round-trip.spec.ts).`);

const zone = 'Europe/Stockholm';
const today = Temporal.Now.plainDateISO(zone);
const offsetOn = (date: Temporal.PlainDate): string => date.toZonedDateTime({ timeZone: zone, plainTime: '08:30' }).offset;
/** A day before the next change of the clocks, and the first after it. */
const before = today.add({ days: 7 });
const afterChange = Array.from({ length: 220 }, (_, n) => before.add({ days: n })).find((date) => offsetOn(date) !== offsetOn(before))!;
const morning = (date: Temporal.PlainDate) => ({ starts: `${date}T08:30`, ends: `${date}T09:15` });

let post: PostOffice;
let hub: Hub;

(missing ? describe.skip : describe)('calendars that are no part of the hub, behind a real mail server', () => {
  beforeAll(async () => {
    const mailPort = await freePort();
    post = await startPostOffice(mailPort);
    hub = await startHub(mailPort, post.smtpPort);
  }, 120_000);
  afterAll(async () => {
    await hub?.stop();
    await post?.stop();
  }, 60_000);

  const call = (date = before): Promise<MeetingView> => hub.ask(ScheduleMeeting, 'eva', { ...morning(date), groupId: hub.groupId, title: 'Hemlig rubrik', place: 'Rådhuset' });
  const shown = (meeting: MeetingView): Promise<MeetingView> => hub.ask(MeetingDetails, 'eva', { meetingId: meeting.id });
  /** How many mails have come to somebody before the next. */
  const came = new Map<Name, number>();
  const nextTo = async (name: Name) => {
    const count = (came.get(name) ?? 0) + 1;
    came.set(name, count);
    return (await lying(post, hub.people[name].address, count))[count - 1]!;
  };
  const calledAll = async () => { const meeting = await call(); for (const name of ['karl', 'rut', 'sten'] as const) await nextTo(name); return meeting; };
  /** What the organiser's browser is told of a meeting while something happens, and what the page then shows of somebody's answer. */
  const heardBy = async (meeting: MeetingView, whose: Name, happens: () => Promise<unknown>) => {
    const stream = await hub.listen('eva');
    await happens();
    const told = `data: {"type":"meeting","id":"${meeting.id}"}`;
    const reply = await eventually(async () => {
      expect(stream.text()).toContain(told);
      const given = answerOf(await shown(meeting), hub.people[whose]);
      expect(given).toBeTruthy();
      return given;
    }, 30_000);
    stream.close();
    return reply;
  };

  it('show the meetings at their times on both sides of a change of the clocks, and follow when one is moved and cancelled', async () => {
    const [first, second] = [await call(before), await call(afterChange)];
    for (const name of ['karl', 'rut', 'sten'] as const) { await nextTo(name); await nextTo(name); }
    const subscriber = new OwnCalendar();
    const feed = `${hub.url}/api/feeds/${(await hub.ask(MakeFeed, 'karl', {})).secret}.ics`;
    await subscriber.syncs(feed);
    expect(await subscriber.shown(String(today))).toEqual([`${before} 08:30|09:15|Unggruppen Köping|Rådhuset`, `${afterChange} 08:30|09:15|Unggruppen Köping|Rådhuset`]);
    const utc = (date: Temporal.PlainDate): string => date.toZonedDateTime({ timeZone: zone, plainTime: '08:30' }).withTimeZone('UTC').toPlainTime().toString({ smallestUnit: 'minute' });
    expect((await subscriber.shown(String(today), 'UTC')).map((line) => line.slice(11, 16))).toEqual([utc(before), utc(afterChange)]);
    expect(utc(before)).not.toBe(utc(afterChange));

    await hub.ask(RescheduleMeeting, 'eva', { meetingId: first.id, starts: `${before}T10:00`, ends: `${before}T11:00`, place: 'Biblioteket' }, { ifMatch: first.version });
    await hub.ask(CancelMeeting, 'eva', { meetingId: second.id, reason: '' }, { ifMatch: second.version });
    for (const name of ['karl', 'rut', 'sten'] as const) { await nextTo(name); await nextTo(name); }

    await subscriber.syncs(feed);
    expect((await subscriber.shown(String(today)))[0]).toBe(`${before} 10:00|11:00|Unggruppen Köping|Biblioteket`);
    subscriber.forget();
  });

  it('hold in the mailbox what may stand there, and nothing else', async () => {
    await call();
    for (const name of ['rut', 'sten'] as const) await nextTo(name);
    const mail = await nextTo('karl');

    expect(mail).toMatchObject({ method: 'REQUEST', from: 'Knutpunkt <no-reply@hub.example>', to: hub.people.karl.address, files: ['inbjudan.ics'] });
    expect(JSON.stringify(mail)).not.toMatch(/Hemlig|rut|sten/);
  });

  it('accept, and the organiser sees it live', async () => {
    const meeting = await calledAll();
    expect(await heardBy(meeting, 'karl', () => press(post, hub.people.karl.address, 'accept'))).toMatchObject({ answer: 'yes', byMail: true });
  });

  it('decline with a comment, and the organiser sees it live', async () => {
    const meeting = await calledAll();
    expect(await heardBy(meeting, 'rut', () => press(post, hub.people.rut.address, 'decline', 'Är på kurs i Örebro'))).toMatchObject({ answer: 'no', comment: 'Är på kurs i Örebro', byMail: true });
  });

  it('propose another time, and the organiser sees it live', async () => {
    const meeting = await calledAll();
    const [startsAt, endsAt] = [`${before.add({ days: 1 })}T12:00:00.000Z`, `${before.add({ days: 1 })}T13:00:00.000Z`];
    expect(await heardBy(meeting, 'karl', () => press(post, hub.people.karl.address, 'counter', startsAt, endsAt))).toMatchObject({ answer: 'maybe', proposes: { startsAt, endsAt } });
  });

  it('hand over to another of the unit who is asked too, and the organiser sees it live', async () => {
    const meeting = await calledAll();
    const reply = await heardBy(meeting, 'rut', () => press(post, hub.people.rut.address, 'delegate', hub.people.sten.address));
    expect(reply).toMatchObject({ answer: 'no', handedTo: { id: hub.people.sten.id } });
  });

  it('hand over to nobody else: that is answered, and nobody is let in', async () => {
    const meeting = await calledAll();
    await press(post, hub.people.karl.address, 'delegate', 'stranger@elsewhere.example');

    expect((await nextTo('karl')).subject).toContain('kan inte lämnas över');
    const after = await shown(meeting);
    expect([answerOf(after, hub.people.karl), after.content!.participants.length]).toEqual([null, meeting.content!.participants.length]);
  });

  it('take over many meetings from the one file of one mail, and move one of them by its own mail afterwards', async () => {
    const days = [10, 11, 12, 13, 14, 15].map((n) => before.add({ days: n }));
    const meetings = await Promise.all(days.map((day) => call(day)));
    const digest = await nextTo('karl');
    expect([digest.method, digest.files]).toEqual(['PUBLISH', ['moten.ics']]);
    expect(JSON.stringify(digest)).not.toMatch(/Hemlig|rut|sten/);
    const own = new OwnCalendar();
    await own.opens(digest.calendar!);
    expect(await own.shown(String(today))).toEqual(days.map((day) => `${day} 08:30|09:15|Unggruppen Köping|Rådhuset`));

    await hub.ask(RescheduleMeeting, 'eva', { meetingId: meetings[0]!.id, starts: `${days[0]!}T10:00`, ends: `${days[0]!}T11:00`, place: 'Biblioteket' }, { ifMatch: meetings[0]!.version });
    await own.opens((await nextTo('karl')).calendar!);
    expect((await own.shown(String(today))).slice(0, 2)).toEqual([`${days[0]!} 10:00|11:00|Unggruppen Köping|Biblioteket`, `${days[1]!} 08:30|09:15|Unggruppen Köping|Rådhuset`]);
    own.forget();
  });
});
