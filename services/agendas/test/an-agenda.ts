import { AgendaDetails, MeetingScheduled, ProposeItem, TakeUpItem, type AgendaView, type ItemView, type MeetingFacts } from '@knutpunkt/contracts';
import type { TestHub, TestPerson, World } from '@knutpunkt/testing';
import { aMeeting, fiveOrganisations, opened, type Five, type ToldMeetings } from './told-meetings.js';

export interface Table { readonly hub: TestHub; readonly world: World; readonly meetings: ToldMeetings }
export interface AnAgenda extends Five { readonly meeting: MeetingFacts; readonly meetingId: string }

/** The agenda of a meeting of five organisations; one that has begun where its hours are negative. */
export async function anAgenda({ hub, world, meetings }: Table, { inHours = 24, of }: { inHours?: number; of?: Five } = {}): Promise<AnAgenda> {
  const five = of ?? (await fiveOrganisations(world));
  const meeting = aMeeting(five.group, five.people, { inHours });
  await meetings.tell(MeetingScheduled, meeting);
  await opened(hub, five.people[0], meeting.id);
  return { ...five, meeting, meetingId: meeting.id };
}

export const text = (title: string, minutes = 10) => ({ title, type: 'discussion' as const, minutes });
export const see = (hub: TestHub, as: TestPerson, meetingId: string): Promise<AgendaView> => hub.ask(AgendaDetails, as, { meetingId });

/** An item that somebody proposed and the secretary took up. */
export async function takenUp(hub: TestHub, { people, meetingId }: AnAgenda, title: string, { by = people[0], ...how }: { by?: TestPerson; reach?: 'marked' | 'hidden'; authorities?: string[] } = {}): Promise<ItemView> {
  const item = await hub.ask(ProposeItem, by, { meetingId, ...text(title), ...how });
  const seen = [...(await see(hub, people[0], meetingId)).proposals].find((p) => p.id === item.id)!;
  await hub.ask(TakeUpItem, people[0], { meetingId, itemId: item.id }, { ifMatch: seen.version });
  return (await see(hub, by, meetingId)).items.find((i) => i.id === item.id)!;
}

/** How an answer ended: its status, or the last word of its problem's type. */
export const ended = (answer: { status: number } | { problem: { type: string } }): string | number => ('problem' in answer ? answer.problem.type.split(':').at(-1)! : answer.status);
