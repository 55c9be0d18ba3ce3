import type { NatsConnection } from '@nats-io/transport-node';

/** Whether a connection is up at this moment. */
export interface Link {
  readonly up: boolean;
  close(): void;
}

/** Follows a connection: what is sent while it is down would be kept in memory and sent late, so callers ask first. */
export function watchLink(nats: NatsConnection, onReconnect: () => void): Link {
  const link = { up: !nats.isClosed(), close: () => status.stop() };
  const status = nats.status() as AsyncIterable<{ type: string }> & { stop(): void };
  void (async () => {
    for await (const { type } of status) {
      if (type === 'disconnect' || type === 'close') link.up = false;
      if (type === 'reconnect') { link.up = true; onReconnect(); }
    }
  })();
  return link;
}
