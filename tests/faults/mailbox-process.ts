import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Letter } from '@knutpunkt/infra/mailbox';
import { root } from '../architecture/sources.js';

/** A mailbox as a process of its own: beside those who write and check it would take in mails only when they rest. */
export class MailboxProcess {
  private asked = 0;

  private constructor(private readonly child: ChildProcess, readonly smtpUrl: string) {}

  /** Keeps its mails in the folder. */
  static async start(dir: string): Promise<MailboxProcess> {
    const child = fork(join(root, 'tests/faults/mailbox-child.mjs'), [dir], { execArgv: [] });
    const [{ smtpUrl }] = (await once(child, 'message')) as [{ smtpUrl: string }];
    return new MailboxProcess(child, smtpUrl);
  }

  /** What has arrived, newest first. */
  async messages(): Promise<readonly Letter[]> {
    const question = ++this.asked;
    this.child.send(question);
    for (;;) {
      const [answer] = (await once(this.child, 'message')) as [{ question: number; messages: Letter[] }];
      if (answer.question === question) return answer.messages;
    }
  }

  stop(): void {
    this.child.kill();
  }
}
