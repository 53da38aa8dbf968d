import { describeKills } from './providers/kills';

describeKills('oci-iam');
