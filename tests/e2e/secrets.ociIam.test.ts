import { describeSecrets } from './providers/secrets';

describeSecrets('oci-iam');
