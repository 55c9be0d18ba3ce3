import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import GrantManager from 'keycloak-connect/middleware/auth-utils/grant-manager.js';

const limit = 2_000;

export interface LivenessConfig {
  /** The realm's address, e.g. `https://login.example.se/realms/knutpunkt`. */
  readonly realmUrl: string;
  /** A confidential client of its own, that may only introspect. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Told why no answer came; for a log. */
  readonly onFailed?: (error: Error) => void;
}

/** What the identity provider says of a login: it holds, it has ended, or nothing that can be believed. */
export type LoginState = 'alive' | 'ended' | 'unanswered';

export interface Liveness {
  stateOf(token: string): Promise<LoginState>;
}

/**
 * Asks Keycloak whether a token's session is still alive, for the few actions that need a fresh answer. The token must already be verified.
 * No answer within two seconds, an error, or what is no answer, is `unanswered`.
 */
export function liveness(config: LivenessConfig): Liveness {
  // `public` keeps the secret out of the Authorization header; the manager sends it in the body as well, and one request may carry one of them (RFC 6749 §2.3).
  const manager = new GrantManager({ realmUrl: config.realmUrl, clientId: config.clientId, secret: config.clientSecret, public: true });
  return {
    async stateOf(token) {
      try {
        const answer = await bounded(() => manager.validateAccessToken(token));
        return answer === token ? 'alive' : 'ended';
      } catch (error) {
        config.onFailed?.(error as Error);
        return 'unanswered';
      }
    },
  };
}

/** What an asking gives, within the limit; then its request is given up. */
async function bounded<T>(ask: () => Promise<T>): Promise<T> {
  let stop = (_: Error): void => undefined;
  const stopped = new Promise<never>((_, reject) => { stop = reject; });
  const { answer, giveUp } = begun(ask, (error) => stop(error));
  const timer = setTimeout(() => stop(new Error('no answer in time')), limit);
  try {
    return await Promise.race([answer, stopped]);
  } catch (error) {
    giveUp();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The manager reads an answer where an error that is thrown ends the process, as one does for an answer that is no JSON, and it never gives a request up. It sends its request before it returns:
 * until then requests are made through here, which keeps them, and hands such an error to `onError`.
 */
function begun<T>(ask: () => Promise<T>, onError: (error: Error) => void): { answer: Promise<T>; giveUp(): void } {
  const requests: ClientRequest[] = [];
  const undo = [http, https].map((protocol) => {
    const { request } = protocol;
    const kept = (options: RequestOptions, read: Read): ClientRequest => {
      requests.push(request(options, (response) => read(guarded(response, onError))));
      return requests.at(-1)!;
    };
    protocol.request = kept as typeof request;
    return () => { protocol.request = request; };
  });
  try {
    const answer = ask();
    // Whoever is late is not listened to any more.
    answer.catch(() => undefined);
    return { answer, giveUp: () => requests.forEach((request) => request.destroy()) };
  } finally {
    undo.forEach((one) => one());
  }
}

type Read = (response: IncomingMessage) => void;

function guarded(response: IncomingMessage, onError: (error: Error) => void): IncomingMessage {
  const on = response.on.bind(response);
  const trying = (listener: () => void) => (): void => {
    try {
      listener();
    } catch (error) {
      onError(error as Error);
    }
  };
  response.on = ((event: string, listener: () => void) => on(event, event === 'end' ? trying(listener) : listener)) as IncomingMessage['on'];
  return response;
}
