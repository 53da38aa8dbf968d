import { describeLifecycle } from './providers/lifecycle';

describeLifecycle('oci-iam');
