import type { Answered, LeakHub } from './leak-hub.js';
import { kindsAsked, matrix, type IdName, type Kind, type Row } from './matrix.js';
import { absent, type Ids } from './scene.js';
import type { Scenes } from './absent-scene.js';
import type { Issuers, SceneName, Stranger } from './strangers.js';

/** The questions about what is hidden from somebody in a scene. */
export const questionsOf = ({ hidden }: Stranger, scene: SceneName): Row[] => matrix.filter((row) => kindsAsked(row).every((kind) => hidden[scene]?.includes(kind)));

/** The id that is sent under this name when this kind of thing is meant. */
const named = (those: Ids, name: IdName, kind: Kind): string => (kind === 'guest' ? those.guestId : name !== 'matterId' ? those[name] : kind === 'action' ? those.actionId : kind === 'referral' ? those.referralId : those.matterId);

const fresh = 120_000;

/** Asks as strangers about what is hidden, and about what never was in the same words. */
export class Asked {
  private readonly tokens = new Map<Stranger, { readonly token: Promise<string | null>; readonly since: number }>();

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

  /** A token is used for two of its five minutes. */
  private token(stranger: Stranger): Promise<string | null> {
    const kept = this.tokens.get(stranger);
    if (kept && Date.now() - kept.since < fresh) return kept.token;
    const made = { token: stranger.token(this.from), since: Date.now() };
    this.tokens.set(stranger, made);
    return made.token;
  }

  /** What is asked about is `those`; the rest is the stranger's own. */
  private async ask({ op, about, kind }: Row, stranger: Stranger, those: Ids): Promise<Answered> {
    const own = stranger.own && this.scenes[stranger.own];
    const all = { ...(own ?? absent), ...Object.fromEntries(about.map((name, i) => [name, i === about.length - 1 ? named(those, name, kind) : those[name]])) };
    const mentioned = Object.fromEntries(Object.entries(all).filter(([name]) => about.includes(name as IdName) || op.path.includes(`{${name}}`)));
    return this.leaks.ask(op, mentioned, { token: await this.token(stranger), ifMatch: op.ifMatch ? (own?.version ?? 's1.c1') : undefined });
  }
}

/** A question, whoever asks it in which scene, and both answers. */
export interface Pair { readonly hidden: Answered; readonly never: Answered }

const atOnce = 8;

/** Asks every question of every stranger about what is hidden in each scene, and once about what never was, some at once. Gives both answers by who asks, scene and question. */
export async function allAnswers(asked: Asked, strangers: readonly Stranger[], scenes: readonly SceneName[]): Promise<ReadonlyMap<Stranger, ReadonlyMap<SceneName, ReadonlyMap<Row, Pair>>>> {
  const all = new Map(strangers.map((stranger) => [stranger, new Map(scenes.map((scene) => [scene, new Map<Row, Pair>()]))]));
  const questions = strangers.flatMap((stranger) => scenes.flatMap((scene) => questionsOf(stranger, scene).map((row) => ({ stranger, scene, row }))));
  const next = questions.values();
  const nothing = new Map(strangers.map((stranger) => [stranger, new Map<Row, Promise<Answered>>()]));
  const never = (stranger: Stranger, row: Row): Promise<Answered> => {
    const known = nothing.get(stranger)!.get(row) ?? asked.aboutNothing(row, stranger);
    nothing.get(stranger)!.set(row, known);
    return known;
  };
  const ask = async (): Promise<void> => {
    for (const { stranger, scene, row } of next) all.get(stranger)!.get(scene)!.set(row, { hidden: await asked.about(row, stranger, scene), never: await never(stranger, row) });
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
  return all;
}
