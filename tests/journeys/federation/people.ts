/** Somebody of the demo, and the identity provider at home. */
export type Person = { readonly username: string; readonly email: string; readonly home: string };

export const coordinator: Person = { username: 'brasam.kop', email: 'brasam@koping.example', home: 'kop' };
export const neighbour: Person = { username: 'brasam.arb', email: 'brasam@arboga.example', home: 'arb' };
export const police: Person = { username: 'kpol.vm', email: 'kommunpolis.vm@polisen.example', home: 'pol' };
export const administrator: Person = { username: 'admin.kop', email: 'admin@koping.example', home: 'kop' };
/** Has no card: her provider never vouches for more than level 2. */
export const leisure: Person = { username: 'fritid.kop', email: 'fritid@koping.example', home: 'kop' };
