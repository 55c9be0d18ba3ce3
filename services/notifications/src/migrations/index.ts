import type { Migration } from '@knutpunkt/persistence';
import { createMatters } from './1766000030000-create-matters.js';
import { createViewers } from './1766000031000-create-viewers.js';
import { createNotifications } from './1766000032000-create-notifications.js';
import { createLiveEvents } from './1766000033000-create-live-events.js';
import { createMails } from './1766000034000-create-mails.js';
import { createTell } from './1766000035000-create-tell.js';
import { moreKindsOfMatter } from './1766000036000-more-kinds-of-matter.js';
import { seeByProbes } from './1766000038000-see-by-probes.js';
import { tellOfMore } from './1766000037000-tell-of-more.js';
import { tellOfWriting } from './1766000040000-tell-of-writing.js';
import { tellOfNominations } from './1769000110000-tell-of-nominations.js';
import { tellOfAgreements } from './1769000111000-tell-of-agreements.js';
import { tellTheDormant } from './1770200110000-tell-the-dormant.js';
import { explainReplies } from './1771300010000-explain-replies.js';
import { tellOfPolls } from './1771400010000-tell-of-polls.js';
import { tellOfReviews } from './1769000133000-tell-of-reviews.js';

export const notificationsMigrations: readonly Migration[] = [createMatters, createViewers, createNotifications, createLiveEvents, createMails, createTell, moreKindsOfMatter, tellOfMore, seeByProbes, tellOfWriting, tellOfNominations, tellOfAgreements, tellOfReviews, tellTheDormant, explainReplies, tellOfPolls];
