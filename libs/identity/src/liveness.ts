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

export interface Liveness {
  stillAlive(token: string): Promise<boolean>;
}

/**
 * Asks Keycloak whether a token's session is still alive, for the few actions that need a fresh answer. The token must already be verified.
 * No answer within two seconds, an error, or anything but "active" is `false`.
 */
export function liveness(config: LivenessConfig): Liveness {
  // `public` keeps the secret out of the Authorization header; the manager sends it in the body as well, and one request may carry one of them (RFC 6749 §2.3).
  const manager = new GrantManager({ realmUrl: config.realmUrl, clientId: config.clientId, secret: config.clientSecret, public: true });
  return {
    async stillAlive(token) {
      try {
        return (await withinLimit(manager.validateAccessToken(token))) === token;
      } catch (error) {
        config.onFailed?.(error as Error);
        return false;
      }
    },
  };
}

async function withinLimit<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(reject, limit, new Error('no answer in time'))));
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
