import { expect, it } from '@jest/globals';
import { Endings } from './endings.js';

it('an ending is told once, to those who still wait for that session', () => {
  const endings = new Endings();
  const told: string[] = [];
  endings.when('a', () => told.push('first'));
  const leave = endings.when('a', () => told.push('left'));
  endings.when('b', () => told.push('other'));
  leave();
  endings.tell('a');
  endings.tell('a');
  endings.tell('nobody');

  expect(told).toEqual(['first']);
});

it('who stops waiting late does not take away who waits for the next', () => {
  const endings = new Endings();
  const told: string[] = [];
  const leave = endings.when('a', () => told.push('first'));
  endings.tell('a');
  endings.when('a', () => told.push('second'));
  leave();
  endings.tell('a');

  expect(told).toEqual(['first', 'second']);
});
