/** The part of oidc-provider that is used here; the package brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface TokenSource { acr?: string; authTime?: number }
  export interface Context {
    status: number;
    type: string;
    body: unknown;
    set(header: string, value: string): void;
    readonly oidc: {
      readonly client?: { readonly clientId: string };
      readonly session: { readonly accountId?: string; readonly acr?: string; grantIdFor(clientId: string): string | undefined };
      readonly entities: { readonly AuthorizationCode?: TokenSource; readonly RefreshToken?: TokenSource };
      readonly result?: { readonly login?: unknown };
      readonly params: { readonly [name: string]: string | undefined };
    };
  }
  /** A reason to ask somebody, and the prompt that holds such reasons. */
  export class Check {
    static readonly REQUEST_PROMPT: boolean;
    static readonly NO_NEED_TO_PROMPT: boolean;
    constructor(reason: string, description: string, check: (ctx: Context) => boolean);
  }
  export interface Prompt { readonly checks: { add(check: Check): void } }
  export interface InteractionPolicy { readonly Check: typeof Check; base(): { get(name: string): Prompt } }
  export const interactionPolicy: InteractionPolicy;
  /** A token of a client that acts for itself has no account. */
  export interface AccessToken { readonly accountId?: string; readonly clientId: string; readonly sid?: string }
  export class Grant {
    constructor(of: { clientId: string; accountId: string });
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
    static find(id: string): Promise<Grant | undefined>;
  }
  export interface Interaction { readonly uid: string; readonly params: { readonly [name: string]: string | undefined } }
  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    readonly Grant: typeof Grant;
    proxy: boolean;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: Record<string, unknown>): Promise<void>;
    on(event: string, listener: (...args: never[]) => void): this;
  }
}
