import * as z from 'zod';
import { operation } from '../operation.js';
import { AccessNotFresh, NotFound, WrongState } from '../problem.js';
import { Id } from '../text.js';
import { AgendaCancelled, AgendaLocked } from './agendas.js';
import { PersonRef } from './directory.js';
import { TextInIndividualGroup } from './meetings.js';

/** How many milliseconds it holds, unless it is told again. */
const remainingMs = z.number().int().min(0);
const ofItem = { meetingId: Id, itemId: Id };

/** Tells the item's readers that I am typing its notes. It binds nobody, is not kept, and ends by itself when it is not told again. */
export const AnnounceWriting = operation({
  name: 'AnnounceWriting', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/items/{itemId}/writing', action: 'item.keep', summary: 'Tells an item\'s readers that I am typing its notes, for a few seconds',
  input: z.strictObject(ofItem), output: z.object({ itemId: Id, remainingMs }), problems: [NotFound, WrongState, AgendaLocked, AgendaCancelled, TextInIndividualGroup, AccessNotFresh],
});
export const EndWriting = operation({
  name: 'EndWriting', service: 'agendas', method: 'POST', path: '/agendas/{meetingId}/items/{itemId}/writing/end', action: 'agenda.read', summary: 'Tells that I have stopped typing an item\'s notes',
  input: z.strictObject(ofItem), output: z.object({ itemId: Id }), problems: [NotFound, AccessNotFresh],
});
export const WriterView = z.object({ itemId: Id, person: PersonRef, remainingMs });
export type WriterView = z.infer<typeof WriterView>;
export const AgendaWriters = operation({
  name: 'AgendaWriters', service: 'agendas', method: 'GET', path: '/agendas/{meetingId}/writers', action: 'agenda.read', summary: 'Who else is typing notes now, of the items that I read',
  input: z.strictObject({ meetingId: Id }), output: z.object({ items: z.array(WriterView) }), problems: [NotFound, AccessNotFresh],
});
