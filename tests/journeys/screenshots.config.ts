import journeys from './playwright.config.js';

/** Takes the pictures of docs/screenshots anew, of a product started for it. */
export default { ...journeys, testMatch: 'screenshots.ts', projects: [{ name: 'pictures' }] };
