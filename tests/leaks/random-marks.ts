import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawnSeed } from '@knutpunkt/testing';
import { Chance } from '../faults/chance.js';

/** What the marks are made of; one that is printed makes the same again. */
export const markSeed = drawnSeed('LEAK_SEED');

/** One mark, whose organisation's it is, and the thing in whose field it was written: `meetings`, `agendas`, `actions`, `referrals`, `polls`, and its id; null where it was written with no such thing. */
export interface Written { readonly mark: string; readonly organisation: string; readonly at: string | null }

const word = /KANARIE[A-ZÅÄÖ]+|kanarielank/g;
const letters = 8;

/** Gives each field that somebody writes a mark of its own: a word that says what it is, and letters that stand in no other field. */
export class RandomMarks {
  readonly written: Written[] = [];
  private readonly chance = new Chance(markSeed);

  /** A text, or anything with texts in it, in which each word is a mark of its own. */
  marked<T>(value: T): { value: T; marks: string[] } {
    const marks: string[] = [];
    const text = JSON.stringify(value)?.replaceAll(word, (found) => {
      const mark = `${found}${this.letters(/^[a-z]/.test(found))}`;
      marks.push(mark);
      return mark;
    });
    return { value: text === undefined ? value : (JSON.parse(text) as T), marks };
  }

  /** Notes where marks have been written, and by whose person. */
  note(marks: readonly string[], organisation: string, at: string | null): void {
    this.written.push(...marks.map((mark) => ({ mark, organisation, at })));
  }

  /** A copy of a folder of files in which each word is a mark of its own. */
  folder(from: string): string {
    const to = mkdtempSync(join(tmpdir(), 'knutpunkt-marked-'));
    cpSync(from, to, { recursive: true });
    for (const file of readdirSync(to)) {
      const [name, text] = [join(to, file), readFileSync(join(to, file), 'utf8')];
      const lines = text.split('\n').map((line) => (line.trimStart().startsWith('#') ? line : line.replaceAll(word, (found) => `${found}${this.letters(false)}`)));
      writeFileSync(name, lines.join('\n'));
    }
    return to;
  }

  private letters(small: boolean): string {
    const made = Array.from({ length: letters }, () => String.fromCharCode(65 + this.chance.between(0, 25))).join('');
    return small ? made.toLowerCase() : made;
  }
}

/** The thing in whose field something was written, by the path and, where it was made there, by the answer. */
export function placeOf(path: string, answer: { readonly id?: string; readonly meetingId?: string } | null): string | null {
  const [, kind, id] = /^\/(?:api\/)?(meetings|agendas|actions|referrals|polls)(?:\/([0-9a-f-]{36}))?/.exec(path) ?? [];
  if (!kind) return null;
  const thing = kind === 'agendas' ? 'meetings' : kind;
  return id ? `${thing} ${id}` : answer?.id ? `${thing} ${answer.id}` : null;
}
