import { randomUUID } from 'node:crypto';
import {
  AddRoom, AddSubstitute, ArchiveGroup, CancelMeeting, DraftMeeting, DraftReferral, EndMembership, GiveAction, GroupDetails, HandOverAction, InviteGuest, InvitePollGuest, OpenPoll, ProposeItem, RecordHeldMeeting, ReferralDetails, RemoveGuest, RemovePollGuest, RestGroup, ScheduleMeeting, ScheduleSeries, SendReferral, TakeUpItem, WindUpGroup,
  type AnyOperation, type Output, type RawInput,
} from '@knutpunkt/contracts';
import { eventually } from '@knutpunkt/testing';
import { quiet } from '../leaks/histories/quiet.js';
import { bearer, type LeakHub } from '../leaks/leak-hub.js';
import { agreementOf, draftLike, linkGuestOf, nominationIn, organisationId, personId, pollTimes, reviewOf, when } from '../leaks/scene.js';
import { services } from '../leaks/snapshot.js';

/** Ids by the names under which operations take them. */
export type Ids = Readonly<Record<string, string>>;
const [organiser, member] = ['organiser.ka', 'member.pa'] as const;
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** All that the matrix is about, made by those whose it is. */
export class Scene {
  private police = '';
  /** Who holds which link. */
  readonly links: Record<string, { readonly meeting: string; readonly poll: string }> = {};

  private constructor(private readonly leaks: LeakHub, readonly ids: Record<string, Ids>) {}

  static async make(leaks: LeakHub): Promise<Scene> {
    const scene = new Scene(leaks, {});
    await scene.groups();
    await scene.meetings();
    await scene.series();
    await scene.guests();
    await scene.items();
    await scene.requests();
    await scene.administered();
    await quiet(leaks.hub);
    return scene;
  }

  private does<Op extends AnyOperation>(username: string, op: Op, input: RawInput<Op>, ifMatch?: string): Promise<Output<Op>> {
    const asking = { idempotencyKey: randomUUID(), ...(ifMatch ? { ifMatch } : {}) };
    return eventually(() => this.leaks.hub.ask(op, bearer(username), input, asking), 30_000);
  }

  private person(username: string): Promise<string> { return personId(this.leaks, username); }

  private async groups(): Promise<void> {
    const rows = await this.leaks.hub.asAdmin<{ code: string; id: string }>('directory', "select code, id from groups where code like '%-A'");
    const [general, individual, own, resting, archived] = ['UNG-A', 'SIG-A', 'EGEN-A', 'VILA-A', 'SLUT-A'].map((code) => rows.find((row) => row.code === code)!.id);
    const { members } = await this.does(organiser, GroupDetails, { groupId: general! });
    const seat = async (username: string) => { const id = await this.person(username); return members!.find(({ person }) => person.id === id)!; };
    const [sits, ended, leaves] = [await seat(member), await seat('ended.pa'), await seat('leaver.pa')];
    await this.does('admin.ka', EndMembership, { groupId: general!, membershipId: ended.id }, ended.version);
    await this.does('admin.pa', AddSubstitute, { groupId: general!, membershipId: sits.id, personId: await this.person('substitute.pa'), from: new Date().toISOString(), to: inDays(40) });
    await this.does('admin.ka', RestGroup, { groupId: resting! }, '1');
    const { version } = await this.does('admin.ka', WindUpGroup, { groupId: archived!, until: inDays(9) }, '1');
    await this.does('admin.ka', ArchiveGroup, { groupId: archived! }, version);
    await this.leaks.heard();
    for (const [username, status] of [['dormant.pa', 'dormant'], ['left.pa', 'ended']]) for (const service of services) await this.leaks.hub.asAdmin(service, 'update people set status = $2 where home_id = $1', [username, status]);
    Object.assign(this.ids, {
      'the general group': { groupId: general! }, 'the individual-level group': { groupId: individual! }, 'the association\'s own group': { groupId: own! }, 'a group that rests': { groupId: resting! }, 'a group that is archived': { groupId: archived! },
      'a draft of a group of the municipality\'s': { draftId: await draftLike(this.leaks, general!) }, 'the member\'s seat': { groupId: general!, membershipId: sits.id }, 'a seat whose person leaves': { groupId: general!, membershipId: leaves.id },
    });
  }

  private async meetings(): Promise<void> {
    const call = async (username: string, input: Partial<RawInput<typeof ScheduleMeeting>>) => this.does(username, ScheduleMeeting, { ...when, ...input });
    const [general, individual, own] = ['the general group', 'the individual-level group', 'the association\'s own group'].map((name) => this.ids[name]!.groupId!);
    const [functions] = [(await this.leaks.hub.asAdmin<{ id: string }>('directory', "select id from functions where code = 'VAKT-PA'")).map(({ id }) => id)];
    const [meeting, cancelled, closed, chosen, elsewhere] = [await call(organiser, { title: 'Möte', groupId: general! }), await call(organiser, { title: 'Inställt', groupId: general! }), await call(organiser, { groupId: individual! }), await call(organiser, { title: 'Valda', functions }), await call('other.fa', { title: 'Eget', groupId: own! })];
    await this.does(organiser, CancelMeeting, { meetingId: cancelled.id, reason: 'Skäl' }, cancelled.version);
    const poll = await this.does(organiser, OpenPoll, { ...pollTimes, groupId: general! });
    const participantId = meeting.content!.participants.find(({ via }) => via !== 'organiser')!.id;
    const names = { 'the general group\'s meeting': meeting, 'its cancelled meeting': cancelled, 'the individual-level group\'s meeting': closed, 'a meeting of chosen people': chosen, 'the association\'s meeting': elsewhere };
    for (const [name, { id }] of Object.entries(names)) Object.assign(this.ids, { [name]: { meetingId: id, matterId: id, participantId, linkGuestId: await linkGuestOf(this.leaks, meeting.id) }, [`what ${name} is about`]: { meetingId: id }, [`the agenda of ${name}`]: { meetingId: id } });
    const hidden = await this.does(organiser, OpenPoll, { ...pollTimes, groupId: individual! });
    const held = await this.does(organiser, RecordHeldMeeting, { starts: inDays(-7).slice(0, 16), ends: inDays(-6.9).slice(0, 16), title: 'Hållet', groupId: general! });
    Object.assign(this.ids, {
      'the general group\'s poll': { pollId: poll.id }, 'the individual-level group\'s poll': { pollId: hidden.id }, 'a meeting of the group that was held': { meetingId: held.id, participantId, linkGuestId: '' },
      'what a meeting of the group that was held is about': { meetingId: held.id }, 'the agenda of a meeting of the group that was held': { meetingId: held.id },
    });
    const prepared = await this.does(organiser, DraftMeeting, { groupId: general!, occasion: {} });
    const room = await this.does('admin.ka', AddRoom, { name: 'Rummet', address: 'Gatan 1' });
    this.ids['a room of the municipality\'s'] = { roomId: room.id };
    this.ids['a meeting that the organiser prepares'] = { meetingDraftId: prepared.id };
  }

  private async series(): Promise<void> {
    const call = (group: string) => this.does(organiser, ScheduleSeries, { firstDay: inDays(30).slice(0, 10), time: '10:00', minutes: 60, rule: 'FREQ=WEEKLY;COUNT=2', skipHolidays: false, groupId: this.ids[group]!.groupId! });
    for (const group of ['the general group', 'the individual-level group']) {
      const { id, meetings } = await call(group);
      this.ids[`${group}'s series`] = { seriesId: id, meetingId: meetings[0]!.meetingId };
    }
  }

  /** Guests by link of a meeting and of a poll, of whom one is invited no more. */
  private async guests(): Promise<void> {
    const [meetingId, pollId] = [this.ids['the general group\'s meeting']!.meetingId!, this.ids['the general group\'s poll']!.pollId!];
    for (const who of ['guest by link', 'guest without a link']) {
      const typed = { name: who, organisation: 'Föreningen' };
      const [{ secret: meeting, meeting: seen }, { secret: poll, poll: asked }] = [await this.does(organiser, InviteGuest, { meetingId, ...typed }), await this.does(organiser, InvitePollGuest, { pollId, ...typed })];
      this.links[who] = { meeting: meeting!, poll: poll! };
      if (who === 'guest by link') continue;
      await this.does(organiser, RemoveGuest, { meetingId, linkGuestId: seen.content!.guests.find(({ name }) => name === who)!.id });
      await this.does(organiser, RemovePollGuest, { pollId, linkGuestId: asked.guests.find(({ name }) => name === who)!.id });
    }
    const another = await this.does(organiser, InvitePollGuest, { pollId, name: 'Gästen', organisation: 'Föreningen' });
    Object.assign(this.ids, {
      'a guest by link of the general group\'s meeting': { meetingId, linkGuestId: await linkGuestOf(this.leaks, meetingId) }, 'a guest by link of the general group\'s poll': { pollId, linkGuestId: another.poll.guests.find(({ name }) => name === 'Gästen')!.id },
    });
  }

  private async items(): Promise<void> {
    const { meetingId } = this.ids['the general group\'s meeting']!;
    const propose = (more: object) => this.does(member, ProposeItem, { meetingId: meetingId!, title: 'Punkt', type: 'discussion', ...more });
    const [authority] = await this.leaks.hub.asAdmin<{ id: string }>('directory', "select id from authorities where code = 'PA-MY'");
    this.police = authority!.id;
    const [proposed, taken, withdrawn, marked] = [await propose({}), await propose({}), await propose({}), await propose({ reach: 'marked', authorities: [authority!.id] })];
    const at = { meetingId: meetingId!, itemId: taken.id };
    await this.does(organiser, TakeUpItem, at, taken.version);
    const given = await this.does(organiser, GiveAction, { ...at, text: 'Åtgärd', due: '2032-01-01', personId: await this.person(member) });
    const offered = await this.does(organiser, GiveAction, { ...at, text: 'Åtgärd', due: '2032-01-01', personId: await this.person(organiser) });
    await this.does(organiser, HandOverAction, { actionId: offered.id, personId: await this.person(member) }, offered.version);
    const named = { 'an item that the member has proposed': proposed, 'an item that is taken up': taken, 'an item to take back': withdrawn, 'an item marked for the police': marked };
    for (const [name, { id }] of Object.entries(named)) this.ids[name] = { meetingId: meetingId!, itemId: id };
    Object.assign(this.ids, { 'the member\'s action': { actionId: given.id, matterId: given.id }, 'an action offered to the member': { actionId: offered.id } });
  }

  private async requests(): Promise<void> {
    const [{ id: functionId }] = await this.leaks.hub.asAdmin<{ id: string }>('directory', "select id from functions where code = 'VAKT-PA'") as [{ id: string }];
    const draft = () => this.does(organiser, DraftReferral, { aboutIndividual: false, functionId, title: 'Fråga', body: 'Text' });
    const [written, sent] = [await draft(), await draft()];
    await this.does(organiser, SendReferral, { referralId: sent.id });
    await this.does('holder.pa', ReferralDetails, { referralId: sent.id });
    Object.assign(this.ids, { 'a request that is not sent': { referralId: written.id }, 'a request to the police\'s function': { referralId: sent.id, functionId } });
  }

  private async administered(): Promise<void> {
    const { leaks } = this;
    const { groupId, membershipId } = this.ids['the member\'s seat']!;
    const { reviewId, seatId } = await reviewOf(leaks, 'KA', membershipId!);
    const own = await reviewOf(leaks, 'KA', this.ids['a seat whose person leaves']!.membershipId!);
    await leaks.hub.asAdmin('directory', 'update review_seats set person_id = $2 where id = $1', [own.seatId, await this.person('admin.ka')]);
    Object.assign(this.ids, {
      'the municipality\'s review': { reviewId }, 'another\'s seat in the review': { reviewId, seatId }, 'the administrator\'s own seat in the review': { reviewId, seatId: own.seatId },
      'an agreement that the municipality registered': { agreementId: await agreementOf(leaks, ['KA', 'PA']) }, 'one of the police\'s staff': { staffId: await this.person('leaver.pa'), personId: await this.person('leaver.pa'), functionId: this.ids['a request to the police\'s function']!.functionId! }, 'the police\'s authority': { ownAuthorityId: this.police }, 'the police\'s function': { ownFunctionId: this.ids['a request to the police\'s function']!.functionId! }, 'the police\'s administrator': { staffId: await this.person('admin.pa') },
      'another organisation': { organisationId: await organisationId(leaks, 'DA') }, 'the association': { organisationId: await organisationId(leaks, 'FA') }, 'the hub': {}, 'oneself': {}, 'a nomination': { groupId: groupId! },
    });
    await leaks.hub.asAdmin('directory', "update agreements set registered_by = (select id from organisations where code = 'KA') where id = $1", [this.ids['an agreement that the municipality registered']!.agreementId!]);
    await this.nominate();
  }

  /** Whom and what an action may be about besides. */
  get extra(): Ids { return { ...this.ids['one of the police\'s staff'], functionId: this.ids['a request to the police\'s function']!.functionId!, authorityId: this.police }; }

  /** Somebody of the police's for whose place the owner has turned the first key; anew, whatever became of the one before. */
  async nominate(): Promise<void> {
    const { groupId } = this.ids['a nomination']!;
    await this.leaks.hub.asAdmin('directory', 'delete from nominations where group_id = $1', [groupId]);
    this.ids['a nomination'] = { groupId: groupId!, nominationId: await nominationIn(this.leaks, groupId!, 'proposed.pa') };
  }
}
