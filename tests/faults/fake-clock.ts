import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The library that fakes a clock, where Debian's package libfaketime is installed, on any architecture. */
export const clockLibrary: string | undefined = readdirSync('/usr/lib').map((folder) => join('/usr/lib', folder, 'faketime/libfaketime.so.1')).find((file) => existsSync(file));

interface FakeClock { readonly environment: Record<string, string>; readonly set: (seconds: number) => void }

/** A clock that stands so many seconds beside the right one, for a process that is started with this environment. What measures how long something takes is left alone. */
export function fakeClock(dir: string, name: string, library: string): FakeClock {
  const file = join(dir, `${name}.clock`);
  const set = (seconds: number): void => writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  set(0);
  return { set, environment: { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_CACHE_DURATION: '1', DONT_FAKE_MONOTONIC: '1' } };
}
