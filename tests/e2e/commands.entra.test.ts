import { describeCommands } from './providers/commands';

describeCommands('entra');
