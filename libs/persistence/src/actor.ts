/** Who asks, as a verified token tells it; what that one may do is not in it. An organisation's machine has no identity provider, no level and no session; its home id is its client. Who holds a link is nobody: its home id is the hash of the secret, by which the owning service knows it. */
export interface Caller {
  readonly kind: 'person' | 'client' | 'link';
  /** Alias of the identity provider that vouched, e.g. `koping`. */
  readonly identityProvider: string;
  /** Immutable id at that identity provider. */
  readonly homeId: string;
  /** Alias of the organisation in the token; must be the one that the identity provider is bound to. */
  readonly organisation: string;
  /** 2, 3 or 4: tillitsnivå of this session. */
  readonly assuranceLevel: number;
  /** The client the token was issued to (`azp`). */
  readonly client: string;
  readonly session: string;
}

/** An organisation's machine: which organisation it may provision, and its client as the log names it. */
export interface Provisioner {
  readonly client: string;
  readonly organisationId: string;
}

export type MemberRole = 'chair' | 'secretary' | 'member' | 'guest' | 'calendar';

/** What the local copy of the directory says of the caller at this moment. */
export interface Actor {
  readonly personId: string;
  readonly organisationId: string;
  readonly authorityId: string;
  readonly unitId: string;
  readonly roles: readonly string[];
  readonly boundByOsl: boolean;
  readonly assuranceLevel: number;
  /** True when some membership asks for a higher level than this session has. */
  readonly couldStepUp: boolean;
  readonly memberships: readonly { groupId: string; role: MemberRole; level: 'GENERAL' | 'INDIVIDUAL' }[];
  readonly functions: readonly string[];
  /** Audiences at content level: the person, unit, authority, functions and groups. */
  readonly audiences: readonly string[];
  /** Audiences at shell level: groups of which only the calendar is seen. */
  readonly shellAudiences: readonly string[];
}
