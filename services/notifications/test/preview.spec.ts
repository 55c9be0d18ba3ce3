import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { InvitationOfMeeting, MeetingScheduled, PreviewInvitation, type InvitationPreview } from '@knutpunkt/contracts';
import type { Letter } from '@knutpunkt/infra/mailbox';
import { eventually } from '@knutpunkt/testing';
import { accessTold, aGroupIn, startNotifications, type NotificationsHub } from './hub.js';
import { aMeetingOf, toGroup, toPerson } from './telling-meetings.js';

let all: NotificationsHub;
beforeAll(async () => { all = await startNotifications(); }, 60_000);
afterAll(() => all?.stop());

const arrived = (recipient: { id: string }, count = 1): Promise<Letter> => eventually(() => { expect(all.mailsTo(recipient)).toHaveLength(count); return all.mailsTo(recipient)[0]!; }, 20_000);
const mailIn = ({ recipients }: InvitationPreview, kind: 'account' | 'function' = 'account') => recipients.find((one) => one.kind === kind)!.mail!;

/** The instant of a time on the clocks of Stockholm in winter. */
const atWinter = (time: string): string => new Date(`${time}+01:00`).toISOString();

/** What of a mail that arrived a preview tells. */
function lying({ headers, to, subject, text, calendar, attachments }: Letter): object {
  const events = ICAL.Component.fromString(calendar!).getAllSubcomponents('vevent');
  const [event] = events as [ICAL.Component];
  const value = (name: string): string => String(event.getFirstPropertyValue(name) ?? '');
  return {
    from: headers.find((line) => /^from:/i.test(line))!.replace(/^from:\s*/i, ''), to: to[0], subject, text,
    entry: { fileName: attachments.find((name) => name.endsWith('.ics')), meetings: events.length, summary: value('summary'), location: value('location') || null, description: value('description'), attendees: event.getAllProperties('attendee').map((one) => String(one.getFirstValue()).replace('mailto:', '')) },
  };
}

describe('the preview of an invitation', () => {
  it.each([['Swedish', 'karl'], ['English', 'fatima']] as const)('of a meeting is the mail that arrives, byte for byte, in %s', async (_, name) => {
    const people = await aGroupIn(all);
    const meeting = aMeetingOf(people.group, [people.sara, people.fatima, people.karl], { place: 'Rådhuset, rum 2; plan 3', link: 'https://video.example/hemlig' });
    await all.meetings.tell(MeetingScheduled, { meeting }, people.sara);
    const letter = await arrived(people[name]);

    const preview = await all.hub.ask(InvitationOfMeeting, people[name], { meetingId: meeting.id });
    expect(mailIn(preview)).toEqual(lying(letter));
    expect(preview.recipients.map(({ kind, mail }) => [kind, mail !== null])).toEqual([['account', true], ['function', true], ['guest', false], ['calendar-only', false]]);
  });

  it('of a meeting that was called in good time says nothing of short notice, however soon it is', async () => {
    const { sara, karl, group } = await aGroupIn(all);
    const tomorrow = Date.now() + 86_400_000;
    const idOf = (ms: number): string => `${ms.toString(16).padStart(12, '0').replace(/(.{8})/, '$1-')}-7000-8000-${randomUUID().slice(24)}`;
    const calledAgo = (days: number) => aMeetingOf(group, [sara, karl], { id: idOf(Date.now() - days * 86_400_000), startsAt: new Date(tomorrow).toISOString(), endsAt: new Date(tomorrow + 3_600_000).toISOString() });
    const [early, late] = [calledAgo(60), calledAgo(0)];
    for (const meeting of [early, late]) await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    const textOf = async (meetingId: string): Promise<string> => mailIn(await eventually(() => all.hub.ask(InvitationOfMeeting, karl, { meetingId }))).text;

    expect([(await textOf(early.id)).includes('kommer sent'), (await textOf(late.id)).includes('kommer sent')]).toEqual([false, true]);
  });

  it('of a meeting that is not called yet differs from the mail by the id alone', async () => {
    const { sara, karl, group } = await aGroupIn(all);
    const asked = { times: [{ starts: '2027-01-27T13:30', ends: '2027-01-27T15:00' }], place: 'Rådhuset', groupId: group.id };
    const before = JSON.stringify(mailIn(await all.hub.ask(PreviewInvitation, karl, asked)));
    const meeting = aMeetingOf(group, [sara, karl]);
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);

    expect(JSON.parse(before.replaceAll('00000000-0000-0000-0000-000000000000', meeting.id))).toEqual(lying(await arrived(karl)));
    expect(mailIn(await all.hub.ask(PreviewInvitation, sara, { ...asked, times: [{ starts: '2027-01-27T12:30:00Z', ends: '2027-01-27T14:00:00Z' }] })).subject).toBe(mailIn(JSON.parse(`{"recipients":[{"kind":"account","mail":${before}}]}`) as InvitationPreview).subject);
  });

  it('of a function is Swedish, whatever the reader reads, and that of a meeting about individuals names neither the group nor anybody, and knows no functions or guests', async () => {
    const { koping, sara, fatima } = await aGroupIn(all);
    const individual = await all.world.group(koping, [sara, fatima], { level: 'INDIVIDUAL', requiredAssuranceLevel: 2, name: 'Insatsgrupp Köping' });
    await accessTold(all, [sara, fatima], [individual]);
    const times = [{ starts: '2027-01-27T13:30', ends: '2027-01-27T15:00' }];
    expect([mailIn(await all.hub.ask(PreviewInvitation, fatima, { times })).subject, mailIn(await all.hub.ask(PreviewInvitation, fatima, { times }), 'function').subject]).toEqual([expect.stringMatching(/^Invitation: /), expect.stringMatching(/^Kallelse: /)]);

    const { recipients } = await all.hub.ask(PreviewInvitation, sara, { times, groupId: individual.id });
    expect(recipients.map(({ kind }) => kind)).toEqual(['account', 'calendar-only']);
    expect(JSON.stringify(recipients)).not.toMatch(/Insatsgrupp|Fatima/);
    expect(mailIn({ recipients }).entry).toMatchObject({ summary: 'Möte i Knutpunkt', attendees: [`${sara.id}@example.test`] });
  });

  it('of a long series is the one mail that gathers it, with each of its days and a file of their entries, byte for byte but for the ids', async () => {
    const { sara, karl, group } = await aGroupIn(all);
    const times = Array.from({ length: 6 }, (_, n) => ({ starts: `2027-02-0${n + 1}T08:30`, ends: `2027-02-0${n + 1}T09:15` }));

    const mail = mailIn(await all.hub.ask(PreviewInvitation, karl, { times, place: 'Rådhuset', groupId: group.id }));
    expect(mail).toMatchObject({ subject: 'Du är kallad till 6 möten', entry: { fileName: 'moten.ics', meetings: 6, attendees: [] } });
    expect(mailIn(await all.hub.ask(PreviewInvitation, sara, { times: times.slice(0, 5), groupId: group.id })).entry).toMatchObject({ fileName: 'inbjudan.ics', meetings: 1 });

    const meetings = times.map(({ starts, ends }) => aMeetingOf(group, [sara, karl], { startsAt: atWinter(starts), endsAt: atWinter(ends), place: 'Rådhuset' }));
    for (const meeting of meetings) await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    expect(JSON.parse(JSON.stringify(mail).replaceAll('00000000-0000-0000-0000-000000000000', meetings[0]!.id))).toEqual(lying(await arrived(karl)));
  });

  it('tells nothing of a group or a meeting that one does not see, or of one whose calendar alone one sees', async () => {
    const { sara, outsider, karl, group } = await aGroupIn(all);
    const meeting = aMeetingOf(group, [sara], { audiences: [toGroup(group, 'shell')] });
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await eventually(async () => expect(await all.hub.asAdmin('notifications', 'select from matters where id = $1', [meeting.id])).toHaveLength(1));
    const times = [{ starts: '2027-01-27T13:30', ends: '2027-01-27T15:00' }];

    for (const refused of [all.hub.answer(PreviewInvitation, outsider, { times, groupId: group.id }), all.hub.answer(InvitationOfMeeting, outsider, { meetingId: meeting.id }), all.hub.answer(InvitationOfMeeting, karl, { meetingId: meeting.id })]) expect(await refused).toMatchObject({ problem: { status: 404 } });
  });

  it('of a meeting of individual level leaves a row in the log, as any reading of it', async () => {
    const { koping, sara, fatima } = await aGroupIn(all);
    const individual = await all.world.group(koping, [sara, fatima], { level: 'INDIVIDUAL', requiredAssuranceLevel: 2 });
    await accessTold(all, [sara, fatima], [individual]);
    const meeting = aMeetingOf(individual, [sara, fatima]);
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    await eventually(async () => expect(await all.hub.answer(InvitationOfMeeting, fatima, { meetingId: meeting.id })).toHaveProperty('body'));

    expect(await all.hub.asAdmin('notifications', "select actor_id from audit where action = 'meeting.read' and object_id = $1", [meeting.id])).toEqual([{ actor_id: fatima.id }]);
  });

  it('is of meetings alone, and names the group to who is asked without belonging to it, as the mail does', async () => {
    const { sara, outsider, group } = await aGroupIn(all);
    const meeting = aMeetingOf(group, [sara, outsider], { audiences: [toGroup(group), toPerson(outsider)] });
    await all.meetings.tell(MeetingScheduled, { meeting }, sara);
    expect(mailIn(await all.hub.ask(InvitationOfMeeting, outsider, { meetingId: (await arrived(outsider), meeting.id) }))).toEqual(lying(await arrived(outsider)));

    await all.hub.asAdmin('notifications', "update matters set kind = 'poll', due = '2027-01-20', starts_at = null, ends_at = null where id = $1", [meeting.id]);
    expect(await all.hub.answer(InvitationOfMeeting, sara, { meetingId: meeting.id })).toMatchObject({ problem: { status: 404 } });
  });

  it.each([['2027-02-30T13:30', '2027-02-30T15:00', 'no-such-date'], ['2027-01-27T15:00', '2027-01-27T13:30', 'ends-before-start']])('of %s–%s says what is wrong with it', async (starts, ends, slug) => {
    const { sara } = await aGroupIn(all);
    expect(await all.hub.answer(PreviewInvitation, sara, { times: [{ starts, ends }] })).toMatchObject({ problem: { type: expect.stringMatching(new RegExp(`${slug}$`)) } });
  });
});
