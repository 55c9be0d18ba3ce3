import { Injectable } from '@nestjs/common';
import { DeprovisionFunction, ProvisionFunction, ProvisionedFunction, ProvisionedFunctions, ReplaceFunction, type AnyOperation, type Output, type ProvisionedFunctionView, type RawInput } from '@knutpunkt/contracts';
import { OperationClient } from '@knutpunkt/service-kit';
import { asked, uponTheNewest, type Asking } from './asking.js';
import { functionToldBy, groupResourceOf, newFunctionToldBy, withPlainMembers } from './function-resource.js';
import { patched } from './patch.js';
import { ScimFunction, functionSchema } from './scim-function.js';

/** An organisation's functions, as its machine asks the directory about them. Each throws the directory's refusal. */
@Injectable()
export class Functions {
  constructor(private readonly client: OperationClient) {}

  one = (functionId: string, asking: Asking): Promise<ProvisionedFunctionView> => this.ask(ProvisionedFunction, { functionId }, asking);
  some = (search: RawInput<typeof ProvisionedFunctions>, asking: Asking): Promise<Output<typeof ProvisionedFunctions>> => this.ask(ProvisionedFunctions, search, asking);
  remove = (functionId: string, asking: Asking): Promise<null> => this.ask(DeprovisionFunction, { functionId }, asking);
  add = (resource: unknown, asking: Asking): Promise<ProvisionedFunctionView> => this.ask(ProvisionFunction, newFunctionToldBy(resource), asking);
  replace = (functionId: string, resource: unknown, asking: Asking): Promise<ProvisionedFunctionView> => this.ask(ReplaceFunction, { functionId, ...functionToldBy(resource) }, asking);

  /** Patches a function as it is now. A patch that says the function's own id again changes nothing by that. */
  patch(functionId: string, message: unknown, groups: string, asking: Asking): Promise<ProvisionedFunctionView> {
    const tidy = ({ id, ...values }: Record<string, unknown>): Record<string, unknown> => withPlainMembers(id === undefined || id === functionId ? values : { id, ...values });
    return uponTheNewest(asking, async () => {
      const view = await this.one(functionId, asking);
      const told = functionToldBy(await patched(new ScimFunction(groupResourceOf(view, groups)), message, { extension: functionSchema, kept: ['department', 'email'], tidy }));
      return this.ask(ReplaceFunction, { functionId, ...told }, { ...asking, ifMatch: asking.ifMatch ?? view.version });
    });
  }

  private ask = <Op extends AnyOperation>(op: Op, input: RawInput<Op>, asking: Asking): Promise<Output<Op>> => asked(this.client, op, input, asking);
}
