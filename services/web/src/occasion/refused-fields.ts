import type { FieldError } from '@knutpunkt/contracts';

const fields: Record<string, string> = {
  starts: 'starts',
  ends: 'ends',
  date: 'date',
  day: 'day',
  weekday: 'weekday',
  until: 'until',
  count: 'count',
  skipWeeks: 'skipWeeks',
  firstDay: 'date',
  time: 'starts',
  minutes: 'ends',
  rule: 'repeatHow',
  groupId: 'groupId',
  people: 'chosen',
  functions: 'chosen',
  place: 'place',
  link: 'link',
  title: 'title',
  about: 'about',
  comment: 'comment',
  reason: 'reason',
};
const aboutTheDate = new Set(['no-such-date', 'meeting-in-the-past', 'meeting-not-yet-held']);
const withoutPointer: Record<string, string> = {
  'nobody-invited': 'chosen',
  'unknown-participant': 'chosen',
  'function-removed': 'chosen',
  'already-invited': 'chosen',
  'only-members-at-individual-level': 'chosen',
  'unknown-group': 'groupId',
  'ends-before-start': 'ends',
  'meeting-too-long': 'ends',
  'meeting-in-the-past': 'date',
  'meeting-not-yet-held': 'date',
};

/** A field of a form and the rule that its value breaks. */
export interface RefusedField {
  readonly field: string;
  readonly slug: string;
}

/** Finds the form's field for a JSON pointer into an operation's input (RFC 6901); the date and the time of a start are two fields here. */
function fieldAt(pointer: string, slug: string): string | undefined {
  const name = pointer.split('/')[1] ?? '';
  return name === 'starts' && aboutTheDate.has(slug) ? 'date' : fields[name];
}

/** The fields that a refusal is about; none when it is about the whole. */
export function refusedFields(refusal: { readonly slug: string; readonly errors: readonly FieldError[] }): RefusedField[] {
  const pointed = refusal.errors.flatMap((error) => {
    const slug = error.code ?? refusal.slug;
    const field = fieldAt(error.pointer, slug);
    return field === undefined ? [] : [{ field, slug }];
  });
  const known = withoutPointer[refusal.slug];
  return pointed.length === 0 && known !== undefined ? [{ field: known, slug: refusal.slug }] : pointed;
}

/** The two times that a clock shows alike in the night when summer time ends, for the field they were typed in: wall-clock times with their offsets. */
export function choicesIn(errors: readonly FieldError[]): { field: 'starts' | 'ends'; times: string[] } | undefined {
  const error = errors.find((one) => one.also !== undefined && one.also !== null);
  const choices = (error?.also as { choices?: unknown } | undefined)?.choices;
  if (!error || !Array.isArray(choices)) return undefined;
  const field = error.pointer === '/ends' ? 'ends' : 'starts';
  const times = choices.flatMap((choice: { wall?: unknown }) => (typeof choice?.wall === 'string' ? [choice.wall] : []));
  return times.length > 0 ? { field, times } : undefined;
}
