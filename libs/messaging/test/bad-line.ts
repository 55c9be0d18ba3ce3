import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between clients and a server; can close a connection in the middle of its handshake, or let nothing through any more without a word. */
export class BadLine {
  /** How many of the next connections are closed as soon as the server has said its first word. */
  toCut = 0;
  private lost = false;
  private readonly ends = new Set<Socket>();

  private constructor(private readonly server: ReturnType<typeof createServer>, private readonly target: number) {
    server.on('connection', (near) => this.join(near));
  }

  static async to(target: number): Promise<BadLine> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new BadLine(server, target);
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** As when the other machine is gone: both ends stay open, and nobody is told. */
  lose(): void {
    this.lost = true;
  }

  close(): void {
    this.ends.forEach((end) => end.destroy());
    this.server.close();
  }

  private join(near: Socket): void {
    const far = connect(this.target, '127.0.0.1');
    const cutting = this.toCut > 0;
    if (cutting) this.toCut -= 1;
    for (const end of [near, far]) this.ends.add(end.on('error', () => undefined).setNoDelay(true));
    near.on('data', (piece: Buffer) => this.lost || far.write(piece)).on('close', () => this.lost || far.destroy());
    far.on('data', (piece: Buffer) => this.lost || near.write(piece, () => cutting && near.destroy())).on('close', () => this.lost || near.destroy());
  }
}
