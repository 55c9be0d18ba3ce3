import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json', '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8',
};
const compressible = /^text\/|json$|svg/;

/** A file of the web client, ready to be sent. */
export interface WebFile {
  readonly type: string;
  readonly etag: string;
  readonly body: Buffer;
  /** Absent where compression gains nothing. */
  readonly gzipped?: Buffer;
}

/** The files of the built web client by their paths (`/assets/…`); none where the folder is missing. They are few and small, and read once. */
export function webFiles(root: string): ReadonlyMap<string, WebFile> {
  if (!existsSync(root)) return new Map();
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && types[extname(entry.name)]);
  return new Map(files.map((entry) => {
    const file = join(entry.parentPath, entry.name);
    return [`/${relative(root, file).split(sep).join('/')}`, webFile(file)];
  }));
}

function webFile(path: string): WebFile {
  const body = readFileSync(path);
  const type = types[extname(path)]!;
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { type, etag, body, ...(compressible.test(type) && body.length > 1_024 ? { gzipped: gzipSync(body) } : {}) };
}
