import { describeFailClosed } from './providers/failClosed';

describeFailClosed('oci-iam');
