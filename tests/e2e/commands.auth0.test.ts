import { describeCommands } from './providers/commands';

describeCommands('auth0');
