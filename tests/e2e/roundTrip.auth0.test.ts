import { describeRoundTrip } from './providers/roundTrip';

describeRoundTrip('auth0', 'scope');
