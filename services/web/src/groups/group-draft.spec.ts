import { describe, expect, it } from '@jest/globals';
import { draftFaults, emptyDraft, inputOf, withChange } from './group-draft.js';

const authorityId = '0199c0de-0000-7000-8000-0000000000ab';

describe('a group as it is typed', () => {
  it('needs a name; a purpose and an agreement may come later', () => {
    expect(draftFaults({ ...emptyDraft, authorityId })).toEqual({ name: 'field.text.missing' });
    expect(draftFaults({ ...emptyDraft, authorityId, name: 'Stationsgruppen' })).toEqual({});
    expect(draftFaults({ ...emptyDraft, authorityId, name: 'x'.repeat(121), purpose: 'x'.repeat(2_001) })).toEqual({ name: 'field.tooLong', purpose: 'field.tooLong' });
  });

  it('asks for the higher login at individual level, and for one again at general', () => {
    const individual = withChange(emptyDraft, { level: 'INDIVIDUAL' });

    expect([individual.requiredAssuranceLevel, withChange(individual, { level: 'GENERAL' }).requiredAssuranceLevel, withChange(individual, { name: 'A' }).requiredAssuranceLevel]).toEqual(['3', '2', '3']);
  });

  it('forgets the agreed purpose with its agreement', () => {
    const agreed = { ...emptyDraft, agreementId: 'a', agreedPurpose: 'Trygghet' };

    expect([withChange(agreed, { agreementId: 'b' }).agreedPurpose, withChange(agreed, { agreementId: 'a' }).agreedPurpose]).toEqual(['', 'Trygghet']);
    expect(inputOf(withChange(agreed, { agreementId: '' }))).not.toHaveProperty('agreementId');
  });
});
