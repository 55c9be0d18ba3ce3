import type { Migration } from '@knutpunkt/persistence';
import { createDirectory } from './1766000100000-create-directory.js';
import { letAdministratorsIn } from './1766000101000-let-administrators-in.js';
import { keepAdministratorsOut } from './1766000102000-keep-administrators-out.js';
import { letMachinesProvision } from './1766000120000-let-machines-provision.js';
import { createNominations } from './1769000100000-create-nominations.js';
import { createAgreements } from './1769000101000-create-agreements.js';
import { letAdministratorsReadTheLog } from './1769000102000-let-administrators-read-the-log.js';
import { letTheHubBeRun } from './1769000201000-let-the-hub-be-run.js';
import { tellWhatSeatsRestOn } from './1769000200000-tell-what-seats-rest-on.js';
import { letAdministratorsKeepPeople } from './1770200100000-let-administrators-keep-people.js';
import { askTwoPeople } from './1771100100000-ask-two-people.js';
import { endSubstitutesOfSeatsOnly } from './1771500006000-end-substitutes-of-seats-only.js';
import { proposeNobodyAtBirth } from './1771500005000-propose-nobody-at-birth.js';
import { proposeAdministrators } from './1771100101000-propose-administrators.js';
import { letSubstitutesSitIn } from './1771100110000-let-substitutes-sit-in.js';
import { letMachinesKeepFunctions } from './1771600001000-let-machines-keep-functions.js';
import { holdGuestsToTheRule } from './1771600071000-hold-guests-to-the-rule.js';
import { letGuestsBeGuests } from './1771600002000-let-guests-be-guests.js';
import { tellWhatTheHubDid } from './1771600011000-tell-what-the-hub-did.js';
import { createReviews } from './1769000130000-create-reviews.js';
import { attestSeats } from './1769000131000-attest-seats.js';

/** The directory's own migrations; they follow those that every service begins with. */
export const ownMigrations: readonly Migration[] = [createDirectory, letAdministratorsIn, keepAdministratorsOut, letMachinesProvision, createNominations, createAgreements, letAdministratorsReadTheLog, createReviews, attestSeats, tellWhatSeatsRestOn, letTheHubBeRun, letAdministratorsKeepPeople, askTwoPeople, proposeAdministrators, letSubstitutesSitIn, proposeNobodyAtBirth, endSubstitutesOfSeatsOnly, letMachinesKeepFunctions, letGuestsBeGuests, tellWhatTheHubDid, holdGuestsToTheRule];
