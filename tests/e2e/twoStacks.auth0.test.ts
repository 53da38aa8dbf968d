import { describeTwoStacks } from './providers/twoStacks';

describeTwoStacks('auth0');
