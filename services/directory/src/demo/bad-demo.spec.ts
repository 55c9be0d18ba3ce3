import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { demoAgendas } from './demo-agendas.js';
import { demoRequests } from './demo-requests.js';

const demo = fileURLToPath(new URL('../../../../infra/demo/vastmanland', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'knutpunkt-demo-'));
  cpSync(demo, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What is said where a file of the demo is spoilt: its message with the line in place of the line's number. */
async function saidOf(file: 'agendas.yaml' | 'requests.yaml', [right, wrong]: readonly [string, string]): Promise<string[]> {
  const path = join(folder, file);
  const spoilt = readFileSync(path, 'utf8').replace(right, wrong);
  writeFileSync(path, spoilt);
  const load = file === 'agendas.yaml' ? demoAgendas(folder, new Date('2026-11-22T12:00:00Z')) : demoRequests(folder);
  const message = await load.then(() => 'nothing is wrong', (error: Error) => error.message);
  return message.split('\n').map((one) => one.replace(/:(\d+):/, (_, line: string) => ` at "${spoilt.split('\n')[Number(line) - 1]!.trim()}":`));
}

describe('an agenda of the demo that is wrong', () => {
  it.each([
    ['of an unknown group', ['group: STRATEGISKT-BRA-KOP', 'group: NEJ'], 'agendas.yaml at "- group: NEJ": NEJ is no group that takes text'],
    ['of a meeting that there is not', ['meeting: Hösten i korthet', 'meeting: Nej'], 'agendas.yaml at "meeting: Nej": STRATEGISKT-BRA-KOP has no meeting Nej around today'],
    ['led by one who does not', ['by: brasam.kop', 'by: kpol.vm'], 'agendas.yaml at "by: kpol.vm": kpol.vm is neither chair nor secretary of STRATEGISKT-BRA-KOP'],
    ['with an item of a stranger', ['- by: lpo.vm', '- by: nej.vm'], 'agendas.yaml at "- by: nej.vm": nej.vm is no member of STRATEGISKT-BRA-KOP'],
    ['with an action for a stranger', ['person: trygghet.bos', 'person: nej.bos'], 'agendas.yaml at "- { text: Ta fram kostnaden för belysning på den tredje platsen, due: -1 workday, person: nej.bos }": nej.bos is no member of STRATEGISKT-BRA-KOP'],
    ['with an action due never', ['due: -1 workday', 'due: snart'], /agendas.yaml at ".*due: snart.*": agendas.0.items.0.actions.0.due: a due day is so many workdays before or after today/],
    ['with a word that means nothing', ['locked: true', 'lokced: true'], 'agendas.yaml at "lokced: true": unknown field lokced'],
    ['that is no list', ['agendas:', 'agendor:'], /agendas.yaml at ".*": agendas: Invalid input/],
  ] as const)('is named by file, entry and reason: %s', async (_, spoilt, said) => {
    expect((await saidOf('agendas.yaml', spoilt)).some((one) => (typeof said === 'string' ? one === said : said.test(one)))).toBe(true);
  });
});

describe('a request of the demo that is wrong', () => {
  it.each([
    ['from a stranger', ['- by: brasam.arb', '- by: nej.arb'], 'requests.yaml at "- by: nej.arb": unknown person nej.arb'],
    ['to an unknown function', ['to: KPOL-VM', 'to: NEJ'], 'requests.yaml at "to: NEJ": unknown function NEJ'],
    ['with a step by a stranger', ['{ by: kpol.vm, step: claim }', '{ by: nej.vm, step: claim }'], 'requests.yaml at "- { by: nej.vm, step: claim }": unknown person nej.vm'],
    ['with a step that there is not', ['step: claim }', 'step: grab }'], /requests.yaml at ".*step: grab.*": requests.0.steps.1.step: Invalid option/],
    ['that says nothing where something is said', [', text: Räcker det med skadegörelse och våld utomhus?', ''], /requests.yaml at ".*step: ask.*": requests.0.steps.3: this step says something to the other side/],
  ] as const)('is named by file, entry and reason: %s', async (_, spoilt, said) => {
    const found = await saidOf('requests.yaml', spoilt);
    expect(found).toHaveLength(1);
    expect(found[0]).toEqual(typeof said === 'string' ? said : expect.stringMatching(said));
  });
});
