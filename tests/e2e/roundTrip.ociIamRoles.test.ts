import { describeRoundTrip } from './providers/roundTrip';

describeRoundTrip('oci-iam', 'role');
