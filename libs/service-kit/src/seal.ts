import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const ivLength = 12;
const tagLength = 16;

/** Encrypts what a row keeps (AES-256-GCM), bound to the row's key: moved to another row it does not open. */
export class Seal {
  private readonly markingKey: Buffer;

  constructor(private readonly key: Buffer) {
    this.markingKey = Buffer.from(hkdfSync('sha256', key, '', 'marks', 32));
  }

  /** What rows with the same text are found by (HMAC-SHA256): without the key, nobody can try out whose they are. */
  mark(text: string): Buffer {
    return createHmac('sha256', this.markingKey).update(text).digest();
  }

  close(content: object, rowKey: Buffer): Buffer {
    const iv = randomBytes(ivLength);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(rowKey);
    const sealed = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  /** Null when the content was changed, moved, or sealed with another key. */
  open<T>(sealed: Buffer, rowKey: Buffer): T | null {
    const [iv, tag, content] = [sealed.subarray(0, ivLength), sealed.subarray(ivLength, ivLength + tagLength), sealed.subarray(ivLength + tagLength)];
    const decipher = createDecipheriv('aes-256-gcm', this.key, iv, { authTagLength: tagLength }).setAAD(rowKey).setAuthTag(tag);
    const opened = decipher.update(content);
    try {
      return JSON.parse(Buffer.concat([opened, decipher.final()]).toString('utf8')) as T;
    } catch (error) {
      if (error instanceof SyntaxError) throw error;
      return null;
    }
  }
}
