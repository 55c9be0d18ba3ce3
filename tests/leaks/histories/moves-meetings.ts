import { CancelMeeting, InviteParticipants, RemoveParticipant, MeetingDetails, ReplyToMeeting, ScheduleMeeting } from '@knutpunkt/contracts';
import { absent } from '../scene.js';
import { duties, everybody, groupNames, groups, type Duty, type GroupName, type Who } from './county.js';
import { knows, titleOf } from './expected.js';
import { bound, is, leads, members, reads, roleIn, sees, type Answer, type Meeting, type World } from './model.js';
import type { Move, Outcome } from './moves.js';
import type { Session } from './session.js';

const wall = (hour: string): string => `${new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)}T${hour}`;
const when = { starts: wall('13:00'), ends: wall('14:00') };
const byName = (named: Who | Duty): { people: Who[]; functions: Duty[] } => (duties.includes(named as Duty) ? { people: [], functions: [named as Duty] } : { people: [named as Who], functions: [] });
const invited = (session: Session, named: readonly (Who | Duty)[]) => ({ people: named.flatMap((n) => byName(n).people).map((n) => session.id(n)), functions: named.flatMap((n) => byName(n).functions).map((n) => session.id(n)) });

/** For what is not seen wholly: absent where it is not seen at all, else refused. */
export const unlessRead = (w: World, who: Who, m: Meeting, otherwise: Outcome): Outcome => (reads(w, who, m) ? otherwise : sees(w, who, m) ? 'refused' : 'absent');
const onlyIf = (ok: boolean): Outcome => (ok ? 'done' : 'refused');
const unseen = (w: World, m: Meeting) => (who: Who): boolean => !sees(w, who, m);
const mayInvite = (w: World, who: Who, named: Who | Duty): boolean => duties.includes(named as Duty) || knows(w, who, named as Who) || named === who;

function call(w: World, who: Who, group: GroupName | null, extra: Who | Duty | null): Move {
  const direct = new Set(extra && extra !== who && !(group && members(w, group).includes(extra as Who)) ? [extra] : []);
  const participants = new Map<Who | Duty, Answer>([...(group ? members(w, group).map((p) => [p, null] as const) : []), ...[...direct].map((p) => [p, null] as const), [who, 'yes']]);
  const m: Meeting = { label: `möte${w.meetings.length + 1}`, group, organiser: who, direct, participants, invited: new Set(participants.keys()), cancelled: false };
  const leading = group ? roleIn(w, who, group) === 'secretary' : bound(who);
  const fit = (!extra || (mayInvite(w, who, extra) && !(group && groups[group].level === 'INDIVIDUAL'))) && participants.size > 1;
  return {
    who, say: `${who} calls ${group ?? 'a meeting'}${extra ? ` with ${extra}` : ''}: ${m.label}`, outcome: onlyIf(leading && fit), unnoticed: unseen(w, m), apply: () => w.meetings.push(m),
    attempt: async (session) => {
      const { status, body } = await session.ask(who, ScheduleMeeting, { ...when, title: titleOf(m), ...(group ? { groupId: session.id(group) } : {}), ...invited(session, extra ? [extra] : []) });
      if (body) session.ids.set(m.label, body.id);
      return status;
    },
  };
}

const changing = (w: World, who: Who, m: Meeting, { say, fit, apply, attempt }: Pick<Move, 'say' | 'apply'> & { fit: boolean; attempt: (session: Session, version: string) => Promise<{ status: number }> }): Move => ({
  who, say: `${who} ${say}`, apply, outcome: unlessRead(w, who, m, onlyIf(leads(w, who, m) && !m.cancelled && fit)), unnoticed: unseen(w, m),
  attempt: async (session) => (await attempt(session, await session.versionOfMeeting(who, m.label))).status,
});

const invite = (w: World, who: Who, m: Meeting, named: Who | Duty): Move => changing(w, who, m, {
  say: `invites ${named} to ${m.label}`, fit: mayInvite(w, who, named) && !m.participants.has(named) && !(m.group && groups[m.group].level === 'INDIVIDUAL'),
  apply: () => { m.direct.add(named); m.participants.set(named, null); m.invited.add(named); },
  attempt: (session, version) => session.ask(who, InviteParticipants, { meetingId: session.id(m.label), ...invited(session, [named]) }, version),
});

const uninvite = (w: World, who: Who, m: Meeting, named: Who | Duty): Move => changing(w, who, m, {
  say: `takes back the invitation of ${named} to ${m.label}`, fit: true, apply: () => { m.direct.delete(named); m.participants.delete(named); },
  attempt: async (session, version) => {
    const { body } = await session.ask(m.organiser, MeetingDetails, { meetingId: session.id(m.label) });
    const participantId = body?.content?.participants.find((p) => (p.person ?? p.function)?.id === session.id(named))?.id ?? absent.participantId;
    return session.ask(who, RemoveParticipant, { meetingId: session.id(m.label), participantId }, version);
  },
});

const cancel = (w: World, who: Who, m: Meeting): Move => changing(w, who, m, {
  say: `cancels ${m.label}`, fit: true, apply: () => { m.cancelled = true; }, attempt: (session, version) => session.ask(who, CancelMeeting, { meetingId: session.id(m.label) }, version),
});

function reply(w: World, who: Who, m: Meeting, answer: 'yes' | 'no'): Move {
  const mine = m.participants.has(who) ? who : [...m.participants.keys()].find((named) => is(who, named));
  return {
    who, say: `${who} answers ${answer} to ${m.label}`, outcome: unlessRead(w, who, m, onlyIf(mine !== undefined && !m.cancelled)), unnoticed: unseen(w, m), apply: () => m.participants.set(mine!, answer),
    attempt: async (session) => {
      const startsAt = (await session.ask(m.organiser, MeetingDetails, { meetingId: session.id(m.label) })).body?.startsAt ?? new Date().toISOString();
      return (await session.ask(who, ReplyToMeeting, { meetingId: session.id(m.label), startsAt, answer })).status;
    },
  };
}

const named = [...everybody, ...duties];
/** Each thing that each can try with meetings. */
export const meetingMoves = {
  call: (w: World) => everybody.flatMap((who) => [...groupNames, null].flatMap((group) => [null, ...named].map((extra) => call(w, who, group, extra)))),
  invite: (w: World) => w.meetings.flatMap((m) => everybody.flatMap((who) => named.map((one) => invite(w, who, m, one)))),
  uninvite: (w: World) => w.meetings.flatMap((m) => everybody.flatMap((who) => [...m.direct].map((one) => uninvite(w, who, m, one)))),
  cancel: (w: World) => w.meetings.flatMap((m) => everybody.map((who) => cancel(w, who, m))),
  reply: (w: World) => w.meetings.flatMap((m) => everybody.flatMap((who) => (['yes', 'no'] as const).map((answer) => reply(w, who, m, answer)))),
};
