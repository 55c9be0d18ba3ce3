import ICAL from 'ical.js';
import type { Stretch, Taken } from '../availability/merged.js';
import { instantOf } from './clock.js';

export interface Read { readonly taken: Taken[]; readonly skipped: number }

/** RFC 5545 §3.2.9: what is not known is busy. */
const states: Readonly<Record<string, 'free' | 'tentative' | undefined>> = { 'FREE': 'free', 'BUSY-TENTATIVE': 'tentative' };

/** What free/busy entries tell (RFC 5545 §3.6.4), and of what time they tell at all; null where there is none, or it says nothing of that. */
export function freeBusyOf(calendar: ICAL.Component, window: Stretch): Read & { covers: Stretch | null } {
  const entries = calendar.getAllSubcomponents('vfreebusy');
  const read = entries.flatMap((entry) => entry.getAllProperties('freebusy')).map(periodsOf);
  return { taken: read.flatMap((one) => one.taken), skipped: read.reduce((sum, one) => sum + one.skipped, 0), covers: calendar.getAllSubcomponents('vevent').length > 0 ? null : coveredBy(entries, window) };
}

function periodsOf(property: ICAL.Property): Read {
  const state = states[[property.getParameter('fbtype') ?? ''].flat()[0]?.toUpperCase() ?? ''];
  if (state === 'free') return { taken: [], skipped: 0 };
  const periods = property.getValues().map((value: unknown) => stretchOf(value));
  const known = periods.filter((one): one is Stretch => one !== null);
  return { taken: known.map(([from, to]) => ({ from, to, sure: state !== 'tentative' })), skipped: periods.length - known.length };
}

/** A period that begins and ends, or begins and lasts (RFC 5545 §3.3.9). */
function stretchOf(value: unknown): Stretch | null {
  try {
    const { start } = value as ICAL.Period;
    const [from, to] = [instantOf(start, ''), instantOf((value as ICAL.Period).getEnd(), '')];
    return from < to ? [from, to] : null;
  } catch {
    return null;
  }
}

function coveredBy(entries: readonly ICAL.Component[], [begin, end]: Stretch): Stretch | null {
  const at = (entry: ICAL.Component, name: string): number[] => {
    const value: unknown = entry.getFirstPropertyValue(name);
    return value instanceof ICAL.Time ? [instantOf(value, '')] : [];
  };
  const [from, to] = [entries.flatMap((one) => at(one, 'dtstart')), entries.flatMap((one) => at(one, 'dtend'))];
  if (from.length === 0 || to.length === 0) return null;
  const covered: Stretch = [Math.max(begin, Math.min(...from)), Math.min(end, Math.max(...to))];
  return covered[0] < covered[1] ? covered : [begin, begin + 1];
}
