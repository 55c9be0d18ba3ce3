import { Module } from '@nestjs/common';
import { AdministrationLogHandler } from './access/administration-log.js';
import { PartnerAccessHandler } from './access/partner-access.js';
import { AgreementsHandler } from './agreements/agreements.js';
import { ChangeAgreementHandler } from './agreements/change-agreement.js';
import { AgreementEnds } from './agreements/agreement-ends.js';
import { MembershipsEnd } from './agreements/memberships-end.js';
import { RegisterAgreementHandler } from './agreements/register-agreement.js';
import { EstablishGroupHandler } from './group-drafts/establish-group.js';
import { KeepDraftHandler } from './group-drafts/keep-draft.js';
import { ChangeGroupHandler } from './groups/change-group.js';
import { GroupEnds } from './groups/group-ends.js';
import { GroupDetailsHandler } from './groups/group-details.js';
import { MyGroupsHandler } from './groups/my-groups.js';
import { WhyGroupHandler } from './groups/why-group.js';
import { AddOrganisationHandler } from './hub/add-organisation.js';
import { ChangeOrganisationHandler } from './hub/change-organisation.js';
import { ConfirmAdministratorHandler } from './hub/confirm-administrator.js';
import { OrganisationEnds } from './hub/organisation-ends.js';
import { HubReadingHandler } from './hub/reading.js';
import { AddMemberHandler } from './memberships/add-member.js';
import { AgreeOnSeatHandler } from './memberships/agree-on-seat.js';
import { EndMembershipHandler } from './memberships/end-membership.js';
import { PossibleMembersHandler } from './memberships/possible-members.js';
import { AnnounceLoginHandler } from './people/announce-login.js';
import { CloseNominationHandler } from './nominations/close-nomination.js';
import { ConfirmNominationHandler } from './nominations/confirm-nomination.js';
import { NominateMemberHandler } from './nominations/nominate-member.js';
import { PendingNominationsHandler } from './nominations/pending-nominations.js';
import { PossibleNomineesHandler } from './nominations/possible-nominees.js';
import { Administrators } from './people/administrators.js';
import { ChangePersonHandler } from './people/change-person.js';
import { ChangeRolesHandler } from './people/change-roles.js';
import { Dormancy } from './people/dormancy.js';
import { OtherAddresses } from './people/other-addresses.js';
import { EndEmploymentHandler } from './people/end-employment.js';
import { MeHandler } from './people/me.js';
import { PeopleHandler } from './people/people.js';
import { PossibleParticipantsHandler } from './people/possible-participants.js';
import { PeopleFilesHandler } from './people-file/people-files.js';
import { Pulse } from './pulse.js';
import { AttestSeatHandler } from './reviews/attest-seat.js';
import { OpenReviewHandler } from './reviews/open-review.js';
import { ReviewEnds } from './reviews/review-ends.js';
import { ReviewSeasons } from './reviews/review-seasons.js';
import { ReviewStarts, reviewStartsFromEnv } from './reviews/review-starts.js';
import { ReviewsHandler } from './reviews/reviews.js';
import { HoldersHandler } from './structure/holders.js';
import { KeepAuthoritiesHandler } from './structure/keep-authorities.js';
import { KeepFunctionsHandler } from './structure/keep-functions.js';
import { KeepUnitsHandler } from './structure/keep-units.js';
import { StructureHandler } from './structure/structure.js';
import { AddSubstituteHandler } from './substitutes/add-substitute.js';
import { GuestEnds } from './guests/guest-ends.js';
import { GuestEndsSettled } from './guests/guest-ends-settled.js';
import { SubstitutesEnd } from './substitutes/substitutes-end.js';
import { DeprovisionFunctionHandler } from './scim/deprovision-function.js';
import { DeprovisionPersonHandler } from './scim/deprovision-person.js';
import { HoldersFollow } from './scim/holders-follow.js';
import { PersonLeft } from './scim/person-left.js';
import { PersonMoved } from './scim/person-moved.js';
import { ProvisionFunctionHandler } from './scim/provision-function.js';
import { ProvisionPersonHandler } from './scim/provision-person.js';
import { ProvisionedFunctionsHandler } from './scim/provisioned-functions.js';
import { ProvisionedPeopleHandler } from './scim/provisioned-people.js';
import { ReplaceFunctionHandler } from './scim/replace-function.js';
import { ReplacePersonHandler } from './scim/replace-person.js';

@Module({
  controllers: [
    MeHandler, MyGroupsHandler, GroupDetailsHandler, WhyGroupHandler, ChangeGroupHandler, KeepDraftHandler, EstablishGroupHandler, PossibleMembersHandler, AddMemberHandler, EndMembershipHandler, AgreeOnSeatHandler, AddSubstituteHandler, PossibleParticipantsHandler,
    ProvisionedPeopleHandler, ProvisionPersonHandler, ReplacePersonHandler, DeprovisionPersonHandler, AnnounceLoginHandler,
    ProvisionedFunctionsHandler, ProvisionFunctionHandler, ReplaceFunctionHandler, DeprovisionFunctionHandler,
    PendingNominationsHandler, PossibleNomineesHandler, NominateMemberHandler, ConfirmNominationHandler, CloseNominationHandler,
    AgreementsHandler, RegisterAgreementHandler, ChangeAgreementHandler, PartnerAccessHandler, AdministrationLogHandler,
    PeopleHandler, ChangePersonHandler, ChangeRolesHandler, EndEmploymentHandler, PeopleFilesHandler,
    StructureHandler, KeepAuthoritiesHandler, KeepUnitsHandler, KeepFunctionsHandler, HoldersHandler,
    HubReadingHandler, AddOrganisationHandler, ChangeOrganisationHandler, ConfirmAdministratorHandler,
    ReviewsHandler, OpenReviewHandler, AttestSeatHandler,
  ],
  providers: [Pulse, PersonLeft, PersonMoved, HoldersFollow, MembershipsEnd, AgreementEnds, GroupEnds, GuestEnds, GuestEndsSettled, SubstitutesEnd, Administrators, Dormancy, OtherAddresses, OrganisationEnds, ReviewSeasons, ReviewEnds, { provide: ReviewStarts, useFactory: () => reviewStartsFromEnv() }],
})
export class DirectoryModule {}
