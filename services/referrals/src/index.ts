import type { ServiceDefinition } from '@knutpunkt/service-kit';
import { createReferrals } from './migrations/1767000200000-create-referrals.js';
import { createSides } from './migrations/1767000201000-create-sides.js';
import { createLinks } from './migrations/1767000202000-create-links.js';
import { createWriting } from './migrations/1767000203000-create-writing.js';
import { findByMeeting } from './migrations/1767000210000-find-by-meeting.js';
import { seeLinksByGroup } from './migrations/1767000220000-see-links-by-group.js';
import { tellWhatOthersSee } from './migrations/1769000200000-tell-what-others-see.js';
import { ReferralsModule } from './referrals.module.js';

/** The referrals service: what it is made of, for whoever starts it. */
export const referrals: ServiceDefinition = { name: 'referrals', module: ReferralsModule, migrations: [createReferrals, createSides, createLinks, createWriting, findByMeeting, seeLinksByGroup, tellWhatOthersSee], keepsDirectory: true };
