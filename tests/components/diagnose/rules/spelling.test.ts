import { nearestName } from '../../../../components/diagnose/rules/spelling';

describe('nearestName', () => {
  test.each<[string, string[], string, string]>([
    ['orders.read', ['ORDERS.READ'], 'ORDERS.READ', 'by case only'],
    ['orders.read', ['оrders.read'], 'оrders.read', 'by look-alike or invisible characters only'],
    ['orders.read', ['orders.read\u200b'], 'orders.read\u200b', 'by look-alike or invisible characters only'],
    ['orders.read', ['orders.réad'], 'orders.réad', 'by look-alike or invisible characters only'],
    ['orders.read', ['orders:read'], 'orders:read', 'by a few letters'],
    ['orders.read', ['order.read', 'Orders.Read'], 'Orders.Read', 'by case only'],
    ['orders.read', ['odrers.reda', 'orders.rea'], 'orders.rea', 'by a few letters'],
    ['ab', ['AB'], 'AB', 'by case only'],
  ])('%j among %j', (name, candidates, expected, how) => {
    expect(nearestName(name, candidates)).toEqual({ name: expected, how });
  });

  test.each<[string, string[]]>([
    ['orders.read', ['orders.write']],
    ['orders.read', ['orders.read']],
    ['a', ['b']],
    ['orders.read', []],
  ])('none for %j among %j', (name, candidates) => {
    expect(nearestName(name, candidates)).toBeUndefined();
  });
});
