import { Module } from '@nestjs/common';
import { ActionChanging } from './actions/action-changing.js';
import { GiveActionHandler } from './actions/give-action.js';
import { ListActionsHandler } from './actions/list-actions.js';
import { Reminding } from './actions/reminding.js';
import { SettleActionHandler } from './actions/settle-action.js';
import { AgendaChanging } from './agenda/agenda-changing.js';
import { AgendaDetailsHandler } from './agenda/agenda-details.js';
import { AgendaReadingsHandler } from './agenda/agenda-readings.js';
import { LockNotesHandler } from './agenda/lock-notes.js';
import { UseTemplateHandler } from './agenda/use-template.js';
import { AgendaFollowsMeeting } from './following/on-meeting.js';
import { ItemsToldAnew } from './items/told-anew.js';
import { EditItemHandler } from './items/edit-item.js';
import { ItemChanging } from './items/item-changing.js';
import { MoveItemHandler } from './items/move-item.js';
import { ProposeItemHandler } from './items/propose-item.js';
import { StepItemHandler } from './items/step-item.js';
import { NotesVersionsHandler } from './notes/notes-versions.js';
import { OutcomesHandler } from './notes/outcomes.js';
import { WriteNotesHandler } from './notes/write-notes.js';
import { AgendaPaperHandler } from './papers/agenda-paper.js';
import { Press } from './papers/press.js';
import { PresenceHandler } from './presence/presence.js';
import { WhyHandler } from './why/why.js';
import { WritingIsForgotten } from './writing/forgetting.js';
import { WritingHandler } from './writing/writing.js';

@Module({
  controllers: [
    AgendaDetailsHandler, UseTemplateHandler, ProposeItemHandler, EditItemHandler, StepItemHandler, MoveItemHandler,
    WriteNotesHandler, NotesVersionsHandler, OutcomesHandler, PresenceHandler, LockNotesHandler, GiveActionHandler, SettleActionHandler, ListActionsHandler, AgendaPaperHandler, WritingHandler, WhyHandler, AgendaReadingsHandler,
  ],
  providers: [AgendaFollowsMeeting, ItemsToldAnew, Reminding, WritingIsForgotten, Press, AgendaChanging, ItemChanging, ActionChanging],
})
export class AgendasModule {}
