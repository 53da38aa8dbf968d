import { describeTwoStacks } from './providers/twoStacks';

describeTwoStacks('oci-iam');
