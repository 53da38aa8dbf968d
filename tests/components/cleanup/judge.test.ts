import { entraState } from '../../../components/cleanup/entraState';
import { judge, type Place } from '../../../components/cleanup/judge';
import type { ClaimOfState, ObjectOfState, StackState } from '../../../components/cleanup/stackState';
import type { MarkedObject } from '../../../components/ords/lifecycle/leftovers';

const TOKEN = '4f9a2c81d3e0';
const HR: Place = { schema: 'HR' };

function state(claims: readonly ClaimOfState[], objects: readonly ObjectOfState[] = []): StackState {
  const none: ReadonlySet<string> = new Set();
  const known = {
    clientIds: none,
    grantIds: none,
    appIds: none,
    tenants: none,
    domainUrls: none,
    audiences: none,
    entra: entraState([]),
  };
  return { stack: 'shop/dev', claims, objects, ...known };
}
const claim = (changes: Partial<ClaimOfState> = {}): ClaimOfState => ({
  token: TOKEN,
  schema: 'HR',
  ...changes,
});
const marked = (name: string, changes: Partial<MarkedObject['owner']> = {}): MarkedObject => ({
  kind: 'module',
  name,
  owner: { stack: 'shop/dev', claim: TOKEN, resource: 'orders-module-orders', ...changes },
});
const known = (name: string, changes: Partial<ObjectOfState> = {}): ObjectOfState => ({
  kind: 'module',
  schema: 'HR',
  name,
  resource: 'orders-module-orders',
  claim: TOKEN,
  ...changes,
});
const doubts = (object: MarkedObject, place: Place, of: StackState): unknown[] =>
  judge([object], place, of).map(({ doubt }) => doubt ?? 'none');

it('what the state has is no leftover, and what another stack made is not looked at', () => {
  expect(doubts(marked('orders'), HR, state([claim()], [known('orders')]))).toEqual([]);
  expect(doubts(marked('orders', { stack: 'shop/prod' }), HR, state([claim()]))).toEqual([]);
  expect(doubts(marked('orders'), HR, state([claim()]))).toEqual(['none']);
});

it('a name alone proves nothing', () => {
  expect(doubts(marked('orders', { claim: '0123456789ab' }), HR, state([claim()]))).toEqual(['other_claim']);
  const { claim: _none, ...owner } = marked('orders').owner;
  expect(doubts({ ...marked('orders'), owner }, HR, state([claim()]))).toEqual(['other_claim']);
});

it('what keepProtected has kept stays, until its claim is named', () => {
  const keeps = claim({ keeps: true });
  expect(doubts(marked('orders'), HR, state([keeps]))).toEqual(['kept']);
  expect(doubts(marked('orders'), HR, state([keeps, { token: TOKEN, schema: '' }]))).toEqual(['none']);
});

it('a mark that came along with copied comments proves nothing', () => {
  const tracked = state([claim()], [known('orders')]);
  expect(doubts(marked('orders_copy'), HR, tracked)).toEqual(['copy']);
  expect(doubts(marked('orders_copy', { resource: 'orders-module-stock' }), HR, tracked)).toEqual(['none']);
  // A profile has no name of its own: its issuer may have been changed by hand.
  const profile = { ...marked('https://other/'), kind: 'jwt_profile' as const };
  expect(doubts(profile, HR, state([claim()], [known('', { kind: 'jwt_profile' })]))).toEqual([]);
});

describe('two databases with a schema of one name', () => {
  const one: Place = { schema: 'HR', database: 'one/pdb' };
  const two: Place = { schema: 'HR', database: 'two/pdb' };
  const other = { token: '0123456789ab', database: 'two/pdb' };
  const both = [claim({ database: 'one/pdb' }), claim(other)];

  it('what the state has in one is not known in the other', () => {
    const tracked = state(both, [known('orders', { claim: '0123456789ab', database: 'two/pdb' })]);
    expect(doubts(marked('orders'), one, tracked)).toEqual(['none']);
    expect(doubts(marked('orders', { claim: '0123456789ab' }), two, tracked)).toEqual([]);
  });

  it('a claim proves only in its own', () => {
    expect(doubts(marked('orders'), two, state(both))).toEqual(['other_claim']);
  });

  it('that may be one under two names: what its own claim has is known wherever it is seen', () => {
    const tracked = state(both, [known('orders', { database: 'one/pdb' })]);
    expect(doubts(marked('orders'), two, tracked)).toEqual([]);
  });

  it('a claim whose database is not known proves and knows in all', () => {
    expect(doubts(marked('orders'), two, state([claim()]))).toEqual(['none']);
    expect(doubts(marked('orders'), two, state([claim()], [known('orders', { claim: 'x' })]))).toEqual([]);
  });
});
