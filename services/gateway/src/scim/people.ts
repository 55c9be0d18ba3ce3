import { Injectable } from '@nestjs/common';
import { DeprovisionPerson, ProvisionPerson, ProvisionedPeople, ProvisionedPerson, ReplacePerson, type AnyOperation, type Output, type ProvisionedPersonView, type RawInput } from '@knutpunkt/contracts';
import { OperationClient } from '@knutpunkt/service-kit';
import { asked, uponTheNewest, type Asking } from './asking.js';
import { patched } from './patch.js';
import { resourceOf, toldBy, truthful } from './person-resource.js';
import { ScimPerson, enterpriseSchema } from './scim-person.js';

const habits = { extension: enterpriseSchema, kept: ['department'], tidy: truthful };

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

  /** Patches a person as that one is now. */
  patch(personId: string, message: unknown, users: string, asking: Asking): Promise<ProvisionedPersonView> {
    return uponTheNewest(asking, async () => {
      const view = await this.one(personId, asking);
      const told = toldBy(await patched(new ScimPerson(resourceOf(view, users)), message, habits), view.externalId);
      return this.ask(ReplacePerson, { personId, ...told }, { ...asking, ifMatch: asking.ifMatch ?? view.version });
    });
  }

  private ask = <Op extends AnyOperation>(op: Op, input: RawInput<Op>, asking: Asking): Promise<Output<Op>> => asked(this.client, op, input, asking);
}
