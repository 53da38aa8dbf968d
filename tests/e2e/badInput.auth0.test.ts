import { describeBadInput } from './providers/badInput';

describeBadInput('auth0');
