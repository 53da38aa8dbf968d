import { describeBadInput } from './providers/badInput';

describeBadInput('oci-iam');
