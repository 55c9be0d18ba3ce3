import { Controller } from '@nestjs/common';
import { PreviewNotice, type Notice } from '@knutpunkt/contracts';
import { Db } from '@knutpunkt/persistence';
import { Handles, noticeOf, type Call } from '@knutpunkt/service-kit';
import { periodOf } from './meeting/wall-time.js';

@Controller()
export class PreviewNoticeHandler {
  constructor(private readonly db: Db) {}

  @Handles(PreviewNotice)
  preview({ caller, input, now }: Call<typeof PreviewNotice>): Promise<Notice> {
    return this.db.as(caller, () => Promise.resolve(noticeOf(input.groupLevel, now, periodOf(input).startsAt)));
  }
}
