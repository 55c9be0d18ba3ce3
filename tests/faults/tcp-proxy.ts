import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How a line is: each piece waits `delay` milliseconds, all comes one byte a second, or what is `cut` waits until the line is mended, as TCP's repeats do. With none, everything passes at once. */
export interface Line {
  readonly delay?: number;
  readonly trickle?: boolean;
  readonly cut?: 'both ways' | 'back';
}

const clear: Line = {};
const aSecond = 1_000;
const aMoment = 20;

/** The two ends of a connection. A lost one stays open at both, and nothing comes through it any more. */
interface Wire { readonly near: Socket; readonly far: Socket; lost: boolean }

/** An error before it does not count. */
const heard = (end: Socket, event: 'close' | 'drain'): Promise<void> => new Promise((resolve) => end.once(event, () => resolve()));

/** Stands between clients and a server on this machine, and lets the line between them be as bad as one likes. */
export class TcpProxy {
  private readonly wires = new Set<Wire>();
  private line = clear;

  private constructor(private readonly server: Server, private readonly target: () => number) {
    server.on('connection', (near) => this.join(near));
  }

  /** Listens on a free port of the loopback address; `target` gives the server's port when somebody connects. */
  static async start(target: () => number): Promise<TcpProxy> {
    const server = createServer({ pauseOnConnect: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpProxy(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** All connections, old and new, are so until they are told otherwise. */
  be(line: Line): void {
    this.line = line;
  }

  beClear(): void {
    this.line = clear;
  }

  /** Resets the connections that are drawn, both ways. */
  reset(drawn: () => boolean = () => true): void {
    for (const { near, far } of [...this.wires].filter(() => drawn())) [near, far].forEach((end) => end.resetAndDestroy());
  }

  /** As when the other machine is gone without a word: nobody is told that what is connected now is not any more. */
  lose(): void {
    for (const wire of this.wires) wire.lost = true;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.reset();
    await closed;
  }

  private join(near: Socket): void {
    const wire: Wire = { near, far: connect(this.target(), '127.0.0.1'), lost: false };
    this.wires.add(wire);
    void Promise.all([this.carry(wire, near, wire.far), this.carry(wire, wire.far, near)]).then(() => this.wires.delete(wire));
  }

  /** Until one end closes; then so does the other, unless the line is lost. */
  private async carry(wire: Wire, from: Socket, to: Socket): Promise<void> {
    const ended = heard(from, 'close');
    // What an error was shows in that it closes.
    from.on('error', () => undefined).on('data', (piece: Buffer) => {
      from.pause();
      void this.pass(wire, to, piece).then(() => from.resume());
    }).setNoDelay(true).resume();
    await ended;
    if (!wire.lost) to.destroy();
  }

  private async pass(wire: Wire, to: Socket, piece: Buffer): Promise<void> {
    let rest = piece;
    while (this.line.cut === 'both ways' || (this.line.cut === 'back' && to === wire.near)) await pause(aMoment);
    if (this.line.delay) await pause(this.line.delay);
    for (; this.line.trickle && rest.length > 1; rest = rest.subarray(1)) {
      this.give(wire, to, rest.subarray(0, 1));
      await pause(aSecond);
    }
    if (!this.give(wire, to, rest)) await Promise.race([heard(to, 'drain'), heard(to, 'close')]);
  }

  /** False where the end is to be waited for. */
  private give({ lost }: Wire, to: Socket, piece: Buffer): boolean {
    return lost || to.destroyed || to.write(piece);
  }
}
