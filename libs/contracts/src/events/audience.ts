import * as z from 'zod';
import { Id, Instant } from '../text.js';

/** Anyone that content can be addressed to, what of it they see, and how long. */
export const AudienceRow = z.object({ audience: Id, kind: z.enum(['person', 'unit', 'function', 'authority', 'group']), level: z.enum(['shell', 'content']), validFrom: Instant, validTo: Instant.nullable() });
export type AudienceRow = z.infer<typeof AudienceRow>;
