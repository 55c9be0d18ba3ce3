import type { ReactNode } from 'react';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, stripSearchParams, useLocation } from '@tanstack/react-router';
import * as z from 'zod';
import { Id, PersonState } from '@knutpunkt/contracts';
import { AccountPage } from './account/account-page.js';
import { ActionsPage } from './actions/actions-page.js';
import { AdministrationPage } from './administration/administration-page.js';
import { AccessPage } from './administration/access-page.js';
import { AgreementPage } from './administration/agreement-page.js';
import { AgreementsPage } from './administration/agreements-page.js';
import { LogPage } from './administration/log-page.js';
import { PeoplePage } from './administration/people-page.js';
import { PersonPage } from './administration/person-page.js';
import { GroupPage } from './groups/group-page.js';
import { GroupsPage } from './groups/groups-page.js';
import { useSecret } from './guests/use-by-link.js';
import { HubLogPage } from './hub/hub-log-page.js';
import { OrganisationsPage } from './hub/organisations-page.js';
import { MeetingPage } from './meetings/meeting-page.js';
import { MeetingsPage } from './meetings/meetings-page.js';
import { NotificationsPage } from './notifications/notifications-page.js';
import { PollPage } from './polls/poll-page.js';
import { PollsPage } from './polls/polls-page.js';
import { ReferralPage } from './referrals/referral-page.js';
import { ReferralsPage } from './referrals/referrals-page.js';
import { NewReferralSearch, ReferralsSearch } from './referrals/search.js';
import { Door } from './shell/door.js';
import { FailurePage } from './shell/failure-page.js';
import { NotFoundPage } from './shell/not-found-page.js';
import { TodayPage } from './today/today-page.js';

/** What the list of meetings shows is in its address, so that it can be kept and sent. */
export const MeetingsSearch = z.object({
  visa: z.enum(['kommande', 'tidigare', 'kalender']).default('kommande').catch('kommande'),
  grupp: Id.optional().catch(undefined),
});
/** Which part of a meeting is shown. */
export const MeetingSearch = z.object({ visa: z.enum(['mote', 'dagordning', 'anteckningar']).default('mote').catch('mote') });
/** Whether actions that are left to do, or those that are settled, are shown. */
export const ActionsSearch = z.object({ visa: z.enum(['kvar', 'avslutat']).default('kvar').catch('kvar') });
/** Which of the organisation's people are shown; never what is searched for, since that may be a name. */
export const PeopleSearch = z.object({ lage: PersonState.optional().catch(undefined) });
/** Which seats of an access review are shown. */
export const ReviewSearch = z.object({ visa: z.enum(['kvar', 'alla', 'gar-ut', 'borta', 'nytt']).default('kvar').catch('kvar'), grupp: Id.optional().catch(undefined), del: z.enum(['granska', 'rapport']).default('granska').catch('granska') });
/** For which group a meeting is begun, or which draft is gone on with. */
const NewMeetingSearch = z.object({ grupp: Id.optional().catch(undefined), utkast: Id.optional().catch(undefined) });

/** Guests' pages are for those who have no login. */
const forGuests = ['/gast', '/gast/omrostning'] as const;

function Root(): ReactNode {
  const { pathname } = useLocation();
  const secret = useSecret();
  // Each link has its own page: nothing of one is answered by another.
  if ((forGuests as readonly string[]).includes(pathname.replace(/\/$/, ''))) return <Outlet key={secret} />;
  return (
    <Door>
      <Outlet />
    </Door>
  );
}

const root = createRootRoute({
  component: Root,
  notFoundComponent: NotFoundPage,
});
const at = <P extends string>(path: P) => ({ getParentRoute: () => root, path });

const routes = [
  createRoute({ ...at('/'), component: TodayPage }),
  createRoute({ ...at('/moten'), component: MeetingsPage, validateSearch: MeetingsSearch, search: { middlewares: [stripSearchParams({ visa: 'kommande' })] } }),
  createRoute({
    ...at('/moten/nytt'),
    component: lazyRouteComponent(() => import('./meetings/new-meeting-page.js'), 'NewMeetingPage'),
    validateSearch: NewMeetingSearch,
  }),
  createRoute({ ...at('/moten/hitta-tid'), component: lazyRouteComponent(() => import('./availability/find-time-page.js'), 'FindTimePage') }),
  createRoute({ ...at('/moten/$meetingId'), component: MeetingPage, validateSearch: MeetingSearch, search: { middlewares: [stripSearchParams({ visa: 'mote' })] } }),
  createRoute({ ...at('/omrostningar'), component: PollsPage }),
  createRoute({ ...at('/omrostningar/ny'), component: lazyRouteComponent(() => import('./polls/new-poll-page.js'), 'NewPollPage') }),
  createRoute({ ...at('/omrostningar/$pollId'), component: PollPage }),
  createRoute({ ...at('/serier/$seriesId'), component: lazyRouteComponent(() => import('./series/series-page.js'), 'SeriesPage') }),
  createRoute({ ...at('/atgarder'), component: ActionsPage, validateSearch: ActionsSearch, search: { middlewares: [stripSearchParams({ visa: 'kvar' })] } }),
  createRoute({ ...at('/forfragningar'), component: ReferralsPage, validateSearch: ReferralsSearch, search: { middlewares: [stripSearchParams({ lada: 'in', sena: false })] } }),
  createRoute({
    ...at('/forfragningar/ny'),
    component: lazyRouteComponent(() => import('./referrals/new-referral-page.js'), 'NewReferralPage'),
    validateSearch: NewReferralSearch,
  }),
  createRoute({ ...at('/forfragningar/$referralId'), component: ReferralPage }),
  createRoute({ ...at('/grupper'), component: GroupsPage }),
  createRoute({ ...at('/grupper/ny'), component: lazyRouteComponent(() => import('./groups/new-group-page.js'), 'NewGroupPage') }),
  createRoute({ ...at('/grupper/$groupId'), component: GroupPage }),
  createRoute({ ...at('/administration'), component: AdministrationPage }),
  createRoute({ ...at('/administration/atkomster'), component: AccessPage }),
  createRoute({ ...at('/administration/logg'), component: LogPage }),
  createRoute({ ...at('/administration/personer'), component: PeoplePage, validateSearch: PeopleSearch }),
  createRoute({ ...at('/administration/personer/fil'), component: lazyRouteComponent(() => import('./administration/people-file-page.js'), 'PeopleFilePage') }),
  createRoute({ ...at('/administration/enheter'), component: lazyRouteComponent(() => import('./structure/structure-page.js'), 'StructurePage') }),
  createRoute({ ...at('/administration/rum'), component: lazyRouteComponent(() => import('./rooms/rooms-page.js'), 'RoomsPage') }),
  createRoute({ ...at('/administration/personer/$staffId'), component: PersonPage }),
  createRoute({ ...at('/administration/overenskommelser'), component: AgreementsPage }),
  createRoute({ ...at('/administration/overenskommelser/ny'), component: lazyRouteComponent(() => import('./administration/new-agreement-page.js'), 'NewAgreementPage') }),
  createRoute({ ...at('/administration/overenskommelser/$agreementId'), component: AgreementPage }),
  createRoute({ ...at('/konto'), component: AccountPage }),
  createRoute({ ...at('/mina-kalendrar'), component: lazyRouteComponent(() => import('./availability/own-calendars-page.js'), 'OwnCalendarsPage') }),
  createRoute({ ...at('/hubben'), component: OrganisationsPage }),
  createRoute({ ...at('/hubben/ny'), component: lazyRouteComponent(() => import('./hub/new-organisation-page.js'), 'NewOrganisationPage') }),
  createRoute({ ...at('/hubben/logg'), component: HubLogPage }),
  createRoute({ ...at('/administration/oversyner'), component: lazyRouteComponent(() => import('./administration/reviews-page.js'), 'ReviewsPage') }),
  createRoute({
    ...at('/administration/oversyner/$reviewId'),
    component: lazyRouteComponent(() => import('./administration/review-page.js'), 'ReviewPage'),
    validateSearch: ReviewSearch,
    search: { middlewares: [stripSearchParams({ visa: 'kvar', del: 'granska' })] },
  }),
  createRoute({ ...at(forGuests[1]), component: lazyRouteComponent(() => import('./guests/guest-poll-page.js'), 'GuestPollPage') }),
  createRoute({ ...at(forGuests[0]), component: lazyRouteComponent(() => import('./guests/guest-page.js'), 'GuestPage') }),
  createRoute({ ...at('/aviseringar'), component: NotificationsPage }),
] as const;

/** The pages and their addresses. Where each was scrolled to is kept by a number: no address is left in the tab for who comes after. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultErrorComponent: FailurePage,
  scrollRestoration: true,
  getScrollRestorationKey: ({ state }) => state.__TSR_key ?? '',
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
