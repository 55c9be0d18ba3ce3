import { Injectable } from '@nestjs/common';
import { DeprovisionPerson, Problem, ProvisionPerson, ProvisionedPeople, ProvisionedPerson, ReplacePerson, Stale, type AnyOperation, type Output, type ProvisionedPersonView, type RawInput } from '@knutpunkt/contracts';
import { OperationClient } from '@knutpunkt/service-kit';
import { patched } from './patch.js';
import { toldBy } from './person-resource.js';

/** In whose name something is asked, and which version was seen. */
export interface Asking {
  readonly token: string;
  readonly requestId: string;
  readonly ifMatch?: string;
}

const tries = 4;

/** An organisation's people, as its machine asks the directory about them. Each throws the directory's refusal. */
@Injectable()
export class People {
  constructor(private readonly client: OperationClient) {}

  one = (personId: string, asking: Asking): Promise<ProvisionedPersonView> => this.ask(ProvisionedPerson, { personId }, asking);
  some = (search: RawInput<typeof ProvisionedPeople>, asking: Asking): Promise<Output<typeof ProvisionedPeople>> => this.ask(ProvisionedPeople, search, asking);
  remove = (personId: string, asking: Asking): Promise<null> => this.ask(DeprovisionPerson, { personId }, asking);
  add = (resource: unknown, asking: Asking): Promise<ProvisionedPersonView> => this.ask(ProvisionPerson, toldBy(resource), asking);

  /** Replaces a person; the home id stays where the resource says none. */
  async replace(personId: string, resource: unknown, asking: Asking): Promise<ProvisionedPersonView> {
    const { externalId } = await this.one(personId, asking);
    return this.ask(ReplacePerson, { personId, ...toldBy(resource, externalId) }, asking);
  }

  /** Patches a person as that one is now. One who is changed meanwhile is patched anew, unless the machine said which version it saw. */
  async patch(personId: string, message: unknown, users: string, asking: Asking): Promise<ProvisionedPersonView> {
    for (let left = tries; ; left -= 1) {
      const view = await this.one(personId, asking);
      const told = await patched(view, message, users);
      try {
        return await this.ask(ReplacePerson, { personId, ...told }, { ...asking, ifMatch: asking.ifMatch ?? view.version });
      } catch (error) {
        if (asking.ifMatch || left === 1 || !(error instanceof Problem) || error.body.type !== Stale.type) throw error;
      }
    }
  }

  private async ask<Op extends AnyOperation>(op: Op, input: RawInput<Op>, asking: Asking): Promise<Output<Op>> {
    const answer = await this.client.ask(op, { input, ...asking });
    if ('problem' in answer) throw Problem.from(answer.problem);
    return answer.body;
  }
}
