import { v5 } from 'uuid';

export type DirectoryKind = 'organisation' | 'authority' | 'unit' | 'person' | 'function' | 'group' | 'membership';

const namespace = '6f0a1c52-6e0b-5c1d-9a57-2f3f7f1f0c11';

/** The id that an imported thing gets: the same for the same kind and code on every machine (UUID v5), so that an import can be repeated. */
export const stableId = (kind: DirectoryKind, code: string): string => v5(`${kind}:${code}`, namespace);
