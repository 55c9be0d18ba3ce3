const immovable = 'the columns that say whose the row is may not be changed by this role, so that a row that passes `using` passes the check as well';
const ended = 'only a membership\'s end may be changed, so that whose it is stays as `using` saw it; that it ends is asked by the restrictive policy beside it';

/** Mutants that nothing can find, and why: they change nothing that anybody could do. */
export const equivalent: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['agendas.items', 'agendas.item_contents', 'meetings.meetings', 'meetings.meeting_contents', 'meetings.participants', 'meetings.meeting_guests', 'meetings.poll_guests', 'meetings.polls', 'meetings.poll_votes', 'meetings.rooms', 'meetings.series', 'meetings.occurrences', 'notifications.notifications'].map((table) => [`${table}: api_update lets all through its with check`, immovable])),
  'directory.memberships: api_update_as_administrator lets all through its with check': ended,
  'referrals.agenda_readers: api_select without = referrals.me() (4)': 'of a group that is not the own one, the policy of memberships shows everybody the own membership alone',
  'directory.memberships: api_update_of_another without <> directory.me() after the change': ended,
};
