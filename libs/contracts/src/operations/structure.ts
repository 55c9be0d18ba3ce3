import * as z from 'zod';
import { operation } from '../operation.js';
import { NotFound, PersonalIdentityNumber, Stale, VersionMissing, WrongState, problem } from '../problem.js';
import { Id, line } from '../text.js';
import { KeptByDirectorySystem } from './people.js';
import { UnknownMember } from './provisioning-functions.js';

export const AuthorityNameTaken = problem('authority-name-taken', 409, 'The organisation has an authority with this name');
export const UnitNameTaken = problem('unit-name-taken', 409, 'The organisation has a unit with this name');
export const UnitCodeTaken = problem('unit-code-taken', 409, 'The organisation has a unit with this code');
export const FunctionNameTaken = problem('function-name-taken', 409, 'The organisation has a function with this name');
export const AuthorityHasUnits = problem('authority-has-units', 409, 'The authority has units still');
export const HigherLevelNeeded = problem('higher-level-needed', 409, 'Whether the authority owns groups is seen by a login of level 3 only');
export const AuthorityOwnsGroups = problem('authority-owns-groups', 409, 'The authority owns groups that go on');
export const UnitHasPeople = problem('unit-has-people', 409, 'Somebody works in the unit');
export const UnitHasFunctions = problem('unit-has-functions', 409, 'The unit has functions that somebody holds, or that the directory system keeps');
export const FunctionHeld = problem('function-held', 409, 'Somebody holds the function');
export const WorksAtAnother = problem('works-at-another-authority', 409, 'Who holds a function works at its authority');
export const HoldsAlready = problem('holds-already', 409, 'The person holds the function already');

/** Why a part of the own organisation cannot end, or is not changed here. */
export const PartHindrance = z.enum(['authority-has-units', 'higher-level-needed', 'authority-owns-groups', 'unit-has-people', 'unit-has-functions', 'function-held', 'kept-by-directory-system']);
export type PartHindrance = z.infer<typeof PartHindrance>;

const part = {
  id: Id, version: z.string(), name: z.string(), may: z.array(z.string()),
  /** What cannot be done now, each with its reason. */
  cannot: z.array(z.object({ act: z.string(), because: PartHindrance })),
};

/** A function of the own organisation, and who holds it now. `kept`: its directory system says what it is called and who holds it. */
export const FunctionPart = z.object({ ...part, kept: z.boolean(), holders: z.array(z.object({ id: Id, name: z.string(), title: z.string() })) });
/** A unit, with how many work there. By its code, or else by its name, files and the directory system say where somebody works. */
export const UnitPart = z.object({ ...part, code: z.string().nullable(), people: z.number().int(), functions: z.array(FunctionPart) });
/** An authority (nämnd), the unit of secrecy. */
export const AuthorityPart = z.object({ ...part, units: z.array(UnitPart) });
export type FunctionPart = z.infer<typeof FunctionPart>;
export type UnitPart = z.infer<typeof UnitPart>;
export type AuthorityPart = z.infer<typeof AuthorityPart>;

const ofAuthority = z.strictObject({ ownAuthorityId: Id });
const ofUnit = z.strictObject({ ownUnitId: Id });
const ofFunction = z.strictObject({ ownFunctionId: Id });
const named = { name: line(200) };
const unit = { ...named, /** What files and the directory system call it; null where it has none. */ code: line(60).nullable().default(null) };
const gone = z.object({ id: Id });
const add = { service: 'directory', method: 'POST', action: 'structure.keep', status: 201 } as const;
const change = { service: 'directory', method: 'PUT', action: 'structure.keep', ifMatch: true } as const;
const end = { service: 'directory', method: 'POST', action: 'structure.end', ifMatch: true, output: gone } as const;
const refusals = [NotFound, VersionMissing, Stale];

export const Structure = operation({
  name: 'Structure', service: 'directory', method: 'GET', path: '/structure', action: 'structure.read', summary: 'The authorities of my organisation with their units and functions, for its administrators',
  input: z.strictObject({}), output: z.object({ items: z.array(AuthorityPart), /** What I can do with the whole. */ may: z.array(z.string()) }),
});
export const AddAuthority = operation({ ...add, name: 'AddAuthority', action: 'authority.add', path: '/authorities', summary: 'Adds an authority to my organisation', input: z.strictObject(named), output: AuthorityPart, problems: [AuthorityNameTaken, PersonalIdentityNumber] });
export const RenameAuthority = operation({ ...change, name: 'RenameAuthority', path: '/authorities/{ownAuthorityId}', summary: 'Gives an authority of my organisation another name', input: ofAuthority.extend(named), output: AuthorityPart, problems: [...refusals, AuthorityNameTaken, PersonalIdentityNumber] });
export const EndAuthority = operation({ ...end, name: 'EndAuthority', path: '/authorities/{ownAuthorityId}/end', summary: 'Ends an authority that has no units any more; it keeps its name where it was addressed', input: ofAuthority, problems: [...refusals, AuthorityHasUnits, HigherLevelNeeded, AuthorityOwnsGroups] });

export const AddUnit = operation({ ...add, name: 'AddUnit', path: '/authorities/{ownAuthorityId}/units', summary: 'Adds a unit to an authority of my organisation', input: ofAuthority.extend(unit), output: UnitPart, problems: [NotFound, UnitNameTaken, UnitCodeTaken, PersonalIdentityNumber] });
export const ChangeUnit = operation({ ...change, name: 'ChangeUnit', path: '/units/{ownUnitId}', summary: 'Changes the name and the code of a unit; it never moves to another authority', input: ofUnit.extend(unit), output: UnitPart, problems: [...refusals, UnitNameTaken, UnitCodeTaken, PersonalIdentityNumber] });
export const EndUnit = operation({ ...end, name: 'EndUnit', path: '/units/{ownUnitId}/end', summary: 'Ends a unit in which nobody works, with its functions that nobody holds; it keeps its name where it was addressed', input: ofUnit, problems: [...refusals, UnitHasPeople, UnitHasFunctions] });

export const AddFunction = operation({ ...add, name: 'AddFunction', path: '/units/{ownUnitId}/functions', summary: 'Adds a function to a unit of my organisation', input: ofUnit.extend(named), output: FunctionPart, problems: [NotFound, FunctionNameTaken, PersonalIdentityNumber] });
export const RenameFunction = operation({ ...change, name: 'RenameFunction', path: '/functions/{ownFunctionId}', summary: 'Gives a function another name. Not for those that the organisation\'s own directory system keeps', input: ofFunction.extend(named), output: FunctionPart, problems: [...refusals, FunctionNameTaken, KeptByDirectorySystem, PersonalIdentityNumber] });
export const RemoveFunction = operation({ ...end, name: 'RemoveFunction', path: '/functions/{ownFunctionId}/remove', summary: 'Removes a function that nobody holds; it keeps its name where it was addressed', input: ofFunction, problems: [...refusals, FunctionHeld, KeptByDirectorySystem] });
export const GiveFunction = operation({
  service: 'directory', method: 'POST', name: 'GiveFunction', fresh: true, path: '/functions/{ownFunctionId}/holders', action: 'function.give', ifMatch: true, summary: 'Has somebody of the function\'s own authority hold it: that one reads what is addressed to it. Nobody gives oneself any',
  input: ofFunction.extend({ personId: Id }), output: FunctionPart, problems: [...refusals, UnknownMember, WorksAtAnother, HoldsAlready, KeptByDirectorySystem],
});
export const TakeFunction = operation({
  service: 'directory', method: 'POST', name: 'TakeFunction', path: '/functions/{ownFunctionId}/end-holding', action: 'function.take', ifMatch: true, summary: 'Ends that somebody holds a function, at once',
  input: ofFunction.extend({ personId: Id }), output: FunctionPart, problems: [...refusals, WrongState, KeptByDirectorySystem],
});
