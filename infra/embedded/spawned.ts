import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 25;

/** Whether a process with this id exists (also one that belongs to another user). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The program name of a living process where the system tells it (Linux), else undefined. */
export function programOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * Sends the signals one after another until the process is gone.
 * @param pid the process
 * @param steps each signal with the time it is given, in milliseconds
 * @throws when it still lives after the last step
 */
export async function endProcess(pid: number, steps: [NodeJS.Signals, number][]): Promise<void> {
  for (const [signal, patience] of steps) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    const deadline = Date.now() + patience;
    while (isAlive(pid) && Date.now() < deadline) await delay(POLL_MS);
  }
  if (isAlive(pid)) throw new Error(`Process ${pid} does not end`);
}

/**
 * Ends what an earlier run left behind, if the process id kept on disk still belongs to that program.
 * A process id is reused by the system, so the program name is compared where it can be read.
 */
export async function endLeftover(pid: number | undefined, program: string, steps: [NodeJS.Signals, number][]): Promise<boolean> {
  if (!pid || !isAlive(pid)) return false;
  const running = programOf(pid);
  if (running !== undefined && running !== program) return false;
  await endProcess(pid, steps);
  return true;
}

/** How a child ended, when it has: the signal, or the exit code. */
export const endOf = (child: ChildProcess): Promise<string> => new Promise((resolve) => child.once('exit', (code, signal) => resolve(String(signal ?? code))));

/**
 * Polls until `isReady` answers true.
 * @throws when the child ends first or `patience` milliseconds have passed; the error carries `lastWords()`
 */
export async function untilReady(child: ChildProcess, wait: { isReady(): Promise<boolean>; patience: number; lastWords(): string }): Promise<void> {
  const deadline = Date.now() + wait.patience;
  while (!(await wait.isReady())) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended at once: ${wait.lastWords()}`);
    if (Date.now() > deadline) throw new Error(`It was not ready within ${wait.patience / 1000} s: ${wait.lastWords()}`);
    await delay(POLL_MS);
  }
}
