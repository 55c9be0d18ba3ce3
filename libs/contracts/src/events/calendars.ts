import * as z from 'zod';
import { event } from '../event.js';
import { Id } from '../text.js';

/**
 * A calendar that somebody has connected has not been readable for a day (`failing`), or can be read again, or is connected no more (`over`): told to its owner, and to nobody else.
 * `since`: the Swedish day from which it could not be read. Where the calendar is, and why it could not be read, its owner asks for.
 */
export const CalendarChanged = event('meetings', 'calendar', 'changed', 1, z.object({ id: Id, personId: Id, state: z.enum(['failing', 'over']), since: z.iso.date() }));
