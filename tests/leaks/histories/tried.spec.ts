import { describe, expect, it } from '@jest/globals';
import { operations } from '@knutpunkt/contracts';
import { watched } from './observed.js';
import { movesAsk, noMoves } from './tried.js';

/** Queries of administrators, machines and those who hold a key to a seat: none of the eight does, nor does anything that they do show there. The directory's own tests ask them. */
const administering = ['AdministrationLog', 'AgreementDetails', 'Agreements', 'GroupDrafts', 'Organisations', 'PartnerAccess', 'PendingNominations', 'PossibleNominees', 'PossibleSubstitutes', 'ProvisionedFunction', 'ProvisionedFunctions', 'ProvisionedPeople', 'ProvisionedPerson',
  'HubLog', 'HubOrganisations', 'MeetingAccess', 'People', 'PersonDetails', 'ReferralAccess', 'ReviewDetails', 'ReviewSeats', 'Reviews', 'Structure', 'Units'];
/** Why somebody sees a thing is told of the own audiences alone, who has read of individual-level content alone, and whom mails do not reach those who lead alone: each service's tests look at what it tells. */
const answers = ['AgendaReadings', 'MeetingReadings', 'UnreachedParticipants', 'WhyISeeAction', 'WhyISeeGroup', 'WhyISeeItem', 'WhyISeeMeeting', 'WhyISeePoll', 'WhyISeeReferral', 'WhyISeeSeries'];
/** A series shows meetings, each of which is asked for by itself, and is shown to those whom it was called for: the meetings' own tests ask others. */
const series = ['SeriesDetails', 'SeriesOfMeeting'];
/** Queries that show nothing of what anybody did here (nobody types, and no request comes from an item), or whose readers the marks look at. */
const elsewhere = [...administering, ...answers, ...series, 'PollDetails', 'Polls', 'AvailabilityQueries', 'Me', 'AgendaTemplates', 'AgendaWriters', 'MeetingReferrals', 'ConcernRouting', 'PossibleReceivers', 'ReplyDueDate', 'AgendaAs', 'AgendaPaper', 'OwnFeed', 'FetchFeed', 'MeetingDrafts', 'MeetingDraftDetails', 'Rooms', 'OwnAvailability', 'OwnCalendars', 'GuestInvitation', 'PollByLink', 'InvitationOfMeeting'];

describe('in histories', () => {
  it('every query is asked, or it is said why not', () => {
    const queries = operations.filter(({ method }) => method === 'GET').map(({ name }) => name);

    expect([...watched.map(({ name }) => name), ...elsewhere].toSorted()).toEqual(queries.toSorted());
  });

  it('every change is a move, or it is said why not', async () => {
    const { asked, changes } = await movesAsk();

    expect([...asked, ...Object.keys(noMoves)].toSorted()).toEqual(changes);
  });
});
