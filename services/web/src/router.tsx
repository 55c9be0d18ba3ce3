import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, stripSearchParams } from '@tanstack/react-router';
import * as z from 'zod';
import { Id } from '@knutpunkt/contracts';
import { GroupPage } from './groups/group-page.js';
import { GroupsPage } from './groups/groups-page.js';
import { MeetingPage } from './meetings/meeting-page.js';
import { MeetingsPage } from './meetings/meetings-page.js';
import { NotificationsPage } from './notifications/notifications-page.js';
import { Door } from './shell/door.js';
import { FailurePage } from './shell/failure-page.js';
import { NotFoundPage } from './shell/not-found-page.js';
import { TodayPage } from './today/today-page.js';

/** What the list of meetings shows is in its address, so that it can be kept and sent. */
export const MeetingsSearch = z.object({
  visa: z.enum(['kommande', 'tidigare', 'kalender']).default('kommande').catch('kommande'),
  grupp: Id.optional().catch(undefined),
});
const NewMeetingSearch = z.object({ grupp: Id.optional().catch(undefined) });

const root = createRootRoute({
  component: () => (
    <Door>
      <Outlet />
    </Door>
  ),
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
  createRoute({ ...at('/moten/$meetingId'), component: MeetingPage }),
  createRoute({ ...at('/grupper'), component: GroupsPage }),
  createRoute({ ...at('/grupper/$groupId'), component: GroupPage }),
  createRoute({ ...at('/aviseringar'), component: NotificationsPage }),
] as const;

/** The pages and their addresses. */
export const router = createRouter({ routeTree: root.addChildren(routes), defaultErrorComponent: FailurePage, scrollRestoration: true, defaultPreload: false });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
