import { describeFailClosed } from './providers/failClosed';

describeFailClosed('auth0');
