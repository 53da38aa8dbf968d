import { describeCommands } from './providers/commands';

describeCommands('oci-iam');
