import * as z from 'zod';
import { operation } from '../operation.js';
import { problem } from '../problem.js';
import { Id } from '../text.js';
import { LastAdministrator } from './people.js';

export const UnreadableFile = problem('unreadable-file', 422, 'The file cannot be read');
export const ColumnsMissing = problem('columns-missing', 422, 'The file lacks columns, or names one twice');
export const TooManyRows = problem('too-many-rows', 422, 'The file has too many rows');
export const PreviewOutdated = problem('preview-outdated', 409, 'Something has changed since the file was previewed');

/** The most of a file that is taken: bytes, and people. */
export const largestFile = 1_000_000;
export const mostRows = 10_000;
/** What a file of that size is as base64, and a little for what goes with it. */
const largestBody = 1_400_000;
/** Thousands of people are written in one transaction, on a machine that has other things to do. */
const patience = 25_000;

/** The columns that a file of people needs. */
export const NeededColumn = z.enum(['homeId', 'name', 'title', 'email', 'unit']);
export type NeededColumn = z.infer<typeof NeededColumn>;
/** All columns of a file of people. Without a column of other addresses those that are known stay. */
export const FileColumn = z.enum([...NeededColumn.options, 'aliases']);
export type FileColumn = z.infer<typeof FileColumn>;

/** `absent`: known here and not in the file. Nothing becomes of that one unless it is said. */
export const RowKind = z.enum(['refused', 'new', 'changed', 'absent', 'unchanged']);
export type RowKind = z.infer<typeof RowKind>;

export const RowFault = z.enum(['missing', 'too-long', 'unreadable', 'email', 'unknown-unit', 'ambiguous-unit', 'twice', 'identity-number', 'kept-by-directory-system', 'yourself', 'too-many', 'address-taken']);
export type RowFault = z.infer<typeof RowFault>;

/** What becomes of one row. Texts are as the file or the hub has them; none is ever more than a text. */
export const FileRow = z.object({
  kind: RowKind,
  /** Where in the file, from 1; null for one who is absent from it. */
  line: z.number().int().nullable(),
  /** Who it is here; null for one who is new, or whom a refused row may not mean. */
  id: Id.nullable(),
  homeId: z.string(), name: z.string(), unit: z.string(),
  changes: z.array(z.object({ column: z.enum([...FileColumn.options, 'state']), from: z.string(), to: z.string() })),
  faults: z.array(z.object({ column: FileColumn, fault: RowFault })),
});
export type FileRow = z.infer<typeof FileRow>;

const file = z.base64().min(1).max(Math.ceil(largestFile / 3) * 4);

export const PreviewPeopleFile = operation({
  name: 'PreviewPeopleFile', service: 'directory', method: 'POST', path: '/people-files/preview', action: 'person.import', largestBody, patience,
  summary: 'What a file of my organisation\'s people (CSV in base64: UTF-8 or Windows-1252, semicolons or commas) would do, row by row; nothing is written',
  input: z.strictObject({ file, show: RowKind.default('refused'), from: z.number().int().min(0).max(100_000).default(0), limit: z.number().int().min(1).max(100).default(50) }),
  output: z.object({
    /** What was previewed; the import is given it, so that nothing else is done. */
    preview: z.string(), encoding: z.enum(['utf-8', 'windows-1252']), ignoredColumns: z.array(z.string()),
    counts: z.object({ refused: z.number().int(), new: z.number().int(), changed: z.number().int(), absent: z.number().int(), unchanged: z.number().int() }),
    items: z.array(FileRow), next: z.number().int().nullable(),
  }),
  problems: [UnreadableFile, ColumnsMissing, TooManyRows],
});
export const ImportPeopleFile = operation({
  name: 'ImportPeopleFile', service: 'directory', fresh: true, method: 'POST', path: '/people-files/import', action: 'person.import', largestBody, patience,
  summary: 'Does what was previewed of a file, all of it or nothing; rows that were refused are left out. Ends the employment of those who are absent and named, and of nobody else',
  input: z.strictObject({ file, preview: z.string().regex(/^[A-Za-z0-9_-]{43}$/), leaving: z.array(Id).max(1_000).default([]) }),
  output: z.object({ added: z.number().int(), changed: z.number().int(), ended: z.number().int() }),
  problems: [UnreadableFile, ColumnsMissing, TooManyRows, PreviewOutdated, LastAdministrator],
});
