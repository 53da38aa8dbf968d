import { describeFailClosed } from './providers/failClosed';

describeFailClosed('entra');
