import { describe, expect, it } from '@jest/globals';
import { logOf } from './log.js';

const canary = 'Ungdom-A-20100115-9803';

function linesOf(write: (log: ReturnType<typeof logOf>) => void): string {
  const lines: string[] = [];
  write(logOf('meetings', 'info', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('a log line', () => {
  it('carries the allowed fields', () => {
    expect(JSON.parse(linesOf((log) => log.info({ operation: 'ScheduleMeeting', status: 201, durationMs: 3 }, 'answered')))).toMatchObject({ service: 'meetings', operation: 'ScheduleMeeting', status: 201, msg: 'answered' });
  });

  it('leaves out every other field, whatever its name', () => {
    const line = linesOf((log) => log.warn({ title: canary, input: { about: canary }, name: canary, email: canary, token: canary, operation: 'X' }, 'odd'));

    expect(line).not.toContain(canary);
    expect(JSON.parse(line)).toMatchObject({ operation: 'X' });
  });

  it('leaves out what stands under an allowed name but is no word or number', () => {
    expect(linesOf((log) => log.info({ reason: { text: canary }, kind: [canary], operation: canary.repeat(20) }, 'odd'))).not.toContain(canary);
  });

  it('tells an error by its class, code and place, never by its message', () => {
    const cause = Object.assign(new Error(`Key (title)=(${canary}) exists`), { code: '23505', detail: canary });

    const line = linesOf((log) => log.error({ error: new TypeError(`cannot read ${canary}`, { cause }) }, 'failed'));

    expect(line).not.toContain(canary);
    expect(JSON.parse(line)).toMatchObject({ error: { name: 'TypeError', cause: { code: '23505' } } });
    expect((JSON.parse(line) as { error: { at: string[] } }).error.at[0]).toContain('log.spec');
  });

  it('is not deceived by a message that looks like a stack', () => {
    expect(linesOf((log) => log.error({ error: new Error(`bad value\n    at ${canary} (file:1:1)`) }, 'failed'))).not.toContain(canary);
  });

  it('tells nothing of an error whose message was changed after it was made', () => {
    const error = new Error(`bad\n    at ${canary} (file:1:1)`);
    error.message = 'another';

    expect(linesOf((log) => log.error({ error }, 'failed'))).not.toContain(canary);
  });
});
