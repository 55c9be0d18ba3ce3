import { Module } from '@nestjs/common';
import { AgendaDetailsHandler } from './agenda/agenda-details.js';
import { AgendaFollowsMeeting } from './following/on-meeting.js';

@Module({
  controllers: [AgendaDetailsHandler],
  providers: [AgendaFollowsMeeting],
})
export class AgendasModule {}
