import * as z from 'zod';
import { operation } from '../operation.js';
import { Cursor, Id, Instant } from '../text.js';
import { GroupLevel, MemberRole, PersonRef } from './directory.js';

const Named = z.object({ id: Id, name: z.string() });

/** What somebody outside can see of ours now: through which group, since when, on which agreement and until when (null: until somebody ends it). */
export const PartnerRight = z.object({
  id: Id, group: Named.extend({ level: GroupLevel }), person: PersonRef, role: MemberRole, seat: z.string().nullable(), since: Instant, until: Instant.nullable(),
  /** Absent for one that was there before agreements were asked for. */
  agreement: Named.nullable(),
});
export const PartnerAccess = operation({
  name: 'PartnerAccess', service: 'directory', method: 'GET', path: '/partner-access', action: 'access.list', summary: 'Who outside my organisation can see what of ours now, through our groups; for its administrators, as far as their session reaches',
  input: z.strictObject({}), output: z.object({ items: z.array(PartnerRight) }),
});

/** Something that an administrator did: to whom and what, as it was and as it became. Never a text that somebody wrote. */
export const AdministrativeAct = z.object({
  id: Id, at: Instant, by: PersonRef, action: z.string(), group: Named.nullable(), person: PersonRef.nullable(), agreement: Named.nullable(), before: z.string().nullable(), after: z.string().nullable(),
});
export const AdministrationLog = operation({
  name: 'AdministrationLog', service: 'directory', method: 'GET', path: '/administration-log', action: 'log.read', summary: 'What administrators of my organisation have done, and others to our groups; newest first',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(50), cursor: Cursor.optional() }), output: z.object({ items: z.array(AdministrativeAct), next: z.string().nullable() }),
});
