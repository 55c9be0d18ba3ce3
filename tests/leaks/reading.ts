import { LiveEvents, PersonalIdentityNumber, isUnsafe, operations, type Operation } from '@knutpunkt/contracts';
import { pdfText } from '@knutpunkt/testing';
import { bearer, type LeakHub } from './leak-hub.js';
import { httpOf, inputOf, schemaOf, type HttpQuestion } from './matrix.js';
import type { Known } from './own-texts.js';
import { typedFields } from './typed.js';

/** What somebody was answered, headers too, and by which operation. */
export interface Read {
  readonly where: string;
  readonly text: string;
  readonly status: number;
}

type Input = Record<string, unknown>;

/** Every input of an operation that can be made of what is known: each id, each of a list's values. */
function inputsOf(op: Operation, known: Known): Input[] {
  const choices = Object.entries(schemaOf(op).properties ?? {}).flatMap(([name, schema]): [string, readonly unknown[]][] => (known[name] ? [[name, known[name]]] : schema.enum ? [[name, schema.enum]] : []));
  return choices.reduce<Input[]>((inputs, [name, values]) => inputs.flatMap((input) => values.map((value) => ({ ...input, [name]: value }))), [inputOf(op, {})]);
}

/** Everything that somebody can read: each query, each page of it, papers as text, the live stream, and what changes are refused with. `only` names the operations to ask. */
export async function everythingReadBy(leaks: LeakHub, username: string, known: Known, only?: readonly string[]): Promise<Read[]> {
  const token = await leaks.token(username);
  const found: Read[] = [];
  for (const op of operations.filter(({ routed, name }) => routed && (!only || only.includes(name)))) {
    const questions = isUnsafe(op) ? refusedInputs(op, known) : inputsOf(op, known);
    for (const input of questions) for (const page of await pages(leaks, httpOf(op, input), { token, ifMatch: op.ifMatch ? 's0' : undefined })) found.push({ where: op.name, ...page });
  }
  return [...found, { where: 'the live stream', text: JSON.stringify(await leaks.hub.ask(LiveEvents, bearer(username), { after: '' })), status: 200 }];
}

/** A text that every field refuses, whoever may write there, before anything is changed. */
const identityNumber = '19121212-1212';

/**
 * Changes that nobody makes: of a version that never was; with a text that is refused; or with a field that is not known where there is no text. At the first meeting, of the items that some read and
 * others do not.
 */
function refusedInputs(op: Operation, known: Known): Input[] {
  const some = { ...known, meetingId: known.meetingId!.slice(0, 1), itemId: known.itemId!.slice(-2) };
  if (op.ifMatch) return inputsOf(op, some);
  const texts = typedFields.filter((field) => field.startsWith(`${op.name}.`)).map((field) => field.split('.')[1]!);
  const refusing = op.problems.includes(PersonalIdentityNumber) && texts.length > 0 ? Object.fromEntries(texts.map((name) => [name, identityNumber])) : { KANARIEFRÄMMANDE: true };
  return inputsOf(op, some).slice(0, mostRefused).map((input) => ({ ...input, ...refusing }));
}

const mostRefused = 3;

async function pages(leaks: LeakHub, question: HttpQuestion, asking: { token: string; ifMatch: string | undefined }): Promise<Omit<Read, 'where'>[]> {
  const { status, headers, body } = await leaks.http(question, asking);
  const { base64, next } = status === 200 ? (JSON.parse(body) as { base64?: string; next?: string | null }) : {};
  const text = base64 ? await pdfText(Buffer.from(base64, 'base64')) : body;
  const rest = next ? await pages(leaks, { ...question, path: atCursor(question.path, next) }, asking) : [];
  return [{ text: `${JSON.stringify(headers)} ${text}`, status }, ...rest];
}

function atCursor(path: string, cursor: string): string {
  const url = new URL(path, 'http://hub.example');
  url.searchParams.set('cursor', cursor);
  return url.pathname + url.search;
}
