import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from 'yaml';
import type * as z from 'zod';
import { BadDirectoryFile, type Fault } from './bad-file.js';

export type Path = readonly PropertyKey[];

/** What a file says, and where in the file it says it. */
export interface Located<T> {
  readonly value: T;
  faultAt(path: Path, reason: string): Fault;
}

/** Reads a YAML file and checks its shape; throws BadDirectoryFile when it is not YAML or not of that shape. Answers undefined fields with the schema's defaults. */
export async function readYaml<S extends z.ZodType>(file: string, schema: S): Promise<Located<z.output<S>>> {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(file, 'utf8'), { lineCounter: lines });
  const faultOn = (line: number, reason: string): Fault => ({ file: basename(file), line, reason });
  if (document.errors.length > 0) throw new BadDirectoryFile(document.errors.map((error) => faultOn(lines.linePos(error.pos[0]).line, firstLine(error.message))));

  const faultAt = (path: Path, reason: string): Fault => faultOn(lineOf(document, lines, path), reason);
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) throw new BadDirectoryFile(parsed.error.issues.flatMap((issue) => faultsOf(issue, faultAt)));
  return { value: parsed.data, faultAt };
}

const firstLine = (text: string): string => text.split('\n')[0]!;

function faultsOf(issue: z.core.$ZodIssue, faultAt: Located<unknown>['faultAt']): Fault[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => faultAt([...issue.path, key], `unknown field ${key}`));
  return [faultAt(issue.path, `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`)];
}

/** The line of the key or list entry at the path, or of the nearest thing around it that is there. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let depth = path.length; depth > 0; depth--) {
    const offset = offsetOf(document, path.slice(0, depth));
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

function offsetOf(document: Document, path: Path): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const key = isMap(parent) ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === path.at(-1))?.key : undefined;
  const node = isScalar(key) ? key : document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
