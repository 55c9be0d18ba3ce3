/**
 * Who may do what with what, in which state: the whole of it, to be read and judged. Each line is put to `decide`, to the hub over HTTP, and to PostgreSQL as the service's own role, which must say the same.
 *
 * The answers: `yes`; `refused` where one sees the thing and may not do this to it; `hidden` where it does not exist for the one who asks; `shut out` where the hub does not know the one who asks, now.
 */
export const table = `
# Groups
chair, organiser, member, member below the level, substitute, guest, calendar only, administrator | the general group | group.read, group.list | yes
ended member, function holder, colleague, coordinator, other organisation's member, hub's administrator | the general group | group.read, group.list | hidden
partner's administrator | the general group | group.read, group.list, nomination.make | yes
partner's administrator | the individual-level group | group.read | yes
dormant, left at home, nobody | the general group | group.read, group.list | shut out
organiser, member, administrator | the individual-level group | group.read | yes
member below the level, guest, colleague, hub's administrator | the individual-level group | group.read | hidden
administrator | the general group | membership.let-in, nomination.make | yes
partner's administrator | the general group | membership.let-in, membership.add | refused
chair, organiser, member | the general group | membership.let-in, membership.add, nomination.make | refused
colleague, hub's administrator | the general group | membership.let-in, membership.add, nomination.make | hidden
partner's administrator | the member's seat | membership.substitute | yes
administrator, chair, guest | the member's seat | membership.substitute | refused
hub's administrator, colleague, ended member | the member's seat | membership.substitute, membership.agree | hidden
administrator | the member's seat | membership.agree | yes
partner's administrator, chair, guest | the member's seat | membership.agree | refused
administrator | a draft of a group of the municipality's | group.draft, group.change-draft, group.establish | yes
partner's administrator | a draft of a group of the municipality's | group.draft, group.change-draft, group.establish | hidden
member, chair, hub's administrator | a draft of a group of the municipality's | group.change-draft, group.establish | hidden
member, chair, hub's administrator | oneself | group.draft | refused
administrator | the general group | group.change | yes
chair, organiser, member, partner's administrator | the general group | group.change, group.rest, group.resume, group.wind-up, group.archive | refused
colleague, hub's administrator | the general group | group.change, group.rest, group.resume, group.wind-up, group.archive | hidden
organiser, member | a group that rests | group.read, group.list | yes
administrator | a group that rests | group.resume | yes
organiser, member | a group that rests | group.resume | refused
organiser, member, partner's administrator | a group that is archived | group.read, group.list | hidden
administrator | a group that is archived | group.read, group.archive | yes

# Meetings
chair, organiser, member, member below the level, substitute, guest, calendar only | the general group's meeting | meeting.read, meeting.list | yes
chair, organiser, member, substitute, guest | what the general group's meeting is about | meeting.read | yes
calendar only | what the general group's meeting is about | meeting.read | hidden
ended member, proposed member, function holder, colleague, coordinator, other organisation's member, administrator, partner's administrator, hub's administrator | the general group's meeting | meeting.read, meeting.list, meeting.history, meeting.reply, meeting.cancel, meeting.unreached | hidden
dormant, left at home, nobody | the general group's meeting | meeting.read, meeting.list, meeting.history, meeting.reply | shut out
chair, organiser, member, substitute, guest | the general group's meeting | meeting.history | yes
chair, organiser | the general group's meeting | meeting.describe, meeting.invite, meeting.reschedule, meeting.unreached | yes
member, substitute, guest, calendar only | the general group's meeting | meeting.describe, meeting.invite, meeting.reschedule, meeting.unreached, meeting.cancel | refused
member, guest | the general group's meeting | meeting.reply | yes
member | its cancelled meeting | meeting.read | yes
chair, organiser | its cancelled meeting | meeting.cancel | yes
member | its cancelled meeting | meeting.cancel | refused
organiser, member, calendar only | the individual-level group's meeting | meeting.read, meeting.list | yes
member below the level, chair, substitute, guest, administrator, hub's administrator | the individual-level group's meeting | meeting.read, meeting.list | hidden
organiser | the individual-level group's meeting | meeting.readings, meeting.unreached | yes
member, calendar only | the individual-level group's meeting | meeting.readings, meeting.unreached | refused
member below the level, chair | the individual-level group's meeting | meeting.unreached | hidden
organiser, function holder | a meeting of chosen people | meeting.read, meeting.list | yes
member, chair, coordinator, administrator | a meeting of chosen people | meeting.read, meeting.list | hidden
function holder | a meeting of chosen people | meeting.cancel, meeting.describe | refused
other organisation's member | the association's meeting | meeting.read | yes
chair, organiser, member, guest | the association's meeting | meeting.read, meeting.list | hidden
chair, organiser, member, substitute, guest, calendar only | a meeting of the group that was held | meeting.read | yes
chair, organiser, member, substitute, guest | what a meeting of the group that was held is about | meeting.read | yes
calendar only | what a meeting of the group that was held is about | meeting.read | hidden
ended member, function holder, colleague, coordinator, other organisation's member, administrator, partner's administrator, hub's administrator | a meeting of the group that was held | meeting.read, meeting.history, meeting.reply, meeting.cancel | hidden
member, substitute, guest | a meeting of the group that was held | meeting.describe, meeting.reschedule, meeting.cancel | refused
chair, organiser | a meeting of the group that was held | meeting.describe | yes
chair, organiser | the general group | meeting.schedule, meeting.record, poll.open | yes
member, guest | the general group | meeting.schedule, meeting.record, poll.open | refused
member, chair, administrator | oneself | participant.search, meeting.find | yes
guest, other organisation's member, hub's administrator | oneself | participant.search, meeting.find | refused
member, guest, administrator | oneself | meeting.find-asked, availability.keep, calendar.connect, feed.keep, me.read, concern.routing | yes
dormant, left at home, nobody | oneself | meeting.find-asked, availability.keep, calendar.connect, feed.keep, me.read, concern.routing, participant.search | shut out
organiser | a meeting that the organiser prepares | meeting.draft | yes
chair, member, substitute, guest, calendar only, colleague, administrator, hub's administrator | a meeting that the organiser prepares | meeting.draft | hidden
dormant, left at home, nobody | a meeting that the organiser prepares | meeting.draft | shut out
administrator | a room of the municipality's | room.list | yes
organiser, colleague | a room of the municipality's | room.list | yes
partner's administrator, other organisation's member | a room of the municipality's | room.list | hidden
nobody | a room of the municipality's | room.list | shut out
administrator, partner's administrator | oneself | room.keep | yes
organiser, colleague, hub's administrator | oneself | room.keep | refused
nobody | oneself | room.keep | shut out

# Series of meetings
chair, organiser, member, substitute, guest, calendar only | the general group's series | meeting.read | yes
ended member, function holder, colleague, coordinator, other organisation's member, administrator, partner's administrator, hub's administrator | the general group's series | meeting.read, meeting.reschedule, meeting.cancel | hidden
dormant, left at home, nobody | the general group's series | meeting.read, meeting.reschedule | shut out
chair, organiser | the general group's series | meeting.reschedule | yes
member, substitute, guest | the general group's series | meeting.reschedule, meeting.cancel | refused
organiser, member, calendar only | the individual-level group's series | meeting.read | yes
member below the level, chair, substitute, guest, administrator, hub's administrator | the individual-level group's series | meeting.read, meeting.reschedule, meeting.cancel | hidden
member | the individual-level group's series | meeting.reschedule, meeting.cancel | refused
chair, organiser | the general group's series | series.extend | yes
member, guest, calendar only | the general group's series | series.extend | refused
colleague, administrator, ended member | the general group's series | series.extend | hidden

# Guests without an account
guest by link | the general group's meeting | meeting.reply | yes
guest by link | the general group's poll | poll.vote | yes
guest without a link | the general group's meeting | meeting.reply | hidden
guest without a link | the general group's poll | poll.vote | hidden
guest by link, guest without a link | the general group's meeting | meeting.read, meeting.history, meeting.list, meeting.invite | shut out
guest by link, guest without a link | the general group's poll | poll.read, poll.list, poll.lead | shut out
guest by link | the agenda of the general group's meeting | agenda.read | shut out
chair, organiser | a guest by link of the general group's meeting | meeting.invite | yes
member, substitute, guest | a guest by link of the general group's meeting | meeting.invite | refused
ended member, colleague, administrator, hub's administrator | a guest by link of the general group's meeting | meeting.invite | hidden
chair, organiser | a guest by link of the general group's poll | poll.lead | yes
member, guest | a guest by link of the general group's poll | poll.lead | refused
calendar only, ended member, colleague, administrator, hub's administrator | a guest by link of the general group's poll | poll.lead | hidden

# Polls for a time
organiser, chair, member, guest, substitute | the general group's poll | poll.read, poll.list, poll.vote | yes
calendar only, ended member, colleague, administrator, hub's administrator | the general group's poll | poll.read, poll.list, poll.vote, poll.propose | hidden
member | the general group's poll | poll.propose | yes
organiser, chair | the general group's poll | poll.lead, poll.schedule | yes
member, guest | the general group's poll | poll.lead, poll.schedule | refused
function holder, coordinator, other organisation's member, partner's administrator, member below the level | the individual-level group's poll | poll.read, poll.list, poll.vote, poll.propose, poll.lead | hidden
organiser, member | the individual-level group's poll | poll.read, poll.list, poll.vote | yes
chair, calendar only, substitute, guest, administrator, hub's administrator | the individual-level group's poll | poll.read, poll.list, poll.vote, poll.lead | hidden
member | the individual-level group's poll | poll.lead, poll.schedule | refused
dormant, left at home, nobody | the general group's poll | poll.read, poll.list, poll.vote | shut out

# Agendas, items and actions
chair, organiser, member, substitute, guest | the agenda of the general group's meeting | agenda.read | yes
calendar only, ended member, colleague, administrator, hub's administrator | the agenda of the general group's meeting | agenda.read, item.propose | hidden
organiser | the agenda of its cancelled meeting | agenda.read | yes
chair, organiser | the agenda of the general group's meeting | agenda.lead | yes
member, guest | the agenda of the general group's meeting | agenda.lead | refused
organiser | the agenda of the individual-level group's meeting | agenda.readings | yes
member | the agenda of the individual-level group's meeting | agenda.readings, agenda.lead | refused
member below the level, calendar only, chair | the agenda of the individual-level group's meeting | agenda.read, agenda.readings | hidden
member, guest | the agenda of the general group's meeting | item.propose | yes
member, chair, organiser | an item that the member has proposed | agenda.read | yes
member, chair, guest, substitute | an item that is taken up | agenda.read | yes
calendar only, administrator, hub's administrator | an item that is taken up | agenda.read, item.edit, item.lead, item.keep | hidden
member, substitute | an item marked for the police | agenda.read | yes
guest, chair, organiser, ended member | an item marked for the police | agenda.read | hidden
member, chair, organiser | an item that the member has proposed | item.edit, item.keep | yes
guest, substitute | an item that is taken up | item.edit, item.lead, item.keep, item.withdraw | refused
chair, organiser | an item that is taken up | item.lead | yes
member | an item that is taken up | item.lead | refused
chair, organiser | an item to take back | item.withdraw | refused
member | an item to take back | item.withdraw | yes
member, chair, organiser, guest | the member's action | action.list | yes
calendar only, ended member, colleague, administrator | the member's action | action.list, action.settle | hidden
guest, substitute | the member's action | action.settle | refused
member, chair, organiser | the member's action | action.settle | yes
guest, chair, organiser | an action offered to the member | action.answer | refused
member | an action offered to the member | action.answer | yes

# Requests between authorities
organiser | a request that is not sent | referral.read, referral.list | yes
unit colleague | a request that is not sent | referral.read, referral.list | yes
function holder, member, administrator, partner's administrator, coordinator | a request that is not sent | referral.read, referral.send | hidden
organiser | a request that is not sent | referral.send | yes
organiser, unit colleague, function holder | a request to the police's function | referral.read, referral.list | yes
member, substitute, guest, colleague, administrator, partner's administrator, hub's administrator | a request to the police's function | referral.read, referral.list, referral.note, referral.claim, referral.receive | hidden
organiser | a request to the police's function | referral.receive, referral.ask, referral.accept, referral.decline, referral.pass-on, referral.start, referral.feed-back | refused
function holder | a request to the police's function | referral.send, referral.recall, referral.answer, referral.close | refused
function holder | a request to the police's function | referral.receive, referral.claim, referral.note, referral.ask, referral.accept, referral.decline, referral.start, referral.feed-back, referral.pass-on | yes
organiser | a request to the police's function | referral.recall, referral.answer, referral.close | yes
member, coordinator | oneself | referral.draft | yes
guest, hub's administrator | oneself | referral.draft | refused
coordinator | oneself | referral.unanswered | yes
member, organiser, administrator | oneself | referral.unanswered | refused

# What one is told
member, guest | the general group's meeting | notification.list, notification.count, stream.read | yes
colleague, administrator, other organisation's member | the general group's meeting | notification.list, notification.count, stream.read | hidden
member | the general group's meeting | notification.mark | yes
nobody, dormant | the general group's meeting | notification.list, notification.count, notification.mark, stream.read | shut out

# Administration of an organisation
administrator, partner's administrator | oneself | person.list, unit.list, access.list, log.read, organisation.list, review.list, person.import | yes
member, chair, coordinator, hub's administrator | oneself | person.list, unit.list, access.list, log.read, organisation.list, review.list, person.import, review.open, agreement.register | refused
partner's administrator | oneself | review.open, agreement.register | yes
administrator, partner's administrator | oneself | structure.read | yes
partner's administrator | oneself | authority.add | yes
member, chair, coordinator, hub's administrator | oneself | structure.read, authority.add | refused
partner's administrator | the police's authority | structure.keep, structure.end | yes
administrator, member, hub's administrator | the police's authority | structure.keep, structure.end | hidden
partner's administrator | the police's function | function.give, function.take | yes
administrator, function holder, hub's administrator | the police's function | function.give, function.take | hidden
partner's administrator | one of the police's staff | person.read, person.change, person.give-roles | yes
administrator, member, hub's administrator | one of the police's staff | person.read, person.change, person.give-roles, person.end | hidden
partner's administrator | the police's administrator | person.change | refused
machine | one of the police's staff | person.provision, function.provision | yes
another machine | one of the police's staff | person.provision, function.provision | hidden
partner's administrator | one of the police's staff | person.provision, function.provision | refused
administrator, partner's administrator | an agreement that the municipality registered | agreement.read, agreement.list, agreement.accept | yes
member, chair, hub's administrator | an agreement that the municipality registered | agreement.read, agreement.list, agreement.accept, agreement.end | hidden
partner's administrator | an agreement that the municipality registered | agreement.end | refused
administrator, partner's administrator | a nomination | nomination.list | yes
proposed member, member, chair, hub's administrator | a nomination | nomination.list, nomination.confirm, nomination.decline, nomination.withdraw | hidden
administrator | a nomination | nomination.confirm, nomination.decline | refused
partner's administrator | a nomination | nomination.withdraw | refused
administrator | the municipality's review | review.read | yes
partner's administrator, member, hub's administrator | the municipality's review | review.read | hidden
administrator | another's seat in the review | review.attest | yes
administrator | the administrator's own seat in the review | review.attest | refused
partner's administrator, hub's administrator | another's seat in the review | review.attest | hidden

# Administration of the hub
hub's administrator | the hub | hub.read, hub.log, hub.add | yes
administrator, partner's administrator, member | the hub | hub.read, hub.log, hub.add | refused
administrator, member | another organisation | hub.activate, hub.resume, hub.pause, hub.end, hub.confirm-administrator | hidden
hub's administrator | the association | hub.pause, hub.end, hub.confirm-administrator | refused
member, administrator | oneself | login.announce | yes
left at home | oneself | login.announce | shut out

# What cannot be undone, last
chair, organiser | the general group's series | meeting.cancel | yes
partner's administrator | a nomination | nomination.decline, nomination.confirm | yes
administrator | a nomination | nomination.withdraw | yes
administrator | the general group | membership.add | yes
chair, member | a seat whose person leaves | membership.end | refused
administrator | a seat whose person leaves | membership.end | yes
hub's administrator | a seat whose person leaves | membership.end | hidden
administrator | an agreement that the municipality registered | agreement.end | yes
partner's administrator | one of the police's staff | person.end | yes
administrator | the general group | group.rest, group.resume, group.wind-up, group.archive | yes
hub's administrator | another organisation | hub.activate, hub.pause, hub.resume, hub.confirm-administrator, hub.end | yes
`;
