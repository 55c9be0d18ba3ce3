import type { Answered, LeakHub } from './leak-hub.js';
import { kindsAsked, matrix, type IdName, type Kind, type Row } from './matrix.js';
import { absent, type Ids } from './scene.js';
import type { Scenes } from './absent-scene.js';
import type { Issuers, SceneName, Stranger } from './strangers.js';

/** The questions about what is hidden from somebody in a scene. */
export const questionsOf = ({ hidden }: Stranger, scene: SceneName): Row[] => matrix.filter((row) => kindsAsked(row).every((kind) => hidden[scene]?.includes(kind)));

/** The id that is sent under this name when this kind of thing is meant. */
const named = (those: Ids, name: IdName, kind: Kind): string => (kind === 'guest' ? those.guestId : name !== 'matterId' ? those[name] : kind === 'action' ? those.actionId : kind === 'referral' ? those.referralId : those.matterId);

/** Asks as strangers about what is hidden, and about what never was in the same words. */
export class Asked {
  constructor(private readonly from: Issuers, readonly scenes: Scenes) {}

  get leaks(): LeakHub { return this.from.leaks; }

  /** The answer about what is hidden in a scene. */
  about(row: Row, stranger: Stranger, scene: SceneName): Promise<Answered> {
    return this.ask(row, stranger, this.scenes[scene]);
  }

  /** The answer about what never was. */
  aboutNothing(row: Row, stranger: Stranger): Promise<Answered> {
    return this.ask(row, stranger, absent);
  }

  /** What is asked about is `those`; the rest is the stranger's own. */
  private async ask({ op, about, kind }: Row, stranger: Stranger, those: Ids): Promise<Answered> {
    const own = stranger.own && this.scenes[stranger.own];
    const all = { ...(own ?? absent), ...Object.fromEntries(about.map((name, i) => [name, i === about.length - 1 ? named(those, name, kind) : those[name]])) };
    const mentioned = Object.fromEntries(Object.entries(all).filter(([name]) => about.includes(name as IdName) || op.path.includes(`{${name}}`)));
    return this.leaks.ask(op, mentioned, { token: await stranger.token(this.from), ifMatch: op.ifMatch ? (own?.version ?? 's1.c1') : undefined });
  }
}
