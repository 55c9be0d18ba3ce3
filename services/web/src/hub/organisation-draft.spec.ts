import { describe, expect, it } from '@jest/globals';
import { draftFaults, emptyDraft, inputOf, type Draft } from './organisation-draft.js';

const whole: Draft = { ...emptyDraft, name: 'Nya kommunen', code: ' nya ', number: '212000 - 2114', identityProvider: 'Nya', authority: 'Kommunstyrelsen', unit: 'Kansliet', administratorName: 'Ada', administratorTitle: 'Administratör', administratorEmail: 'ada@nya.example', administratorHomeId: 'ada.nya' };

describe('a new organisation, as it is typed', () => {
  it('is sent as the hub takes it', () => {
    expect(draftFaults(whole)).toEqual({});
    expect(inputOf(whole)).toMatchObject({ code: 'NYA', number: '212000-2114', identityProvider: 'nya', administrator: { homeId: 'ada.nya', email: 'ada@nya.example' } });
  });

  it('lacks what is empty, field by field', () => {
    expect(Object.keys(draftFaults(emptyDraft)).sort()).toEqual(['administratorEmail', 'administratorHomeId', 'administratorName', 'administratorTitle', 'authority', 'code', 'identityProvider', 'name', 'number', 'unit']);
  });

  it.each([['number', '12'], ['code', 'å'], ['identityProvider', 'a b'], ['administratorEmail', 'ada']] as const)('is wrong in %s: %s', (field, value) => {
    expect(Object.keys(draftFaults({ ...whole, [field]: value }))).toEqual([field]);
  });
});
