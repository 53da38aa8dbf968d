import { describeKills } from './providers/kills';

describeKills('auth0');
