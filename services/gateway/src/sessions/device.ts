import type * as z from 'zod';
import { BrowserName, SystemName } from '@knutpunkt/contracts';

/** Roughly which browser, on which system; null for what is not known. */
export interface Device {
  readonly browser: z.infer<typeof BrowserName> | null;
  readonly system: z.infer<typeof SystemName> | null;
}

// Each names those that it descends from as well, so the youngest comes first.
const browsers = [[/Edg(?:A|iOS)?\//, 'Edge'], [/OP(?:R|T)\//, 'Opera'], [/SamsungBrowser\//, 'Samsung Internet'], [/(?:Firefox|FxiOS)\//, 'Firefox'], [/(?:Chrome|CriOS)\//, 'Chrome'], [/Safari\//, 'Safari']] as const;
const systems = [[/iPhone|iPod/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/CrOS/, 'ChromeOS'], [/Windows/, 'Windows'], [/Macintosh/, 'macOS'], [/Linux/, 'Linux']] as const;

const longest = 1_000;

const named = <Name>(text: string, names: readonly (readonly [RegExp, Name])[]): Name | null => names.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** What a User-Agent tells that is worth showing to its owner: words of two short lists, so that nothing else of it is ever kept. */
export function deviceOf(userAgent: string | undefined): Device {
  const text = (userAgent ?? '').slice(0, longest);
  return { browser: named(text, browsers), system: named(text, systems) };
}
