import { createHash, randomBytes } from 'node:crypto';

/** SHA-256: secrets that browsers hold are kept only so. */
export const hashed = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** 256 random bits, as a cookie or a parameter can carry them. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');
