import { describeBadInput } from './providers/badInput';

describeBadInput('entra');
