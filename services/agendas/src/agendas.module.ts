import { Module } from '@nestjs/common';
import { AgendaDetailsHandler } from './agenda/agenda-details.js';
import { UseTemplateHandler } from './agenda/use-template.js';
import { AgendaFollowsMeeting } from './following/on-meeting.js';
import { EditItemHandler } from './items/edit-item.js';
import { ItemChanging } from './items/item-changing.js';
import { MoveItemHandler } from './items/move-item.js';
import { ProposeItemHandler } from './items/propose-item.js';
import { StepItemHandler } from './items/step-item.js';

@Module({
  controllers: [AgendaDetailsHandler, UseTemplateHandler, ProposeItemHandler, EditItemHandler, StepItemHandler, MoveItemHandler],
  providers: [AgendaFollowsMeeting, ItemChanging],
})
export class AgendasModule {}
